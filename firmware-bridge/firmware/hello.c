/* HELLO: see hello.h; README.md has its fields. */
#include "hello.h"

#include "events.h"
#include "hal.h"
#include "inputs.h"
#include "outputs.h"
#include "protocol.h"
#include "version.h"

enum { MAGIC_BYTES = 4, HELLO_BYTES_MIN = 6 };

static const uint8_t capabilities[] = {CAN_OUTPUTS, CAN_INPUTS, CAN_EVENTS, CAN_PN5180};

uint8_t hello_check(const uint8_t *payload, uint8_t count) {
  if (count < HELLO_BYTES_MIN) return NAK_MALFORMED;
  for (uint8_t index = 0; index < MAGIC_BYTES; index++)
    if (payload[index] != (uint8_t)PROTOCOL_MAGIC[index]) return NAK_MALFORMED;
  return payload[MAGIC_BYTES] == PROTOCOL_MAJOR ? 0 : NAK_OTHER_MAJOR;
}

void hello_write(payload_t *payload, const board_config_t *config) {
  char serial[HAL_SERIAL_CHARS + 1] = {0};
  hal_serial_number(serial);
  serial[HAL_SERIAL_CHARS] = 0;
  put_bytes(payload, (const uint8_t *)PROTOCOL_MAGIC, MAGIC_BYTES);
  put_u8(payload, PROTOCOL_MAJOR);
  put_u8(payload, PROTOCOL_MINOR);
  put_u8(payload, FIRMWARE_MAJOR);
  put_u8(payload, FIRMWARE_MINOR);
  put_u8(payload, FIRMWARE_PATCH);
  put_u8(payload, hal_boot_reason());
  put_u8(payload, FRAME_BYTES_MAX);
  put_text(payload, KITAP_BUILD_ID);
  put_text(payload, config->board_id);
  put_text(payload, serial);
  put_u8(payload, sizeof capabilities);
  put_bytes(payload, capabilities, sizeof capabilities);
  put_u32(payload, events_confirmed());
  put_u32(payload, events_newest());
  outputs_describe(payload);
  inputs_describe(payload);
}
