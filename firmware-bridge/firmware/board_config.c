/* Reference board (README.md, "Wiring"): pin numbers are those of the port's pin table. */
#include "board_config.h"

#include "protocol.h"

static const output_config_t output_table[] = {
    /* kind, pin, level when safe, longest time on, pause after it */
    {OUTPUT_LED, 0, false, 600000, 0},
    {OUTPUT_LED, 1, false, 600000, 0},
    {OUTPUT_BUZZER, 2, false, 2000, 100},
    {OUTPUT_RELAY, 3, false, 60000, 100},
    /* A lock's solenoid is rated for seconds, with pauses; without current it is locked. */
    {OUTPUT_LOCK, 4, false, 3000, 1000},
    {OUTPUT_FLAP, 5, false, 10000, 500},
};

static const input_config_t input_table[] = {
    {INPUT_PRESENCE, 8, true, 50},
    {INPUT_FLAP, 9, true, 20},
    {INPUT_COUNTER, 10, true, 5},
    {INPUT_CONTACT, 11, true, 50},
};

const board_config_t kiosk_board = {
    "kiosk-1",
    output_table,
    input_table,
    sizeof output_table / sizeof output_table[0],
    sizeof input_table / sizeof input_table[0],
    6,
};
