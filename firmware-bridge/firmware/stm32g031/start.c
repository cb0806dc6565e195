/* Vector table, start of memory, main loop. */
#include <stdint.h>

#include "../board.h"
#include "../board_config.h"
#include "port.h"

extern uint32_t _stack_top, _data, _data_end, _data_load, _bss, _bss_end;

void reset_handler(void);

/* A fault stops feeding the watchdog: the chip starts again with every output safe, and HELLO says
 * why. */
static void stop_handler(void) {
  for (;;) {
  }
}

__attribute__((noreturn, used)) void reset_handler(void) {
  const uint32_t *from = &_data_load;
  for (uint32_t *to = &_data; to < &_data_end;) *to++ = *from++;
  for (uint32_t *to = &_bss; to < &_bss_end;) *to++ = 0;
  port_start();
  board_init(&kiosk_board);
  for (;;) board_step();
}

typedef void (*handler_t)(void);

/* Cortex-M0+: 16 vectors of the core (the first is the stack), then the chip's interrupts. */
__attribute__((section(".vectors"), used)) static const struct {
  uint32_t *stack;
  handler_t core[15];
  handler_t chip[32];
} vectors = {
    &_stack_top,
    {reset_handler, stop_handler, stop_handler, 0, 0, 0, 0, 0, 0, 0, stop_handler, 0, 0,
     stop_handler, port_tick},
    {[28] = port_serial_interrupt},
};
