/* `fuzz --inputs` takes inputs from tests/fuzz (inputs_mode.h). `fuzz --runs N [--seed S]`: N
 * inputs on the line of a board, in episodes of 64, each with a seed of its own: sound requests,
 * bit flips, cut and doubled frames, dropped and added delimiters, noise, time, pins. Prints one
 * JSON line. A broken rule names its episode; `fuzz --runs 64 --seed EPISODE` shows it again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../board.h"
#include "../cobs.h"
#include "../frame.h"
#include "../protocol.h"
#include "episode.h"
#include "hal_fuzz.h"
#include "inputs_mode.h"
#include "rules.h"

enum { EPISODE_RUNS = 64, NOISE_MAX = 600, PIECES_MAX = 4 };

static uint8_t random_payload(uint8_t type, uint8_t *payload) {
  static const uint8_t hello[] = {'K', 'T', 'B', 'D', 1, 0, 4, 'f', 'u', 'z', 'z'};
  static const uint8_t usual[] = {0, 0, 4, 5, 0, 4, 20};
  for (uint8_t index = 0; index < FRAME_PAYLOAD_MAX; index++) payload[index] = (uint8_t)chance(256);
  if (chance(8) == 0) return (uint8_t)chance(FRAME_PAYLOAD_MAX + 1);
  if (type == TYPE_HELLO) {
    memcpy(payload, hello, sizeof hello);
    if (chance(16) == 0) payload[4] = (uint8_t)chance(4);
    return sizeof hello;
  }
  if (type == TYPE_OUTPUT) {
    payload[0] = (uint8_t)chance(8);
    payload[3] = payload[4] = 0;
  }
  if (type == TYPE_EVENTS || type == TYPE_HEARTBEAT) payload[1] = payload[2] = payload[3] = 0;
  if (type == TYPE_PN5180) {
    payload[0] = (uint8_t)(1 + chance(5));
    if (payload[0] == PN5180_OP_FIELD_ON) return 3;
    if (payload[0] == PN5180_OP_FIELD_OFF) return 1;
    if (payload[0] == PN5180_OP_NEXT_SLOT) return 2;
  }
  return type < sizeof usual ? usual[type] : 0;
}

static void make_request(void) {
  uint8_t payload[FRAME_PAYLOAD_MAX];
  const uint8_t type = (uint8_t)(chance(12) == 0 ? chance(256) : 1 + chance(6));
  const uint8_t count = random_payload(type, payload);
  wire_bytes = frame_encode(wire, type, ++seq, payload, count);
}

/* The same request again must bring the same answer, and nothing may move. */
static void replay(void) {
  uint8_t answer[FUZZ_LINE_MAX];
  fuzz_jammed = false;
  make_request();
  /* Ends whatever half a frame the board still holds. */
  fuzz_feed((const uint8_t *)"", 1);
  episode_step();
  fuzz_feed(wire, wire_bytes);
  episode_step();
  /* An event or the boot may come in beside the answer: look at the part up to the first delimiter.
   */
  const size_t count = fuzz_sent_bytes;
  memcpy(answer, fuzz_sent, count);
  if (!board_online() || answer[0] == 0 || count == 0) return;
  const uint8_t *end = memchr(answer, 0, count);
  /* Outputs end meanwhile: carried out again, the request would switch them on again. */
  fuzz_ms += chance(2) ? 0 : chance(SILENCE_MS - 10);
  episode_step();
  const uint32_t changes = fuzz_level_changes;
  const uint32_t at = fuzz_ms;
  fuzz_feed(wire, wire_bytes);
  episode_step();
  if (fuzz_ms != at || !end) return;
  const uint8_t *again_end = memchr(fuzz_sent, 0, fuzz_sent_bytes);
  const size_t first = (size_t)(end - answer),
               again = again_end ? (size_t)(again_end - fuzz_sent) : 0;
  if (wire[2] != TYPE_HELLO && (first != again || memcmp(answer, fuzz_sent, first) != 0))
    rule_broken("the same request brought another answer");
  if (fuzz_level_changes != changes) rule_broken("the same request was carried out twice");
}

