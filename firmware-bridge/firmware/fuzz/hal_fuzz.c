/* HAL of the fuzz loop: see hal_fuzz.h. */
#include "hal_fuzz.h"

#include <string.h>

#include "../hal.h"

enum { SPI_TRANSFERS_PER_MS = 8, BUSY_STUCK_IN = 400 };

static uint64_t state = 1;
static uint8_t fed[FUZZ_LINE_MAX];
static size_t fed_bytes, fed_read;
static bool selected, transferred, stuck;
static uint32_t transfers;

uint32_t fuzz_ms;
bool fuzz_inputs[FUZZ_PINS];
bool fuzz_levels[FUZZ_PINS];
uint32_t fuzz_level_changes;
bool fuzz_jammed;
uint8_t fuzz_sent[FUZZ_LINE_MAX];
size_t fuzz_sent_bytes;

void chance_seed(uint64_t seed) { state = seed * 0x9e3779b97f4a7c15u + 1; }

uint32_t chance(uint32_t below) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return below == 0 ? 0 : (uint32_t)((state * 0x2545f4914f6cdd1du) >> 33) % below;
}

void fuzz_feed(const uint8_t *bytes, size_t count) {
  if (fed_bytes + count > FUZZ_LINE_MAX) count = FUZZ_LINE_MAX - fed_bytes;
  if (count > 0) memcpy(fed + fed_bytes, bytes, count);
  fed_bytes += count;
}

size_t fuzz_waiting(void) { return fed_bytes - fed_read; }

void fuzz_forget(void) {
  fed_bytes = fed_read = fuzz_sent_bytes = 0;
  fuzz_jammed = selected = transferred = stuck = false;
  memset(fuzz_inputs, 0, sizeof fuzz_inputs);
  memset(fuzz_levels, 0, sizeof fuzz_levels);
}

uint32_t hal_millis(void) { return fuzz_ms; }
void hal_watchdog(void) {}
uint8_t hal_boot_reason(void) { return BOOT_POWER; }
void hal_serial_number(char *text) { memset(text, 'F', HAL_SERIAL_CHARS); }

void hal_gpio_write(uint8_t pin, bool level) {
  if (pin >= FUZZ_PINS) __builtin_trap();
  if (fuzz_levels[pin] != level) fuzz_level_changes++;
  fuzz_levels[pin] = level;
}

bool hal_gpio_read(uint8_t pin) { return fuzz_inputs[pin]; }

size_t hal_serial_read(uint8_t *bytes, size_t max) {
  size_t count = fuzz_waiting();
  if (count > max) count = max;
  if (count > 0) memcpy(bytes, fed + fed_read, count);
  fed_read += count;
  if (fed_read == fed_bytes) fed_read = fed_bytes = 0;
  return count;
}

bool hal_serial_write(const uint8_t *bytes, size_t count) {
  if (fuzz_jammed || fuzz_sent_bytes + count > FUZZ_LINE_MAX) return false;
  memcpy(fuzz_sent + fuzz_sent_bytes, bytes, count);
  fuzz_sent_bytes += count;
  return true;
}

void hal_spi_select(bool level) {
  selected = level;
  transferred = false;
}

void hal_spi_transfer(const uint8_t *out, uint8_t *in, uint16_t count) {
  /* Reads all of it, so that the sanitizer sees a length that is too long. */
  for (uint16_t index = 0; out && index < count; index++) state += out[index];
  for (uint16_t index = 0; in && index < count; index++)
    in[index] = chance(2) ? (uint8_t)chance(256) : 0;
  transferred = true;
  if (++transfers % SPI_TRANSFERS_PER_MS == 0) fuzz_ms++;
  stuck = chance(BUSY_STUCK_IN) == 0;
}

bool hal_pn5180_busy(void) { return stuck ? !selected : selected && transferred; }
void hal_pn5180_reset(bool level) { stuck = stuck && level; }
