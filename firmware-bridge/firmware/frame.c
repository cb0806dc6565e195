/* Frames on the line: see frame.h. */
#include "frame.h"

#include "cobs.h"
#include "crc16.h"
#include "memory.h"

static bool parse(frame_reader_t *reader, frame_t *frame) {
  const uint16_t count = cobs_decode(reader->bytes, reader->used);
  if (count == COBS_BAD || count < FRAME_HEAD_BYTES + FRAME_CRC_BYTES || count > FRAME_BYTES_MAX)
    return false;
  const uint16_t body = (uint16_t)(count - FRAME_CRC_BYTES);
  const uint8_t *bytes = reader->bytes;
  const uint16_t crc = crc16(bytes, body);
  if (bytes[body] != (uint8_t)crc || bytes[body + 1] != (uint8_t)(crc >> 8) ||
      bytes[0] != FRAME_LAYOUT)
    return false;
  frame->type = bytes[1];
  frame->seq = bytes[2];
  frame->flags = bytes[3];
  frame->count = (uint8_t)(body - FRAME_HEAD_BYTES);
  frame->crc = crc;
  frame->payload = bytes + FRAME_HEAD_BYTES;
  return true;
}

bool frame_push(frame_reader_t *reader, uint8_t byte, frame_t *frame) {
  if (byte != 0) {
    if (reader->used < FRAME_WIRE_MAX)
      reader->bytes[reader->used++] = byte;
    else
      reader->overlong = true;
    return false;
  }
  const bool sound = !reader->overlong && reader->used > 0 && parse(reader, frame);
  reader->used = 0;
  reader->overlong = false;
  return sound;
}

uint16_t frame_encode(uint8_t *wire, uint8_t type, uint8_t seq, const uint8_t *payload,
                      uint8_t count) {
  uint8_t plain[FRAME_BYTES_MAX];
  const uint8_t kept = count > FRAME_PAYLOAD_MAX ? FRAME_PAYLOAD_MAX : count;
  const uint16_t body = (uint16_t)(FRAME_HEAD_BYTES + kept);
  plain[0] = FRAME_LAYOUT;
  plain[1] = type;
  plain[2] = seq;
  plain[3] = 0;
  if (kept > 0) memcpy(plain + FRAME_HEAD_BYTES, payload, kept);
  const uint16_t crc = crc16(plain, body);
  plain[body] = (uint8_t)crc;
  plain[body + 1] = (uint8_t)(crc >> 8);
  const uint16_t stuffed = cobs_encode(wire, plain, (uint16_t)(body + FRAME_CRC_BYTES));
  wire[stuffed] = 0;
  return (uint16_t)(stuffed + 1);
}
