/* An episode: see episode.h. */
#include "episode.h"

#include "../board.h"
#include "../board_config.h"
#include "../protocol.h"
#include "hal_fuzz.h"
#include "rules.h"

uint8_t seq;
uint8_t wire[FRAME_WIRE_MAX];
uint16_t wire_bytes;
static uint32_t quiet_since;

void episode_step(void) {
  const uint32_t now = fuzz_ms;
  if (fuzz_waiting() > 0) quiet_since = now;
  fuzz_sent_bytes = 0;
  board_step();
  rules_check(now, quiet_since);
}

void episode_begin(uint64_t episode) {
  chance_seed(episode);
  fuzz_forget();
  /* Often so that the clock runs over in the middle. */
  fuzz_ms = chance(4) ? chance(100000) : 0xffffffffu - chance(5000);
  quiet_since = fuzz_ms - SILENCE_MS;
  seq = (uint8_t)chance(256);
  rules_begin(episode);
  board_init(&kiosk_board);
  fuzz_sent_bytes = 0;
  wire_bytes = frame_encode(wire, TYPE_HELLO, seq, (const uint8_t *)"KTBD\1\0\0", 7);
  fuzz_feed(wire, wire_bytes);
}
