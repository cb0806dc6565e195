/* Inputs from outside: see inputs_mode.h. */
#include "inputs_mode.h"

#include <stdio.h>
#include <unistd.h>

#include "../board.h"
#include "../protocol.h"
#include "episode.h"
#include "hal_fuzz.h"
#include "rules.h"

enum { INPUT_BYTES_MAX = 2000, PIECE_MAX = 64 };

static int read_all(uint8_t *bytes, size_t count) {
  for (size_t at = 0; at < count;) {
    const ssize_t got = read(0, bytes + at, count - at);
    if (got <= 0) return 0;
    at += (size_t)got;
  }
  return 1;
}

static void feed(const uint8_t *bytes, size_t count) {
  for (size_t at = 0; at < count;) {
    size_t piece = 1 + chance(PIECE_MAX);
    if (piece > count - at) piece = count - at;
    fuzz_feed(bytes + at, piece);
    at += piece;
    if (chance(8) == 0) fuzz_ms += chance(500);
    fuzz_inputs[chance(FUZZ_PINS)] ^= 1;
    episode_step();
  }
}

/* After whatever came, a delimiter and a greeting bring the board back. */
static void greet_again(void) {
  fuzz_feed((const uint8_t *)"", 1);
  wire_bytes = frame_encode(wire, TYPE_HELLO, seq, (const uint8_t *)"KTBD\1\0\0", 7);
  fuzz_feed(wire, wire_bytes);
  episode_step();
  if (!board_online()) rule_broken("the next sound HELLO was not heard");
}

int run_inputs(void) {
  uint8_t length[2], bytes[INPUT_BYTES_MAX];
  while (read_all(length, 2)) {
    const size_t count = length[0] | (size_t)length[1] << 8;
    if (count > sizeof bytes || !read_all(bytes, count)) return 2;
    const uint32_t acks = rules_acks(), naks = rules_naks();
    episode_begin(count);
    episode_step();
    feed(bytes, count);
    greet_again();
    printf("ok %lu %lu\n", (unsigned long)(rules_acks() - acks - 2),
           (unsigned long)(rules_naks() - naks));
    fflush(stdout);
  }
  return 0;
}
