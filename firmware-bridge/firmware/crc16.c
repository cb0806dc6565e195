/* Bit by bit: 250 bytes take a Cortex-M0+ under 2 ms at 16 MHz, and a table would cost 512 bytes of
 * flash. */
#include "crc16.h"

#include <stdbool.h>

uint16_t crc16(const uint8_t *bytes, uint16_t count) {
  uint16_t crc = 0xffff;
  for (uint16_t index = 0; index < count; index++) {
    crc = (uint16_t)(crc ^ (uint16_t)(bytes[index] << 8));
    for (uint8_t bit = 0; bit < 8; bit++) {
      const bool carry = (crc & 0x8000u) != 0;
      crc = (uint16_t)(crc << 1);
      if (carry) crc = crc ^ 0x1021u;
    }
  }
  return crc;
}
