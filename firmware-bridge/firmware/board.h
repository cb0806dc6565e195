/* The kiosk board: one state machine, stepped for ever by the main loop of its port. */
#ifndef KITAP_BOARD_H
#define KITAP_BOARD_H

#include <stdbool.h>

#include "inputs.h"
#include "outputs.h"

typedef struct {
  const char *board_id;
  const output_config_t *outputs;
  const input_config_t *inputs;
  uint8_t output_count;
  uint8_t input_count;
  /* The lamp that says whether a host is there; the board's own, no host can set it. */
  uint8_t status_pin;
} board_config_t;

/* Once after power-on: outputs safe first, then everything else. The configuration must outlive the
 * board. */
void board_init(const board_config_t *config);

/* One turn: never waits but for a PN5180 request, which takes at most PN5180_WAIT_MS_MAX and a few
 * transfers. */
void board_step(void);

/* A host was greeted and is not silent. */
bool board_online(void);

#endif
