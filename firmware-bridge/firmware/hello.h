/* HELLO, both ways (hardware.md 5.1): who is there and what it can do. Its first six bytes, magic
 * and version, never change. */
#ifndef KITAP_HELLO_H
#define KITAP_HELLO_H

#include "board.h"
#include "payload.h"

/* 0, or the NAK code for a host's HELLO that is none or of another major version. */
uint8_t hello_check(const uint8_t *payload, uint8_t count);

/* What the board says of itself. */
void hello_write(payload_t *payload, const board_config_t *config);

#endif
