// What every parser of frames with a start byte must keep: the recorded frames whole, cut in two at
// every place, in noise, with any bit wrong; any bytes at all accounted for.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameParser, Parsed } from '../../../devices/rfid/exchange.ts';
import type { FrameVector } from './frame-vectors.ts';

export type FrameContract<Frame> = {
  make(): FrameParser<Frame>;
  vectors: FrameVector[];
  /** Bytes that begin no frame. */
  noise: number;
  heldMax: number;
};

const framesOf = <Frame>(parsed: Parsed<Frame>[]): Frame[] =>
  parsed.flatMap((each) => (each.kind === 'frame' ? [each.frame] : []));

export const frameContract = <Frame>(name: string, contract: FrameContract<Frame>): void => {
  const { make, vectors, noise, heldMax } = contract;

  describe.each(vectors)(`${name}: $meaning`, ({ bytes }) => {
    const wanted = make().push(bytes);

    it('is one frame of all its bytes', () => {
      expect(wanted).toMatchObject([{ kind: 'frame', bytes: bytes.length }]);
    });

    it('is understood cut in two at every place', () => {
      for (let cut = 0; cut <= bytes.length; cut++) {
        const parser = make();
        const parsed = [
          ...parser.push(bytes.subarray(0, cut)),
          ...parser.push(bytes.subarray(cut)),
        ];
        expect(parsed).toEqual(wanted);
        expect(parser.held()).toBe(0);
      }
    });

    it('is never believed with any one bit wrong', () => {
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const spoiled = Uint8Array.from(bytes);
        spoiled[bit >> 3]! ^= 1 << (bit & 7);
        expect(framesOf(make().push(spoiled))).toEqual([]);
      }
    });

    it('is understood between noise, which is told as noise', () => {
      const parser = make();
      const dirt = new Uint8Array(7).fill(noise);
      const parsed = parser.push(Uint8Array.from([...dirt, ...bytes, ...dirt, ...bytes]));
      const told = { kind: 'noise', bytes: 7 };
      expect(parsed).toEqual([told, ...wanted, told, ...wanted]);
    });

    it('is understood after a broken one', () => {
      const parser = make();
      const broken = Uint8Array.from(bytes);
      broken[broken.length - 1]! ^= 0xff;
      expect(framesOf([...parser.push(broken), ...parser.push(bytes)])).toEqual(framesOf(wanted));
    });

    it('is understood after half a one and a silence', () => {
      const parser = make();
      const half = bytes.subarray(0, bytes.length - 1);
      expect(parser.push(half)).toEqual([]);
      expect(parser.reset()).toBe(half.length);
      expect(parser.push(bytes)).toEqual(wanted);
    });
  });

  it(`${name}: any bytes: nothing is thrown, nothing grows, every byte is told once`, () => {
    const chunk = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc.constantFrom(...vectors.map(({ bytes }) => bytes)),
    );
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 30 }), (chunks) => {
        const parser = make();
        let told = 0;
        for (const bytes of chunks) {
          for (const parsed of parser.push(bytes)) told += parsed.bytes;
          expect(parser.held()).toBeLessThanOrEqual(heldMax);
        }
        told += parser.reset();
        expect(parser.held()).toBe(0);
        expect(told).toBe(chunks.reduce((sum, { length }) => sum + length, 0));
      }),
    );
  });
};
