/* The tables of the reference board: what hangs on which pin. Another kiosk changes board_config.c
 * and nothing else. */
#ifndef KITAP_BOARD_CONFIG_H
#define KITAP_BOARD_CONFIG_H

#include "board.h"

extern const board_config_t kiosk_board;

#endif
