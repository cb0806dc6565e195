/* CRC-16, polynomial 1021, start FFFF, not reflected, no final XOR (hardware.md 0.5 and 5.1):
 * "123456789" gives 29B1. */
#ifndef KITAP_CRC16_H
#define KITAP_CRC16_H

#include <stdint.h>

uint16_t crc16(const uint8_t *bytes, uint16_t count);

#endif
