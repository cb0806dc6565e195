// frame = COBS( layout u8 | type u8 | seq u8 | flags u8 | payload | crc16 LE ) 00, at most 250 bytes before stuffing
// (hardware.md 5.1). The other end is firmware-bridge/firmware/frame.c.
import { decodeCobs, encodeCobs } from './cobs.ts';
import { crc16 } from './crc16.ts';

export const FRAME_LAYOUT = 1;
export const FRAME_BYTES_MAX = 250;
const HEAD_BYTES = 4;
const CRC_BYTES = 2;
export const PAYLOAD_BYTES_MAX = FRAME_BYTES_MAX - HEAD_BYTES - CRC_BYTES;
/** With COBS's own byte; the closing zero is not held. */
const HELD_BYTES_MAX = FRAME_BYTES_MAX + 1;

export type BoardFrame = { type: number; seq: number; payload: Uint8Array };

/** As it goes onto the line, with the closing zero. */
export const encodeBoardFrame = ({ type, seq, payload }: BoardFrame): Uint8Array => {
  if (payload.length > PAYLOAD_BYTES_MAX) throw new RangeError(`payload of ${payload.length}`);
  const plain = new Uint8Array(HEAD_BYTES + payload.length + CRC_BYTES);
  plain.set([FRAME_LAYOUT, type, seq, 0]);
  plain.set(payload, HEAD_BYTES);
  const body = HEAD_BYTES + payload.length;
  const crc = crc16(plain.subarray(0, body));
  plain.set([crc & 0xff, crc >> 8], body);
  const line = new Uint8Array(plain.length + 2);
  line.set(encodeCobs(plain));
  return line;
};

/** What stood before a zero; null when it is no frame. */
export const decodeBoardFrame = (stuffed: Uint8Array): BoardFrame | null => {
  const plain = decodeCobs(stuffed);
  if (!plain || plain.length < HEAD_BYTES + CRC_BYTES || plain.length > FRAME_BYTES_MAX)
    return null;
  const body = plain.length - CRC_BYTES;
  const crc = crc16(plain.subarray(0, body));
  if (plain[body] !== (crc & 0xff) || plain[body + 1] !== crc >> 8) return null;
  if (plain[0] !== FRAME_LAYOUT) return null;
  return { type: plain[1]!, seq: plain[2]!, payload: plain.slice(HEAD_BYTES, body) };
};

export type BoardFrameReader = {
  push(bytes: Uint8Array): void;
  /** Forgets half a frame; it was noise. */
  drop(): void;
  /** Bytes of a frame that has not ended. */
  readonly held: number;
};

/** Frames from bytes in any pieces; what is none is told as noise, once for each delimiter or each full buffer. */
export const createBoardFrameReader = (on: {
  frame(frame: BoardFrame): void;
  noise(bytes: number): void;
}): BoardFrameReader => {
  const held = new Uint8Array(HELD_BYTES_MAX);
  let used = 0;
  let overlong = 0;

  const end = () => {
    const frame = overlong === 0 ? decodeBoardFrame(held.subarray(0, used)) : null;
    const bytes = used + overlong;
    used = 0;
    overlong = 0;
    if (frame) on.frame(frame);
    else if (bytes > 0) on.noise(bytes);
  };

  return {
    push(bytes) {
      for (const byte of bytes)
        if (byte === 0) end();
        else if (used < HELD_BYTES_MAX) held[used++] = byte;
        else overlong++;
    },
    drop() {
      const bytes = used + overlong;
      used = 0;
      overlong = 0;
      if (bytes > 0) on.noise(bytes);
    },
    get held() {
      return used + overlong;
    },
  };
};
