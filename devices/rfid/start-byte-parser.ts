// Finds frames that begin with a known byte, carry their length and end with a check value, in
// whatever pieces a line delivers them: RL866 and 3M (hardware.md 2.2, 2.3). Pure and bounded: it
// never holds more than one frame, and noise is counted, not kept. A start byte that leads to no
// frame is one byte of noise; the bytes behind it are looked at again.

import type { FrameParser, Parsed } from './exchange.ts';

export type FrameFormat<Frame> = {
  /**
   * Of the whole frame that begins here; undefined: more bytes are needed to tell; null: none
   * begins here.
   */
  lengthOf(bytes: Uint8Array): number | undefined | null;
  /** Of exactly that many bytes; null when the check value is wrong. */
  decode(bytes: Uint8Array): Frame | null;
};

/** Noise is told when it ends, or after so many bytes of it. */
export const NOISE_BYTES_MAX = 1_024;

const NOTHING = new Uint8Array(0);

const joined = (left: Uint8Array, right: Uint8Array): Uint8Array => {
  if (left.length === 0) return right;
  const bytes = new Uint8Array(left.length + right.length);
  bytes.set(left);
  bytes.set(right, left.length);
  return bytes;
};

export const createStartByteParser = <Frame>({
  lengthOf,
  decode,
}: FrameFormat<Frame>): FrameParser<Frame> => {
  let begun: Uint8Array = NOTHING;
  let noise = 0;

  return {
    push(bytes: Uint8Array): Parsed<Frame>[] {
      const found: Parsed<Frame>[] = [];
      const tellNoise = () => {
        if (noise > 0) found.push({ kind: 'noise', bytes: noise });
        noise = 0;
      };
      const all = joined(begun, bytes);
      let at = 0;
      for (; at < all.length; ) {
        const rest = all.subarray(at);
        const length = lengthOf(rest);
        if (length === undefined || (length !== null && length > rest.length)) break;
        const frame = length === null ? null : decode(rest.subarray(0, length));
        if (length !== null && frame !== null) {
          tellNoise();
          found.push({ kind: 'frame', frame, bytes: length });
          at += length;
        } else {
          at++;
          if (++noise >= NOISE_BYTES_MAX) tellNoise();
        }
      }
      begun = all.slice(at);
      return found;
    },
    held: (): number => begun.length + noise,
    reset(): number {
      const dropped = begun.length + noise;
      begun = NOTHING;
      noise = 0;
      return dropped;
    },
  };
};
