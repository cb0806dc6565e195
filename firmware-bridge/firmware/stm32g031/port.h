/* What start.c needs of the port beside hal.h. */
#ifndef KITAP_STM32G031_PORT_H
#define KITAP_STM32G031_PORT_H

/* Clocks, pins, serial line, SPI, watchdog: in this order, the watchdog last. */
void port_start(void);
void port_tick(void);
void port_serial_interrupt(void);
void port_serial_start(void);

#endif
