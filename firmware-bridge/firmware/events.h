/* What happened at the inputs, each with a number from 1 on, kept until the ring runs over: the
 * host asks for those it missed (hardware.md 5.1). The board also keeps how far a host has
 * confirmed, so that a host that was started anew knows where to begin. */
#ifndef KITAP_EVENTS_H
#define KITAP_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "payload.h"

/* 128 events are one person a second through a light barrier for a minute without host. */
enum { EVENTS_KEPT = 128, EVENTS_PER_FRAME = 16 };

void events_init(void);
void events_add(uint8_t input, bool on, uint32_t now);
/* Number of the newest event, 0 before the first, and of the oldest that is still kept. */
uint32_t events_newest(void);
uint32_t events_oldest(void);
uint32_t events_confirmed(void);
/* Number of an event that never was is not believed. */
void events_confirm(uint32_t number);
/* Count, then number, input, state and age in milliseconds of each, from `number` or the oldest
 * kept on; returns the number that follows the last one written. */
uint32_t events_write(payload_t *payload, uint32_t number, uint32_t now);

#endif
