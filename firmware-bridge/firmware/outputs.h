/* Outputs: lamps, buzzer, relays, lock, flap. Each has a safe state and a longest time away from
 * it, and both are kept here, not in the host (hardware.md 5.1): a host that hangs or asks for too
 * much cannot burn a solenoid or leave a lock open. */
#ifndef KITAP_OUTPUTS_H
#define KITAP_OUTPUTS_H

#include <stdbool.h>
#include <stdint.h>

#include "payload.h"

typedef struct {
  uint8_t kind;
  uint8_t pin;
  /* Level of the pin in the safe state. "On" means away from it: a fire door's magnet is safe
   * without current. */
  bool safe_level;
  uint32_t max_on_ms;
  /* Pause that the part needs before it may be on again. */
  uint32_t rest_ms;
} output_config_t;

enum { OUTPUTS_MAX = 8 };

enum output_answer { OUTPUT_DONE, OUTPUT_MISSING, OUTPUT_RESTING };

/* Puts every output into its safe state. `count` at most OUTPUTS_MAX; the table must outlive the
 * board. */
void outputs_init(const output_config_t *table, uint8_t count, uint32_t now);

/* On for `ms` from now, or off when it is 0. The end never lies later than max_on_ms after the
 * output went on: asking again does not renew that. `granted` is the time that is left to it. */
enum output_answer outputs_set(uint8_t output, uint32_t ms, uint32_t now, uint32_t *granted);

/* Ends what has had its time. */
void outputs_step(uint32_t now);
void outputs_all_safe(uint32_t now);

/* Bit n: output n is on. */
uint16_t outputs_on(void);
/* The output table of HELLO: count, then kind and longest time of each. */
void outputs_describe(payload_t *payload);

#endif
