/* The rules of the fuzz loop: see rules.h. */
#include "rules.h"

#include <stdio.h>
#include <stdlib.h>

#include "../board.h"
#include "../board_config.h"
#include "../frame.h"
#include "../protocol.h"
#include "hal_fuzz.h"

static uint64_t running;
static uint32_t frames, acks, naks;
static uint32_t on_since[OUTPUTS_MAX];
static bool was_on[OUTPUTS_MAX];
static frame_reader_t reader;

void rule_broken(const char *what) {
  printf("{\"broken\":\"%s\",\"episode\":%llu}\n", what, (unsigned long long)running);
  fflush(stdout);
  abort();
}

uint32_t rules_frames(void) { return frames; }
uint32_t rules_acks(void) { return acks; }
uint32_t rules_naks(void) { return naks; }

void rules_begin(uint64_t episode) {
  running = episode;
  reader.used = 0;
  reader.overlong = false;
  for (int output = 0; output < OUTPUTS_MAX; output++) was_on[output] = false;
}

static bool is_on(uint8_t output) {
  const output_config_t *own = &kiosk_board.outputs[output];
  return fuzz_levels[own->pin] != own->safe_level;
}

static void check_outputs(uint32_t now, bool must_be_safe) {
  for (uint8_t output = 0; output < kiosk_board.output_count; output++) {
    const bool on = is_on(output);
    if (on && must_be_safe) rule_broken("an output is on without a host");
    if (on && !was_on[output]) on_since[output] = now;
    if (on && now - on_since[output] >= kiosk_board.outputs[output].max_on_ms)
      rule_broken("an output is on for longer than it may");
    was_on[output] = on;
  }
}

static void check_sent(void) {
  frame_t frame;
  for (size_t index = 0; index < fuzz_sent_bytes; index++) {
    const bool ends = fuzz_sent[index] == 0;
    const bool sound = frame_push(&reader, fuzz_sent[index], &frame);
    if (ends && !sound) rule_broken("the board sent a frame that is none");
    if (!sound) continue;
    frames++;
    if (frame.type == TYPE_ACK) acks++;
    if (frame.type == TYPE_NAK) naks++;
    if (frame.type < TYPE_ACK) rule_broken("the board sent a request");
  }
  if (reader.used > 0) rule_broken("the board sent half a frame");
}

void rules_check(uint32_t now, uint32_t quiet_since) {
  const bool silent = now - quiet_since >= SILENCE_MS;
  if (silent && board_online()) rule_broken("online although nothing came for SILENCE_MS");
  check_outputs(now, !board_online());
  check_sent();
}
