/* The world of the fuzz loop: a line in memory, a clock that the loop moves, pins and a PN5180 that
 * answer by chance. */
#ifndef KITAP_HAL_FUZZ_H
#define KITAP_HAL_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FUZZ_PINS = 32, FUZZ_LINE_MAX = 4096 };

/* Seeded, the same on every computer (xorshift64*, Vigna 2016). */
void chance_seed(uint64_t seed);
uint32_t chance(uint32_t below);

extern uint32_t fuzz_ms;
extern bool fuzz_inputs[FUZZ_PINS];
extern bool fuzz_levels[FUZZ_PINS];
extern uint32_t fuzz_level_changes;
extern bool fuzz_jammed;
/* What the board sent since this was last set to 0. */
extern uint8_t fuzz_sent[FUZZ_LINE_MAX];
extern size_t fuzz_sent_bytes;

void fuzz_feed(const uint8_t *bytes, size_t count);
/* Bytes fed that the board has not read yet. */
size_t fuzz_waiting(void);
void fuzz_forget(void);

#endif
