/* Requests in, answers out (hardware.md 5.1). Three rules hold whatever comes in: a request of the
 * same seq is not carried out twice, an older one not at all, and after SILENCE_MS without a sound
 * request every output is safe. */
#include "board.h"

#include "events.h"
#include "frame.h"
#include "hal.h"
#include "hello.h"
#include "memory.h"
#include "pn5180.h"
#include "protocol.h"

enum { READ_BYTES_MAX = 64, READS_PER_STEP_MAX = 8, BLINK_MS = 1000, BLINK_ON_MS = 100 };

static const board_config_t *board;
static frame_reader_t reader;
static bool greeted;
static uint32_t heard_at;
/* Next event that was not told yet. */
static uint32_t untold;
/* The last request and its answer, for when it comes again. */
static uint8_t last_type, last_seq;
static uint16_t last_crc;
static uint8_t last_answer[FRAME_WIRE_MAX];
static uint16_t last_answer_bytes;

static void send(uint8_t type, uint8_t seq, const payload_t *payload) {
  uint8_t wire[FRAME_WIRE_MAX];
  /* What the line does not take is lost, as a disturbed frame is. */
  (void)hal_serial_write(wire, frame_encode(wire, type, seq, payload->bytes, payload->used));
}

static void send_nak(const frame_t *frame, uint8_t code) {
  payload_t payload = {.used = 0};
  put_u8(&payload, frame->type);
  put_u8(&payload, code);
  send(TYPE_NAK, frame->seq, &payload);
}

static void tell_booted(void) {
  payload_t payload = {.used = 0};
  hello_write(&payload, board);
  send(TYPE_BOOTED, 0, &payload);
}

static uint8_t do_output(const frame_t *frame, payload_t *answer, uint32_t now) {
  if (frame->count != 5) return NAK_MALFORMED;
  uint32_t granted = 0;
  const enum output_answer done =
      outputs_set(frame->payload[0], get_u32(frame->payload + 1), now, &granted);
  if (done == OUTPUT_MISSING) return NAK_NO_SUCH_OUTPUT;
  if (done == OUTPUT_RESTING) return NAK_RESTING;
  put_u8(answer, frame->payload[0]);
  put_u32(answer, granted);
  return 0;
}

static uint8_t do_heartbeat(const frame_t *frame, payload_t *answer, uint32_t now) {
  if (frame->count != 4) return NAK_MALFORMED;
  events_confirm(get_u32(frame->payload));
  put_u32(answer, now);
  put_u32(answer, events_newest());
  put_u16(answer, outputs_on());
  put_u16(answer, inputs_on());
  return 0;
}

static uint8_t do_events(const frame_t *frame, payload_t *answer, uint32_t now) {
  if (frame->count != 4) return NAK_MALFORMED;
  put_u32(answer, events_oldest());
  put_u32(answer, events_newest());
  (void)events_write(answer, get_u32(frame->payload), now);
  return 0;
}

/* Returns 0 or a NAK code; the answer so far holds the request's type. */
static uint8_t carry_out(const frame_t *frame, payload_t *answer, uint32_t now) {
  switch (frame->type) {
    case TYPE_HEARTBEAT: return do_heartbeat(frame, answer, now);
    case TYPE_OUTPUT: return do_output(frame, answer, now);
    case TYPE_EVENTS: return do_events(frame, answer, now);
    case TYPE_PN5180: return pn5180_request(frame->payload, frame->count, answer);
    case TYPE_INPUTS:
      if (frame->count != 0) return NAK_MALFORMED;
      inputs_write(answer);
      return 0;
    default: return NAK_UNKNOWN_TYPE;
  }
}

static void answer_request(const frame_t *frame, uint8_t code, payload_t *answer) {
  uint8_t type = TYPE_ACK;
  if (code != 0) {
    type = TYPE_NAK;
    answer->used = 1;
    put_u8(answer, code);
    /* So that the host can say which firmware it met. */
    if (code == NAK_OTHER_MAJOR) hello_write(answer, board);
  }
  last_type = frame->type;
  last_seq = frame->seq;
  last_crc = frame->crc;
  last_answer_bytes = frame_encode(last_answer, type, frame->seq, answer->bytes, answer->used);
  (void)hal_serial_write(last_answer, last_answer_bytes);
}

/* A host that greets begins anew: whatever seq it counts from, and with the first event that none
 * has confirmed. */
static void on_hello(const frame_t *frame, uint32_t now) {
  payload_t answer = {.used = 0};
  put_u8(&answer, frame->type);
  const uint8_t code = hello_check(frame->payload, frame->count);
  if (code == NAK_MALFORMED) {
    send_nak(frame, code);
    return;
  }
  greeted = code == 0;
  if (greeted) {
    hello_write(&answer, board);
    heard_at = now;
    untold = events_newest() + 1;
  } else {
    outputs_all_safe(now);
  }
  answer_request(frame, code, &answer);
}

static void on_frame(const frame_t *frame, uint32_t now) {
  if (frame->type >= TYPE_ACK) return;
  if (frame->type == TYPE_HELLO) {
    on_hello(frame, now);
    return;
  }
  if (!greeted) {
    send_nak(frame, NAK_HELLO_FIRST);
    return;
  }
  const uint8_t ahead = (uint8_t)(frame->seq - last_seq);
  if (ahead >= 128) {
    send_nak(frame, NAK_STALE_SEQ);
    return;
  }
  heard_at = now;
  if (ahead == 0) {
    if (frame->crc == last_crc && frame->type == last_type)
      (void)hal_serial_write(last_answer, last_answer_bytes);
    else
      send_nak(frame, NAK_SEQ_REUSED);
    return;
  }
  payload_t answer = {.used = 0};
  put_u8(&answer, frame->type);
  const uint8_t code = carry_out(frame, &answer, now);
  answer_request(frame, code, &answer);
}

static void listen(uint32_t now) {
  uint8_t bytes[READ_BYTES_MAX];
  frame_t frame;
  for (uint8_t reads = 0; reads < READS_PER_STEP_MAX; reads++) {
    const size_t count = hal_serial_read(bytes, sizeof bytes);
    for (size_t index = 0; index < count; index++)
      if (frame_push(&reader, bytes[index], &frame)) on_frame(&frame, now);
    if (count < sizeof bytes) return;
  }
}

static void tell_events(uint32_t now) {
  payload_t payload = {.used = 0};
  if (!greeted || untold > events_newest()) return;
  untold = events_write(&payload, untold, now);
  send(TYPE_EVENT, 0, &payload);
}

void board_init(const board_config_t *config) {
  const uint32_t now = hal_millis();
  board = config;
  outputs_init(config->outputs, config->output_count, now);
  inputs_init(config->inputs, config->input_count, now);
  events_init();
  memset(&reader, 0, sizeof reader);
  greeted = false;
  untold = 1;
  last_type = 0;
  last_seq = 0;
  last_crc = 0;
  last_answer_bytes = 0;
  tell_booted();
}

void board_step(void) {
  hal_watchdog();
  const uint32_t now = hal_millis();
  if (greeted && now - heard_at >= SILENCE_MS) {
    greeted = false;
    outputs_all_safe(now);
  }
  outputs_step(now);
  inputs_step(now);
  listen(now);
  tell_events(now);
  /* Steady: a host is there. A short flash each second: offline. */
  hal_gpio_write(board->status_pin, greeted || now % BLINK_MS < BLINK_ON_MS);
}

bool board_online(void) { return greeted; }
