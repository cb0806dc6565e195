// The frame of 3M (now Bibliotheca) pads 210 and 810, `D6 LEN16 CMD [ERR] ... CRC16` (hardware.md
// 2.3): LEN counts what follows it, the CRC among it. Older firmware greets in frames that begin
// with D5. CRC: polynomial 1021, begun with FFFF, the result inverted, high byte first, over LEN to
// the last field and not the start (hardware.md 0, trap 5; the specification's own example). Pure.
import type { FrameFormat } from '../start-byte-parser.ts';

export const START = 0xd6;
export const OLD_START = 0xd5;

const LENGTH_AT = 1;
const BODY_AT = 3;
const CRC_BYTES = 2;
/** A command code and the CRC. */
const LENGTH_MIN = 3;
/**
 * The longest answer asked for here is an inventory of 64 tags; what says it is longer is noise.
 */
export const LENGTH_MAX = 1_024;

/**
 * `body`: command code and what follows it, without the CRC. `old`: it came with the start byte D5.
 */
export type M3Frame = { old: boolean; body: Uint8Array };

export const m3Crc = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc ^ 0xffff;
};

export const encodeM3 = (body: Uint8Array, start: number = START): Uint8Array => {
  const length = body.length + CRC_BYTES;
  if (length < LENGTH_MIN || length > LENGTH_MAX)
    throw new RangeError(`${body.length} bytes in one 3M frame`);
  const frame = new Uint8Array(BODY_AT + length);
  frame.set([start, length >>> 8, length & 0xff]);
  frame.set(body, BODY_AT);
  const crc = m3Crc(frame.subarray(LENGTH_AT, -CRC_BYTES));
  frame.set([crc >>> 8, crc & 0xff], frame.length - CRC_BYTES);
  return frame;
};

export const m3Format: FrameFormat<M3Frame> = {
  lengthOf(bytes) {
    if (bytes[0] !== START && bytes[0] !== OLD_START) return null;
    const [, high, low] = bytes;
    if (high === undefined || low === undefined) return undefined;
    const length = (high << 8) + low;
    return length < LENGTH_MIN || length > LENGTH_MAX ? null : BODY_AT + length;
  },
  decode(bytes) {
    const [high = 0, low = 0] = bytes.subarray(-CRC_BYTES);
    if (m3Crc(bytes.subarray(LENGTH_AT, -CRC_BYTES)) !== (high << 8) + low) return null;
    return { old: bytes[0] === OLD_START, body: bytes.slice(BODY_AT, -CRC_BYTES) };
  },
};
