// The PN5180 requests of the board (firmware-bridge/firmware/README.md): bytes out, bytes in. What a tag means by them is iso15693.ts.

export const PN5180_OP = {
  command: 1,
  'field-on': 2,
  'field-off': 3,
  transceive: 4,
  'next-slot': 5,
} as const;

/** LOAD_RF_CONFIG for ISO 15693, ASK 100 % at 26 kbit/s both ways (data sheet, table of RF configurations). */
const TX_CONFIG = 0x0d;
const RX_CONFIG = 0x8d;
/** RX_STATUS (data sheet, register 13h). */
const INTEGRITY_ERROR = 1 << 16;
const PROTOCOL_ERROR = 1 << 17;
const COLLISION = 1 << 18;

export const fieldOn = () => Uint8Array.of(PN5180_OP['field-on'], TX_CONFIG, RX_CONFIG);
export const fieldOff = () => Uint8Array.of(PN5180_OP['field-off']);
export const transceive = (waitMs: number, bytes: Uint8Array) =>
  Uint8Array.of(PN5180_OP.transceive, waitMs, ...bytes);
export const nextSlot = (waitMs: number) => Uint8Array.of(PN5180_OP['next-slot'], waitMs);
/** Any instruction of the chip's own; `replyBytes` are read after it. */
export const chipCommand = (replyBytes: number, bytes: readonly number[]) =>
  Uint8Array.of(PN5180_OP.command, replyBytes, ...bytes);

/** What came over the air. `damaged`: something answered that cannot be read. */
export type AirReply =
  | { kind: 'none' }
  | { kind: 'collision' }
  | { kind: 'damaged' }
  | { kind: 'data'; bytes: Uint8Array };

/** Null for an answer of the board that cannot be. Op, outcome, RX_STATUS, data. */
export const parseAirReply = (answer: Uint8Array): AirReply | null => {
  if (answer.length < 6) return null;
  if (answer[1] === 1) return { kind: 'none' };
  const status = Buffer.from(answer).readUInt32LE(2);
  if (status & COLLISION) return { kind: 'collision' };
  if (status & (INTEGRITY_ERROR | PROTOCOL_ERROR)) return { kind: 'damaged' };
  return { kind: 'data', bytes: answer.slice(6) };
};
