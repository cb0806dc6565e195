/* HAL of the host process. Control channel, one text line each: in `time MS`, `pin N 0|1`, `boot
 * REASON`, `jam 0|1` (the line takes no bytes) and `spi HEX` as answer; out `pin N 0|1` at each
 * change, `spi HEX` (wants an answer), `reset 0|1`, `time MS` when done. */
#define _POSIX_C_SOURCE 200809L

#include "hal_host.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../hal.h"

enum { PINS = 32, LINE_MAX_BYTES = 1200, SPI_US_PER_BYTE = 8, SPI_WAIT_MS = 1000 };

static host_options_t open_as;
static bool inputs[PINS];
static int outputs[PINS];
static uint32_t told_ms, spi_us;
static uint8_t boot_reason;
static bool jammed, line_gone, selected, transferred;
static char line[LINE_MAX_BYTES];
static size_t line_used;
static char spi_answer[LINE_MAX_BYTES];
static bool spi_answered;

static void tell(const char *text) {
  const size_t count = strlen(text);
  for (size_t at = 0; open_as.control >= 0 && at < count;) {
    const ssize_t wrote = write(open_as.control, text + at, count - at);
    if (wrote < 0 && errno != EAGAIN && errno != EINTR) exit(0);
    if (wrote > 0) at += (size_t)wrote;
  }
}

static void tell_number(const char *what, unsigned long number) {
  char text[48];
  snprintf(text, sizeof text, "%s %lu\n", what, number);
  tell(text);
}

void host_open(const host_options_t *options) {
  open_as = *options;
  for (int pin = 0; pin < PINS; pin++) outputs[pin] = -1;
}

bool host_line_gone(void) { return line_gone; }

static void take_line(void) {
  unsigned long number = 0, value = 0;
  if (sscanf(line, "pin %lu %lu", &number, &value) == 2 && number < PINS)
    inputs[number] = value != 0;
  else if (sscanf(line, "time %lu", &number) == 1)
    told_ms = (uint32_t)number;
  else if (sscanf(line, "boot %lu", &number) == 1)
    boot_reason = (uint8_t)number;
  else if (sscanf(line, "jam %lu", &number) == 1)
    jammed = number != 0;
  else if (strncmp(line, "spi ", 4) == 0) {
    memcpy(spi_answer, line + 4, strlen(line + 4) + 1);
    spi_answered = true;
  }
}

/* True when a whole line was taken; it then stands in `line`. `*gone` when the other end is closed.
 */
static bool next_line(bool *gone) {
  for (;;) {
    char byte;
    const ssize_t got = read(open_as.control, &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      *gone = got == 0 || errno != EAGAIN;
      return false;
    }
    if (byte != '\n') {
      if (line_used < LINE_MAX_BYTES - 1) line[line_used++] = byte;
      continue;
    }
    line[line_used] = 0;
    line_used = 0;
    take_line();
    return true;
  }
}

/* After a line `time N`: the board has lived through it. */
static void tell_lived(void) {
  unsigned long number = 0;
  if (sscanf(line, "time %lu", &number) == 1) tell_number("time", number);
}

bool host_control(void (*step)(void)) {
  bool gone = false;
  while (next_line(&gone)) {
    step();
    tell_lived();
  }
  return !gone;
}

uint32_t hal_millis(void) {
  if (open_as.clock_told) return told_ms + spi_us / 1000;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint32_t)(now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

void hal_watchdog(void) {}

uint8_t hal_boot_reason(void) { return boot_reason; }

void hal_serial_number(char *text) { memcpy(text, "HOST-0001", 10); }

void hal_gpio_write(uint8_t pin, bool level) {
  if (pin >= PINS || outputs[pin] == (int)level) return;
  outputs[pin] = level;
  char text[32];
  snprintf(text, sizeof text, "pin %u %u\n", pin, level);
  tell(text);
}

bool hal_gpio_read(uint8_t pin) { return pin < PINS && inputs[pin]; }

size_t hal_serial_read(uint8_t *bytes, size_t max) {
  const ssize_t got = read(open_as.serial_in, bytes, max);
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) line_gone = true;
  return got > 0 ? (size_t)got : 0;
}

bool hal_serial_write(const uint8_t *bytes, size_t count) {
  for (size_t at = 0; !jammed && at < count;) {
    const ssize_t wrote = write(open_as.serial_out, bytes + at, count - at);
    if (wrote > 0) at += (size_t)wrote;
    /* Nothing taken yet: the whole frame is refused. The rest of a begun one is worth a wait. */
    else if (at == 0 || (errno != EAGAIN && errno != EINTR))
      return false;
  }
  return !jammed;
}

void hal_spi_select(bool level) {
  selected = level;
  transferred = false;
}

void hal_spi_transfer(const uint8_t *out, uint8_t *in, uint16_t count) {
  char text[LINE_MAX_BYTES] = "spi ";
  transferred = true;
  spi_us += (uint32_t)count * SPI_US_PER_BYTE;
  if (in) memset(in, 0, count);
  if (open_as.control < 0) return;
  for (uint16_t index = 0; index < count; index++)
    snprintf(text + 4 + 2 * index, 3, "%02x", out ? out[index] : 0xffu);
  strcat(text, "\n");
  tell(text);
  spi_answered = false;
  struct pollfd end = {.fd = open_as.control, .events = POLLIN};
  for (bool gone = false; !spi_answered && !gone;) {
    if (next_line(&gone))
      tell_lived();
    else
      (void)poll(&end, 1, SPI_WAIT_MS);
  }
  for (uint16_t index = 0; in && index < count; index++) {
    unsigned int byte = 0;
    if (sscanf(spi_answer + 2 * index, "%2x", &byte) != 1) break;
    in[index] = (uint8_t)byte;
  }
}

bool hal_pn5180_busy(void) { return selected && transferred; }

void hal_pn5180_reset(bool level) { tell_number("reset", level); }
