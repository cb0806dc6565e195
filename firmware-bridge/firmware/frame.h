/* frame = COBS( layout u8 | type u8 | seq u8 | flags u8 | payload | crc16 LE ) 00, at most 250
 * bytes before stuffing, so that one COBS block always holds it (hardware.md 5.1). Layout and HELLO
 * never change; what else may change is the protocol's version. */
#ifndef KITAP_FRAME_H
#define KITAP_FRAME_H

#include <stdbool.h>
#include <stdint.h>

enum {
  FRAME_LAYOUT = 1,
  FRAME_BYTES_MAX = 250,
  FRAME_HEAD_BYTES = 4,
  FRAME_CRC_BYTES = 2,
  FRAME_PAYLOAD_MAX = FRAME_BYTES_MAX - FRAME_HEAD_BYTES - FRAME_CRC_BYTES,
  /* With COBS's own byte and the closing zero. */
  FRAME_WIRE_MAX = FRAME_BYTES_MAX + 2
};

typedef struct {
  uint8_t type;
  uint8_t seq;
  /* None is defined; sent as 0, not looked at. */
  uint8_t flags;
  uint8_t count;
  /* Of all bytes before it; tells a frame that came again from another one of the same seq. */
  uint16_t crc;
  /* Good until the next push. */
  const uint8_t *payload;
} frame_t;

typedef struct {
  uint8_t bytes[FRAME_WIRE_MAX];
  uint16_t used;
  /* More came than a frame has: everything up to the next zero is dropped. */
  bool overlong;
} frame_reader_t;

/* True when this byte ended a sound frame. Whatever else came before a zero is dropped in silence:
 * the host asks again. */
bool frame_push(frame_reader_t *reader, uint8_t byte, frame_t *frame);

/* Writes the whole frame with its closing zero to `wire` (FRAME_WIRE_MAX bytes) and returns its
 * length. */
uint16_t frame_encode(uint8_t *wire, uint8_t type, uint8_t seq, const uint8_t *payload,
                      uint8_t count);

#endif
