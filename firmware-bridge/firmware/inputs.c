/* Debounced inputs: see inputs.h. */
#include "inputs.h"

#include "events.h"
#include "hal.h"

typedef struct {
  bool on;
  /* As the pin was at the last look, and since when it has been so. */
  bool seen;
  uint32_t seen_since;
  uint32_t times;
} input_state_t;

static const input_config_t *config;
static uint8_t inputs;
static input_state_t states[INPUTS_MAX];

static bool look(uint8_t input) {
  return hal_gpio_read(config[input].pin) == config[input].on_level;
}

void inputs_init(const input_config_t *table, uint8_t count, uint32_t now) {
  config = table;
  inputs = count > INPUTS_MAX ? INPUTS_MAX : count;
  for (uint8_t input = 0; input < inputs; input++) {
    const bool on = look(input);
    states[input] = (input_state_t){on, on, now, 0};
  }
}

void inputs_step(uint32_t now) {
  for (uint8_t input = 0; input < inputs; input++) {
    input_state_t *state = &states[input];
    const bool on = look(input);
    if (on != state->seen) {
      state->seen = on;
      state->seen_since = now;
    }
    if (on == state->on || now - state->seen_since < config[input].debounce_ms) continue;
    state->on = on;
    if (on) state->times++;
    events_add(input, on, now);
  }
}

uint16_t inputs_on(void) {
  uint16_t bits = 0;
  for (uint8_t input = 0; input < inputs; input++)
    if (states[input].on) bits = (uint16_t)(bits | 1u << input);
  return bits;
}

void inputs_write(payload_t *payload) {
  put_u8(payload, inputs);
  for (uint8_t input = 0; input < inputs; input++) {
    put_u8(payload, states[input].on ? 1 : 0);
    put_u32(payload, states[input].times);
  }
}

void inputs_describe(payload_t *payload) {
  put_u8(payload, inputs);
  for (uint8_t input = 0; input < inputs; input++) put_u8(payload, config[input].kind);
}
