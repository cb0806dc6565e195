/* Writes and reads the little-endian fields of a payload; never past its end. */
#ifndef KITAP_PAYLOAD_H
#define KITAP_PAYLOAD_H

#include <stdbool.h>
#include <stdint.h>

#include "frame.h"

enum { PAYLOAD_TEXT_MAX = 32 };

typedef struct {
  uint8_t bytes[FRAME_PAYLOAD_MAX];
  uint8_t used;
} payload_t;

/* What does not fit is left out; callers keep within FRAME_PAYLOAD_MAX. */
void put_u8(payload_t *payload, uint8_t value);
void put_u16(payload_t *payload, uint16_t value);
void put_u32(payload_t *payload, uint32_t value);
void put_bytes(payload_t *payload, const uint8_t *bytes, uint8_t count);
/* Length, then the characters. */
void put_text(payload_t *payload, const char *text);

uint32_t get_u32(const uint8_t *bytes);

#endif
