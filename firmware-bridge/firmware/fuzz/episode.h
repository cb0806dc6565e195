/* One life of a board in the fuzz loop: begun greeted, stepped, and looked at after each step. */
#ifndef KITAP_EPISODE_H
#define KITAP_EPISODE_H

#include <stdint.h>

#include "../frame.h"

/* Seq of the last request, and the request as it goes onto the line. */
extern uint8_t seq;
extern uint8_t wire[FRAME_WIRE_MAX];
extern uint16_t wire_bytes;

void episode_begin(uint64_t episode);
void episode_step(void);

#endif
