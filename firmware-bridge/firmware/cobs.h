/* Consistent Overhead Byte Stuffing (Cheshire and Baker, 1997; hardware.md 5.1): bytes without a
 * zero, so that a zero ends a frame. Blocks here are never longer than 254 bytes, because frames
 * are not. */
#ifndef KITAP_COBS_H
#define KITAP_COBS_H

#include <stdint.h>

/* Longest text that fits one block. */
enum { COBS_BYTES_MAX = 254, COBS_BAD = 0xffff };

/* Writes count + 1 bytes, without the closing zero, and returns how many. `count` at most
 * COBS_BYTES_MAX. */
uint16_t cobs_encode(uint8_t *to, const uint8_t *from, uint16_t count);

/* Decodes in place; returns how many bytes are left, or COBS_BAD for bytes that no encoder makes.
 */
uint16_t cobs_decode(uint8_t *bytes, uint16_t count);

#endif
