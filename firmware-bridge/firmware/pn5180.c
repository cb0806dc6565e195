/* Instructions and registers of the PN5180: see pn5180.h. */
#include "pn5180.h"

#include "hal.h"
#include "memory.h"

/* Data sheet 11.4.3.3, instruction codes. */
enum {
  WRITE_REGISTER = 0x00,
  WRITE_REGISTER_OR_MASK = 0x01,
  WRITE_REGISTER_AND_MASK = 0x02,
  READ_REGISTER = 0x04,
  SEND_DATA = 0x09,
  READ_DATA = 0x0a
};

/* The chip is busy for microseconds; the number of looks bounds the wait where the clock stands
 * still (tests). */
enum { BUSY_MS_MAX = 10, BUSY_LOOKS_MAX = 20000 };

static bool wait_busy(bool level) {
  const uint32_t start = hal_millis();
  for (uint16_t looks = 0; looks < BUSY_LOOKS_MAX; looks++) {
    if (hal_pn5180_busy() == level) return true;
    if (hal_millis() - start >= BUSY_MS_MAX) return false;
  }
  return false;
}

/* One frame as 11.4.1 wants it: NSS low, bytes, BUSY high, NSS high, BUSY low. */
static bool spi_frame(const uint8_t *out, uint8_t *in, uint16_t count) {
  if (!wait_busy(false)) return false;
  hal_spi_select(true);
  hal_spi_transfer(out, in, count);
  const bool taken = wait_busy(true);
  hal_spi_select(false);
  return taken && wait_busy(false);
}

bool pn5180_command(const uint8_t *frame, uint16_t count, uint8_t *reply, uint16_t reply_count) {
  if (!spi_frame(frame, 0, count)) return false;
  return reply_count == 0 || spi_frame(0, reply, reply_count);
}

static bool change_register(uint8_t instruction, uint8_t address, uint32_t value) {
  const uint8_t frame[6] = {
      instruction,           address, (uint8_t)value, (uint8_t)(value >> 8), (uint8_t)(value >> 16),
      (uint8_t)(value >> 24)};
  return pn5180_command(frame, sizeof frame, 0, 0);
}

bool pn5180_write_register(uint8_t address, uint32_t value) {
  return change_register(WRITE_REGISTER, address, value);
}

bool pn5180_or_register(uint8_t address, uint32_t mask) {
  return change_register(WRITE_REGISTER_OR_MASK, address, mask);
}

bool pn5180_and_register(uint8_t address, uint32_t mask) {
  return change_register(WRITE_REGISTER_AND_MASK, address, mask);
}

bool pn5180_read_register(uint8_t address, uint32_t *value) {
  const uint8_t frame[2] = {READ_REGISTER, address};
  uint8_t reply[4];
  if (!pn5180_command(frame, sizeof frame, reply, sizeof reply)) return false;
  *value = get_u32(reply);
  return true;
}

bool pn5180_send_data(const uint8_t *bytes, uint8_t count) {
  /* Second byte: valid bits of the last byte, 0 for all of them. */
  uint8_t frame[2 + FRAME_PAYLOAD_MAX] = {SEND_DATA, 0};
  if (count > FRAME_PAYLOAD_MAX) return false;
  if (count > 0) memcpy(frame + 2, bytes, count);
  return pn5180_command(frame, (uint16_t)(count + 2), 0, 0);
}

bool pn5180_read_data(uint8_t *bytes, uint16_t count) {
  const uint8_t frame[2] = {READ_DATA, 0};
  return pn5180_command(frame, sizeof frame, bytes, count);
}
