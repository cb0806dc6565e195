/* The words of the protocol between host and board (hardware.md 5.1); README.md has the table.
 * devices/board/board-messages.ts says the same in TypeScript, and
 * tests/devices/board/protocol-header.test.ts holds the two together. */
#ifndef KITAP_PROTOCOL_H
#define KITAP_PROTOCOL_H

#define PROTOCOL_MAGIC "KTBD"
enum { PROTOCOL_MAJOR = 1, PROTOCOL_MINOR = 0 };

/* The host beats every 500 ms, at most 1 s; silence this long puts every output into its safe
 * state. */
enum { SILENCE_MS = 3000 };

/* Requests lie below TYPE_ACK and are answered; everything from TYPE_ACK on is never answered, so
 * that a line that echoes cannot make two boards talk for ever. */
enum message_type {
  TYPE_HELLO = 0x01,
  TYPE_HEARTBEAT = 0x02,
  TYPE_OUTPUT = 0x03,
  TYPE_INPUTS = 0x04,
  TYPE_EVENTS = 0x05,
  TYPE_PN5180 = 0x06,
  TYPE_ACK = 0x40,
  TYPE_NAK = 0x41,
  TYPE_BOOTED = 0x81,
  TYPE_EVENT = 0x82
};

enum nak_code {
  NAK_MALFORMED = 1,
  NAK_UNKNOWN_TYPE = 2,
  NAK_HELLO_FIRST = 3,
  NAK_STALE_SEQ = 4,
  NAK_SEQ_REUSED = 5,
  NAK_NO_SUCH_OUTPUT = 6,
  NAK_RESTING = 7,
  NAK_CHIP_SILENT = 8,
  NAK_TOO_LONG = 9,
  NAK_OTHER_MAJOR = 10
};

enum capability { CAN_OUTPUTS = 1, CAN_INPUTS = 2, CAN_EVENTS = 3, CAN_PN5180 = 4 };

enum output_kind {
  OUTPUT_LED = 1,
  OUTPUT_BUZZER = 2,
  OUTPUT_RELAY = 3,
  OUTPUT_LOCK = 4,
  OUTPUT_FLAP = 5
};

enum input_kind { INPUT_PRESENCE = 1, INPUT_FLAP = 2, INPUT_COUNTER = 3, INPUT_CONTACT = 4 };

enum pn5180_op {
  PN5180_OP_COMMAND = 1,
  PN5180_OP_FIELD_ON = 2,
  PN5180_OP_FIELD_OFF = 3,
  PN5180_OP_TRANSCEIVE = 4,
  PN5180_OP_NEXT_SLOT = 5
};

#endif
