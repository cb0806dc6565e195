// The frame of the RL866 family, `FA LEN RID PCB INF CRC` (hardware.md 2.2): LEN counts itself to
// CRC, so a frame has at most 256 bytes. CRC: polynomial 8408, begun with FFFF, low byte first,
// over LEN to INF (hardware.md 0, trap 5). Pure.
import type { FrameFormat } from '../start-byte-parser.ts';

export const START = 0xfa;
/** Any reader: a serial line has one. Its replies carry its own number, 01 in every recording. */
export const BROADCAST = 0xff;
/**
 * Protocol control byte: an information block has the sequence bit and the chaining bit, all else
 * clear.
 */
export const SEQUENCE_BIT = 0x40;
export const CHAIN_BIT = 0x20;
export const RESYNC = 0xc0;
export const RESYNCED = 0xe0;

const LENGTH_MIN = 5;
const LENGTH_MAX = 255;
/** What fits between PCB and CRC. */
export const INF_BYTES_MAX = LENGTH_MAX - LENGTH_MIN;

export type Rl866Frame = { pcb: number; inf: Uint8Array };

export const rl866Crc = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return crc;
};

/**
 * Throws a RangeError for more than one frame holds: nothing that is asked of a reader is so long.
 */
export const encodeRl866 = (pcb: number, inf: Uint8Array): Uint8Array => {
  if (inf.length > INF_BYTES_MAX) throw new RangeError(`${inf.length} bytes in one RL866 frame`);
  const frame = new Uint8Array(1 + LENGTH_MIN + inf.length);
  frame.set([START, LENGTH_MIN + inf.length, BROADCAST, pcb]);
  frame.set(inf, 4);
  const crc = rl866Crc(frame.subarray(1, -2));
  frame.set([crc & 0xff, crc >>> 8], frame.length - 2);
  return frame;
};

export const rl866Format: FrameFormat<Rl866Frame> = {
  lengthOf(bytes) {
    if (bytes[0] !== START) return null;
    const length = bytes[1];
    if (length === undefined) return undefined;
    return length < LENGTH_MIN ? null : 1 + length;
  },
  decode(bytes) {
    const [low = 0, high = 0] = bytes.subarray(-2);
    if (rl866Crc(bytes.subarray(1, -2)) !== (high << 8) + low) return null;
    return { pcb: bytes[3] ?? 0, inf: bytes.slice(4, -2) };
  },
};
