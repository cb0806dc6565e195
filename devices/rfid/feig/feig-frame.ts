// Frames of FEIG's OBID ISO-HOST protocol (system manual ID ISC.MR/PR/PRH101, H60301-3e, chapter 1;
// hardware.md 2.1), host's side: requests made, replies taken apart. Pure and bounded. Standard
// `LEN ADR CMD STATUS data CRC`, advanced `02 LEN16 ADR CMD STATUS data CRC`; LEN counts
// everything. After a wrong length or check value all is noise until a silence: no byte value
// begins a frame.
import type { FrameParser, Parsed } from '../exchange.ts';

export type FeigReply = { command: number; status: number; data: Uint8Array };

/**
 * A reply with the most bytes that a profile lets ask for (2,048), security bytes among them, fits.
 */
export const FRAME_BYTES_MAX = 4_096;
const STANDARD_BYTES_MAX = 255;
const ADVANCED_START = 0x02;
/** Bus address that every reader answers to. */
const ANY_ADDRESS = 0xff;
/** Noise is told at the latest when it is this long. */
const NOISE_BYTES_TOLD = 4_096;

/**
 * CRC-16, polynomial 8408 reflected, preset FFFF, low byte first on the line (hardware.md 0, trap
 * 5).
 */
export const feigCrc = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return crc;
};

export type FrameKind = 'standard' | 'advanced';

const headOf = (kind: FrameKind, length: number, address: number): number[] =>
  kind === 'advanced'
    ? [ADVANCED_START, length >>> 8, length & 0xff, address]
    : [length & 0xff, address];

/** A request; one too long for a standard frame goes out as an advanced one. */
export const feigRequest = (
  kind: FrameKind,
  command: number,
  data: readonly number[] | Uint8Array = [],
  address = ANY_ADDRESS,
): Uint8Array => {
  const fits = data.length + 5 <= STANDARD_BYTES_MAX;
  const used = kind === 'standard' && fits ? 'standard' : 'advanced';
  const length = data.length + (used === 'standard' ? 5 : 7);
  const frame = new Uint8Array(length);
  frame.set([...headOf(used, length, address), command, ...data]);
  const crc = feigCrc(frame.subarray(0, length - 2));
  frame.set([crc & 0xff, crc >>> 8], length - 2);
  return frame;
};

/**
 * How long the frame is that begins here: undefined while that cannot be told, 0 when no frame
 * begins so.
 */
const lengthOf = (bytes: readonly number[]): number | undefined => {
  const [first, high, low] = bytes;
  if (first === undefined) return undefined;
  if (first !== ADVANCED_START) return first < 6 ? 0 : first;
  if (high === undefined || low === undefined) return undefined;
  const length = (high << 8) | low;
  return length < 8 || length > FRAME_BYTES_MAX ? 0 : length;
};

const replyOf = (frame: Uint8Array): FeigReply | undefined => {
  const end = frame.length - 2;
  if (feigCrc(frame.subarray(0, end)) !== (frame[end]! | (frame[end + 1]! << 8))) return undefined;
  const at = frame[0] === ADVANCED_START ? 4 : 2;
  return { command: frame[at]!, status: frame[at + 1]!, data: frame.slice(at + 2, end) };
};

export const createFeigParser = (): FrameParser<FeigReply> => {
  let held: number[] = [];
  /** Bytes dropped since the stream was lost; null while it is in step. */
  let lost: number | null = null;

  const lose = (): void => {
    lost = held.length;
    held = [];
  };

  const take = (byte: number, found: Parsed<FeigReply>[]): void => {
    held.push(byte);
    const length = lengthOf(held);
    if (length === undefined || held.length < length) return;
    const frame = length === 0 ? undefined : replyOf(Uint8Array.from(held));
    if (frame) {
      found.push({ kind: 'frame', frame, bytes: held.length });
      held = [];
    } else lose();
  };

  return {
    push(bytes) {
      const found: Parsed<FeigReply>[] = [];
      for (const byte of bytes) {
        if (lost === null) take(byte, found);
        else if (++lost >= NOISE_BYTES_TOLD) {
          found.push({ kind: 'noise', bytes: lost });
          lost = 0;
        }
      }
      return found;
    },
    held: () => (lost === null ? held.length : Math.max(1, lost)),
    reset() {
      const dropped = lost ?? held.length;
      held = [];
      lost = null;
      return dropped;
    },
  };
};
