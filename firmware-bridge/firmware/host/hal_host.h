/* The board as a process of this computer: pins, clock and SPI are played by whoever holds the
 * control channel. */
#ifndef KITAP_HAL_HOST_H
#define KITAP_HAL_HOST_H

#include <stdbool.h>

typedef struct {
  int serial_in;
  int serial_out;
  /* -1: nobody plays the world; pins read 0, SPI answers zeros. */
  int control;
  /* True: time is what the control channel says. False: this computer's monotonic clock. */
  bool clock_told;
} host_options_t;

void host_open(const host_options_t *options);

/* Takes what waits on the control channel; false when its other end is gone. Runs `step` after each
 * line, then tells `time N` back for a line `time N`, so that the test knows that the board has
 * lived through it. */
bool host_control(void (*step)(void));

/* The other end of the serial line is gone. */
bool host_line_gone(void);

#endif
