// What is the same for every format with a start byte; the formats have tests of their own
// (`frame-contract.ts`).
import { describe, expect, it } from 'vitest';
import { createStartByteParser, NOISE_BYTES_MAX } from '../../../devices/rfid/start-byte-parser.ts';

/** `01 LENGTH ... SUM`: the last byte is the sum of those before it. */
const make = () =>
  createStartByteParser<number[]>({
    lengthOf: ([start, length]) =>
      start !== 1 ? null : length === undefined ? undefined : length < 3 ? null : length,
    decode: (bytes) => {
      const sum = bytes.subarray(0, -1).reduce((total, byte) => total + byte, 0) & 0xff;
      return sum === bytes.at(-1) ? [...bytes.subarray(2, -1)] : null;
    },
  });
const GOOD = Uint8Array.of(1, 4, 9, 14);
const frame = { kind: 'frame', frame: [9], bytes: 4 };

describe('frames with a start byte', () => {
  it('noise is told once, when it ends', () => {
    const parser = make();
    expect(parser.push(Uint8Array.of(7, 7))).toEqual([]);
    expect(parser.push(Uint8Array.of(7))).toEqual([]);
    expect(parser.held()).toBe(3);
    expect(parser.push(GOOD)).toEqual([{ kind: 'noise', bytes: 3 }, frame]);
  });

  it('noise is told when it grows long', () => {
    const parser = make();
    const told = { kind: 'noise', bytes: NOISE_BYTES_MAX };
    expect(parser.push(new Uint8Array(NOISE_BYTES_MAX * 2 + 5))).toEqual([told, told]);
    expect(parser.reset()).toBe(5);
  });

  it('a start byte that leads nowhere is one byte of noise: the frame behind it is found', () => {
    expect(make().push(Uint8Array.of(1, ...GOOD))).toEqual([{ kind: 'noise', bytes: 1 }, frame]);
    const parser = make();
    expect(parser.push(Uint8Array.of(1, 5, ...GOOD))).toEqual([{ kind: 'noise', bytes: 2 }, frame]);
  });

  it('keeps no hold on the bytes it was given', () => {
    const parser = make();
    const bytes = Uint8Array.from(GOOD.subarray(0, 3));
    parser.push(bytes);
    bytes.fill(0xff);
    expect(parser.push(GOOD.subarray(3))).toEqual([frame]);
  });
});
