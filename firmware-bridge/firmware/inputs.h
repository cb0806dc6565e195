/* Inputs: presence sensor, book-drop flap, people counter, plain contacts. Each is debounced; each
 * change is an event, and each switching on is counted, so that people are counted right even after
 * more events than the ring keeps. */
#ifndef KITAP_INPUTS_H
#define KITAP_INPUTS_H

#include <stdbool.h>
#include <stdint.h>

#include "payload.h"

typedef struct {
  uint8_t kind;
  uint8_t pin;
  /* Level of the pin while the contact is "on": somebody there, flap open, barrier broken. */
  bool on_level;
  /* So long the pin must stay before a change counts. */
  uint16_t debounce_ms;
} input_config_t;

enum { INPUTS_MAX = 8 };

/* Takes the pins as they are, without events. `count` at most INPUTS_MAX; the table must outlive
 * the board. */
void inputs_init(const input_config_t *table, uint8_t count, uint32_t now);
void inputs_step(uint32_t now);

/* Bit n: input n is on. */
uint16_t inputs_on(void);
/* Count, then state and number of times it went on since start, of each. */
void inputs_write(payload_t *payload);
/* The input table of HELLO: count, then the kind of each. */
void inputs_describe(payload_t *payload);

#endif
