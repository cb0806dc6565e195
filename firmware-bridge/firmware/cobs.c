/* COBS within one block: see cobs.h. */
#include "cobs.h"

uint16_t cobs_encode(uint8_t *to, const uint8_t *from, uint16_t count) {
  uint16_t code_at = 0;
  uint16_t at = 1;
  uint8_t code = 1;
  for (uint16_t index = 0; index < count; index++) {
    if (from[index] != 0) {
      to[at++] = from[index];
      code++;
    } else {
      to[code_at] = code;
      code_at = at++;
      code = 1;
    }
  }
  to[code_at] = code;
  return at;
}

uint16_t cobs_decode(uint8_t *bytes, uint16_t count) {
  uint16_t read = 0;
  uint16_t written = 0;
  if (count == 0) return COBS_BAD;
  while (read < count) {
    const uint8_t code = bytes[read++];
    if (code == 0 || (uint32_t)read + code - 1u > count) return COBS_BAD;
    for (uint8_t left = code; left > 1; left--) {
      if (bytes[read] == 0) return COBS_BAD;
      bytes[written++] = bytes[read++];
    }
    /* A full block of 254 bytes stands for no zero; a frame never has one followed by another. */
    if (read < count) {
      if (code == 0xff) return COBS_BAD;
      bytes[written++] = 0;
    }
  }
  return written;
}
