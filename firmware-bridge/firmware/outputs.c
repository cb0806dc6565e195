/* Outputs with their limits: see outputs.h. Times are differences of a clock that runs over, never
 * compared as they stand. */
#include "outputs.h"

#include "hal.h"

typedef struct {
  bool on;
  /* Was on since start, so that the pause after it counts. */
  bool used;
  uint32_t since;
  /* How long after `since` it ends. */
  uint32_t length;
  uint32_t off_at;
} output_state_t;

static const output_config_t *config;
static uint8_t outputs;
static output_state_t states[OUTPUTS_MAX];

static void drive(uint8_t output, bool on) {
  const output_config_t *own = &config[output];
  states[output].on = on;
  hal_gpio_write(own->pin, on ? !own->safe_level : own->safe_level);
}

static void end(uint8_t output, uint32_t now) {
  if (!states[output].on) return;
  states[output].off_at = now;
  states[output].used = true;
  drive(output, false);
}

void outputs_init(const output_config_t *table, uint8_t count, uint32_t now) {
  config = table;
  outputs = count > OUTPUTS_MAX ? OUTPUTS_MAX : count;
  for (uint8_t output = 0; output < outputs; output++) {
    states[output] = (output_state_t){false, false, now, 0, now};
    drive(output, false);
  }
}

enum output_answer outputs_set(uint8_t output, uint32_t ms, uint32_t now, uint32_t *granted) {
  *granted = 0;
  if (output >= outputs) return OUTPUT_MISSING;
  const output_config_t *own = &config[output];
  output_state_t *state = &states[output];
  if (ms == 0) {
    end(output, now);
    return OUTPUT_DONE;
  }
  if (!state->on) {
    if (state->used && now - state->off_at < own->rest_ms) return OUTPUT_RESTING;
    state->since = now;
    drive(output, true);
  }
  const uint32_t passed = now - state->since;
  const uint32_t left = passed >= own->max_on_ms ? 0 : own->max_on_ms - passed;
  *granted = ms < left ? ms : left;
  state->length = passed + *granted;
  return OUTPUT_DONE;
}

void outputs_step(uint32_t now) {
  for (uint8_t output = 0; output < outputs; output++) {
    const output_state_t *state = &states[output];
    if (state->on && now - state->since >= state->length) end(output, now);
    /* A rest that is long over must not come back when the clock runs over. */
    if (!state->on && state->used && now - state->off_at >= config[output].rest_ms)
      states[output].used = false;
  }
}

void outputs_all_safe(uint32_t now) {
  for (uint8_t output = 0; output < outputs; output++) end(output, now);
}

uint16_t outputs_on(void) {
  uint16_t bits = 0;
  for (uint8_t output = 0; output < outputs; output++)
    if (states[output].on) bits = (uint16_t)(bits | 1u << output);
  return bits;
}

void outputs_describe(payload_t *payload) {
  put_u8(payload, outputs);
  for (uint8_t output = 0; output < outputs; output++) {
    put_u8(payload, config[output].kind);
    put_u8(payload, config[output].safe_level ? 1 : 0);
    put_u32(payload, config[output].max_on_ms);
  }
}
