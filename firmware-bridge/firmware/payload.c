/* Fields of payloads: see payload.h. */
#include "payload.h"

#include "memory.h"

void put_u8(payload_t *payload, uint8_t value) {
  if (payload->used < FRAME_PAYLOAD_MAX) payload->bytes[payload->used++] = value;
}

void put_u16(payload_t *payload, uint16_t value) {
  put_u8(payload, (uint8_t)value);
  put_u8(payload, (uint8_t)(value >> 8));
}

void put_u32(payload_t *payload, uint32_t value) {
  put_u16(payload, (uint16_t)value);
  put_u16(payload, (uint16_t)(value >> 16));
}

void put_bytes(payload_t *payload, const uint8_t *bytes, uint8_t count) {
  const uint8_t room = (uint8_t)(FRAME_PAYLOAD_MAX - payload->used);
  const uint8_t kept = count > room ? room : count;
  if (kept > 0) memcpy(payload->bytes + payload->used, bytes, kept);
  payload->used = (uint8_t)(payload->used + kept);
}

void put_text(payload_t *payload, const char *text) {
  uint8_t count = 0;
  while (text[count] != 0 && count < PAYLOAD_TEXT_MAX) count++;
  put_u8(payload, count);
  put_bytes(payload, (const uint8_t *)text, count);
}

uint32_t get_u32(const uint8_t *bytes) {
  return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}
