/* What must hold whatever the line brings; a rule that is broken ends the process and names the
 * episode. */
#ifndef KITAP_RULES_H
#define KITAP_RULES_H

#include <stdint.h>

/* Once before each episode. */
void rules_begin(uint64_t episode);
/* After each step; `now` is the time at its begin, `quiet_since` when the last byte was fed. */
void rules_check(uint32_t now, uint32_t quiet_since);
/* Ends the process. */
void rule_broken(const char *what);
/* Sound frames, and of these the answers, that the board sent so far. */
uint32_t rules_frames(void);
uint32_t rules_acks(void);
uint32_t rules_naks(void);

#endif
