/* What the board needs of its chip, and all of it. A port to another chip writes these functions
 * and nothing else; the host process and the fuzz loop are two more ports. None of them may block
 * for more than a few milliseconds. */
#ifndef KITAP_HAL_H
#define KITAP_HAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum boot_reason {
  BOOT_POWER = 0,
  BOOT_PIN = 1,
  BOOT_WATCHDOG = 2,
  BOOT_SOFTWARE = 3,
  BOOT_BROWNOUT = 4
};

/* Milliseconds since start; runs over after 49 days, which every user of it must survive. */
uint32_t hal_millis(void);

/* Feeds the hardware watchdog (hardware.md 5.1); the chip resets when this stays away for about a
 * second. */
void hal_watchdog(void);
uint8_t hal_boot_reason(void);
/* The chip's own number as text, at most HAL_SERIAL_CHARS characters and a closing 0. */
enum { HAL_SERIAL_CHARS = 24 };
void hal_serial_number(char *text);

void hal_gpio_write(uint8_t pin, bool level);
bool hal_gpio_read(uint8_t pin);

/* Takes what came in, at most `max` bytes; 0 when there is nothing. */
size_t hal_serial_read(uint8_t *bytes, size_t max);
/* All or nothing: false when there is no room now. The frame is then lost, and the host asks again.
 */
bool hal_serial_write(const uint8_t *bytes, size_t count);

/* The PN5180's wires. `out` null sends FF; `in` null drops what comes back. */
void hal_spi_select(bool selected);
void hal_spi_transfer(const uint8_t *out, uint8_t *in, uint16_t count);
bool hal_pn5180_busy(void);
/* The RESET_N pin: low keeps the chip in reset. */
void hal_pn5180_reset(bool level);

#endif