static void flip_bits(void) {
  for (uint32_t flips = 1 + chance(4); flips > 0; flips--) {
    uint8_t *byte = &wire[chance(wire_bytes)];
    *byte = (uint8_t)(*byte ^ 1u << chance(8));
  }
}

static void lose_head(void) {
  const uint16_t lost = (uint16_t)chance(wire_bytes);
  wire_bytes = (uint16_t)(wire_bytes - lost);
  memmove(wire, wire + lost, wire_bytes);
}

static void disturbed(void) {
  make_request();
  switch (chance(7)) {
    case 0: flip_bits(); break;
    case 1: wire_bytes = (uint16_t)chance(wire_bytes); break;
    case 2: wire_bytes--; break;
    case 3: wire[chance(wire_bytes)] = 0; break;
    case 4: fuzz_feed(wire, wire_bytes); break;
    case 5: lose_head(); break;
    default: break;
  }
  for (uint16_t at = 0, pieces = 0; at < wire_bytes;) {
    const uint16_t left = (uint16_t)(wire_bytes - at);
    const uint16_t piece = ++pieces >= PIECES_MAX ? left : (uint16_t)(1 + chance(left));
    fuzz_feed(wire + at, piece);
    at = (uint16_t)(at + piece);
    if (chance(2)) episode_step();
  }
}

static void noise(void) {
  uint8_t bytes[NOISE_MAX];
  const uint32_t count = chance(NOISE_MAX), alphabet = chance(3) ? 256 : 3;
  for (uint32_t index = 0; index < count; index++) bytes[index] = (uint8_t)chance(alphabet);
  fuzz_feed(bytes, count);
}

static void world(void) {
  fuzz_ms += chance(4) ? chance(40) : chance(4000);
  fuzz_inputs[chance(FUZZ_PINS)] ^= 1;
  fuzz_jammed = chance(20) == 0;
}

static void codec(void) {
  uint8_t plain[FRAME_BYTES_MAX], stuffed[FRAME_BYTES_MAX + 1];
  const uint16_t count = (uint16_t)chance(FRAME_BYTES_MAX + 1);
  for (uint16_t index = 0; index < count; index++)
    plain[index] = (uint8_t)(chance(4) ? chance(256) : 0);
  const uint16_t long_ = cobs_encode(stuffed, plain, count);
  if (memchr(stuffed, 0, long_)) rule_broken("COBS left a zero");
  if (cobs_decode(stuffed, long_) != count || memcmp(stuffed, plain, count) != 0)
    rule_broken("COBS round trip");
  for (uint16_t index = 0; index < count; index++) plain[index] = (uint8_t)chance(256);
  (void)cobs_decode(plain, count);
}

int main(int count, char **arguments) {
  uint64_t runs = 10000, seed = 1;
  if (count == 2 && strcmp(arguments[1], "--inputs") == 0) return run_inputs();
  for (int index = 1; index + 1 < count; index += 2) {
    if (strcmp(arguments[index], "--runs") == 0) runs = strtoull(arguments[index + 1], 0, 10);
    if (strcmp(arguments[index], "--seed") == 0) seed = strtoull(arguments[index + 1], 0, 10);
  }
  const clock_t start = clock();
  for (uint64_t run = 0; run < runs; run++) {
    if (run % EPISODE_RUNS == 0) episode_begin(seed + run / EPISODE_RUNS);
    switch (chance(8)) {
      case 0: replay(); break;
      case 1: noise(); break;
      case 2: codec(); break;
      case 3:
      case 4:
        make_request();
        fuzz_feed(wire, wire_bytes);
        break;
      default: disturbed(); break;
    }
    world();
    episode_step();
  }
  const double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  printf(
      "{\"target\":\"board\",\"runs\":%llu,\"seed\":%llu,\"seconds\":%.2f,\"runsPerSecond\":%.0f,"
      "\"frames\":%lu}\n",
      (unsigned long long)runs, (unsigned long long)seed, seconds,
      (double)runs / (seconds > 0 ? seconds : 1e-9), (unsigned long)rules_frames());
  return 0;
}
