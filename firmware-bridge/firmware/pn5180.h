/* The PN5180's host interface (NXP data sheet PN5180A0xx, sections 11.4.1 to 11.4.3;
 * hardware.md 2.5): what one ISO 15693 command needs. The board knows the chip's registers, the
 * host knows tags: that keeps a stack of books to one round trip a command. */
#ifndef KITAP_PN5180_H
#define KITAP_PN5180_H

#include <stdbool.h>
#include <stdint.h>

#include "payload.h"

/* What an answer to the host holds beside its head: longer replies of tags are refused, the host
 * reads fewer blocks at once. */
enum { PN5180_DATA_MAX = 228 };

/* False: the chip did not lower or raise BUSY in time, it is not there or has no power. */
bool pn5180_command(const uint8_t *frame, uint16_t count, uint8_t *reply, uint16_t reply_count);
bool pn5180_write_register(uint8_t address, uint32_t value);
bool pn5180_and_register(uint8_t address, uint32_t mask);
bool pn5180_or_register(uint8_t address, uint32_t mask);
bool pn5180_read_register(uint8_t address, uint32_t *value);
bool pn5180_send_data(const uint8_t *bytes, uint8_t count);
bool pn5180_read_data(uint8_t *bytes, uint16_t count);

/* Carries out one PN5180 request (README.md has its fields) and writes what follows the request
 * type into the answer. Returns 0 or a NAK code. May take as long as the request's waiting time,
 * which is cut to PN5180_WAIT_MS_MAX. */
enum { PN5180_WAIT_MS_MAX = 50 };
uint8_t pn5180_request(const uint8_t *request, uint8_t count, payload_t *answer);

#endif
