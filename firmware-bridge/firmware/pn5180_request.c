/* Requests of the host to the PN5180: field, one command to a tag, one slot of an inventory (data
 * sheet sections 11.4.3.3 and 11.9; the order of steps is the one that public ISO 15693 drivers
 * agree on, hardware.md 2.5). */
#include "hal.h"
#include "memory.h"
#include "pn5180.h"
#include "protocol.h"

enum { LOAD_RF_CONFIG = 0x11, RF_ON = 0x16, RF_OFF = 0x17 };

enum {
  SYSTEM_CONFIG = 0x00,
  IRQ_STATUS = 0x02,
  IRQ_CLEAR = 0x03,
  RX_STATUS = 0x13,
  TX_CONFIG = 0x18
};

/* IRQ_STATUS: end of reception; start of frame seen; idle after reset; field is on. */
#define IRQ_RX (1u << 0)
#define IRQ_RX_START (1u << 14)
#define IRQ_IDLE (1u << 2)
#define IRQ_RF_ON (1u << 9)
#define IRQ_ALL 0x000fffffu
#define RX_BYTES 0x1ffu
/* SYSTEM_CONFIG: state machine to idle, to transceive. */
#define COMMAND_CLEAR 0xfffffff8u
#define COMMAND_TRANSCEIVE 0x00000003u
/* TX_CONFIG: start symbol, data and its CRC; without them SEND_DATA sends an end of frame, which
 * opens the next slot. */
#define TX_START_AND_DATA 0x000004c0u

enum {
  RESET_LOW_MS = 2,
  RESET_WAIT_MS = 10,
  RF_ON_WAIT_MS = 10,
  SLOT_START_MS = 2,
  LOOKS_MAX = 2000
};

enum { ANSWERED = 0, NO_ANSWER = 1 };

/* In case the clock stands still: as many looks as a chip would take long before. */
static void pause(uint8_t ms) {
  const uint32_t start = hal_millis();
  for (uint32_t looks = 0; looks < 200000ul && hal_millis() - start < ms; looks++) hal_watchdog();
}

/* False when the chip is silent; `*came` tells whether one of `bits` was set within the time. */
static bool wait_irq(uint32_t bits, uint8_t ms, bool *came) {
  const uint32_t start = hal_millis();
  uint32_t status = 0;
  *came = false;
  for (uint16_t looks = 0; looks < LOOKS_MAX; looks++) {
    if (!pn5180_read_register(IRQ_STATUS, &status)) return false;
    *came = (status & bits) != 0;
    if (*came || hal_millis() - start >= ms) return true;
  }
  return true;
}

/* A PN5180 that lost its field once may answer nothing until it is reset: so it is, each time
 * (hardware.md 2.5). */
static bool field_on(uint8_t tx_config, uint8_t rx_config) {
  const uint8_t load[3] = {LOAD_RF_CONFIG, tx_config, rx_config};
  const uint8_t on[2] = {RF_ON, 0};
  bool came = false;
  hal_pn5180_reset(false);
  pause(RESET_LOW_MS);
  hal_pn5180_reset(true);
  if (!wait_irq(IRQ_IDLE, RESET_WAIT_MS, &came) || !came) return false;
  if (!pn5180_write_register(IRQ_CLEAR, IRQ_ALL)) return false;
  if (!pn5180_command(load, sizeof load, 0, 0) || !pn5180_command(on, sizeof on, 0, 0))
    return false;
  return wait_irq(IRQ_RF_ON, RF_ON_WAIT_MS, &came) && came;
}

static bool field_off(void) {
  const uint8_t off[2] = {RF_OFF, 0};
  return pn5180_command(off, sizeof off, 0, 0);
}

static bool send(const uint8_t *bytes, uint8_t count, bool end_of_frame_only) {
  const bool configured = end_of_frame_only ? pn5180_and_register(TX_CONFIG, ~TX_START_AND_DATA)
                                            : pn5180_or_register(TX_CONFIG, TX_START_AND_DATA);
  return configured && pn5180_write_register(IRQ_CLEAR, IRQ_ALL) &&
         pn5180_and_register(SYSTEM_CONFIG, COMMAND_CLEAR) &&
         pn5180_or_register(SYSTEM_CONFIG, COMMAND_TRANSCEIVE) && pn5180_send_data(bytes, count);
}

/* Outcome, RX_STATUS as it is (errors and collision are in it), data. A slot in which no frame has
 * begun after SLOT_START_MS is empty: a tag answers 0.3 ms after the slot opens (ISO 15693-3), and
 * most of the 16 slots of a round are empty. */
static uint8_t receive(uint8_t wait_ms, bool slot, payload_t *answer) {
  uint8_t data[PN5180_DATA_MAX];
  uint32_t status = 0;
  bool came = false;
  if (slot && !wait_irq(IRQ_RX | IRQ_RX_START, SLOT_START_MS, &came)) return NAK_CHIP_SILENT;
  if ((!slot || came) && !wait_irq(IRQ_RX, wait_ms, &came)) return NAK_CHIP_SILENT;
  if (came && !pn5180_read_register(RX_STATUS, &status)) return NAK_CHIP_SILENT;
  const uint16_t count = (uint16_t)(status & RX_BYTES);
  if (count > PN5180_DATA_MAX) return NAK_TOO_LONG;
  if (count > 0 && !pn5180_read_data(data, count)) return NAK_CHIP_SILENT;
  put_u8(answer, came ? ANSWERED : NO_ANSWER);
  put_u32(answer, status);
  put_bytes(answer, data, (uint8_t)count);
  return 0;
}

static uint8_t raw(const uint8_t *request, uint8_t count, payload_t *answer) {
  uint8_t reply[PN5180_DATA_MAX];
  const uint8_t wanted = request[1];
  if (wanted > PN5180_DATA_MAX) return NAK_TOO_LONG;
  if (!pn5180_command(request + 2, (uint16_t)(count - 2), reply, wanted)) return NAK_CHIP_SILENT;
  put_bytes(answer, reply, wanted);
  return 0;
}

uint8_t pn5180_request(const uint8_t *request, uint8_t count, payload_t *answer) {
  if (count < 1) return NAK_MALFORMED;
  put_u8(answer, request[0]);
  if (request[0] == PN5180_OP_COMMAND && count > 2) return raw(request, count, answer);
  if (request[0] == PN5180_OP_FIELD_ON && count == 3)
    return field_on(request[1], request[2]) ? 0 : NAK_CHIP_SILENT;
  if (request[0] == PN5180_OP_FIELD_OFF && count == 1) return field_off() ? 0 : NAK_CHIP_SILENT;
  const bool slot = request[0] == PN5180_OP_NEXT_SLOT && count == 2;
  if (!slot && (request[0] != PN5180_OP_TRANSCEIVE || count < 3)) return NAK_MALFORMED;
  const uint8_t wait_ms = request[1] > PN5180_WAIT_MS_MAX ? PN5180_WAIT_MS_MAX : request[1];
  if (!send(request + 2, (uint8_t)(count - 2), slot)) return NAK_CHIP_SILENT;
  return receive(wait_ms, slot, answer);
}
