/* The board as a process: `board [--serial PATH] [--control FD] [--clock control|real]`. Without
 * --serial it speaks on stdin and stdout. Ends when its line or its control channel is closed. */
#define _DEFAULT_SOURCE

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "../board.h"
#include "../board_config.h"
#include "hal_host.h"

/* With a real clock the board also lives while nothing comes in. */
enum { STEP_MS = 5 };

static int open_line(const char *path) {
  struct termios settings;
  const int line = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (line < 0) return -1;
  if (tcgetattr(line, &settings) == 0) {
    cfmakeraw(&settings);
    (void)tcsetattr(line, TCSANOW, &settings);
  }
  return line;
}

static void not_blocking(int descriptor) {
  (void)fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

static bool parse(int count, char **arguments, host_options_t *options) {
  for (int index = 1; index + 1 < count; index += 2) {
    const char *value = arguments[index + 1];
    if (strcmp(arguments[index], "--serial") == 0)
      options->serial_in = options->serial_out = open_line(value);
    else if (strcmp(arguments[index], "--control") == 0)
      options->control = atoi(value);
    else if (strcmp(arguments[index], "--clock") == 0)
      options->clock_told = strcmp(value, "control") == 0;
    else
      return false;
  }
  return count % 2 == 1 && options->serial_in >= 0;
}

int main(int count, char **arguments) {
  host_options_t options = {.serial_in = 0, .serial_out = 1, .control = -1, .clock_told = false};
  if (!parse(count, arguments, &options)) {
    fprintf(stderr, "board [--serial PATH] [--control FD] [--clock control|real]\n");
    return 2;
  }
  not_blocking(options.serial_in);
  not_blocking(options.serial_out);
  if (options.control >= 0) not_blocking(options.control);
  host_open(&options);
  board_init(&kiosk_board);
  struct pollfd ends[2] = {{.fd = options.serial_in, .events = POLLIN},
                           {.fd = options.control, .events = POLLIN}};
  while (!host_line_gone()) {
    board_step();
    (void)poll(ends, options.control < 0 ? 1 : 2, options.clock_told ? -1 : STEP_MS);
    if (options.control >= 0 && !host_control(board_step)) return 0;
  }
  return 0;
}
