import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BoardFrame,
  createBoardFrameReader,
  encodeBoardFrame,
  FRAME_BYTES_MAX,
  PAYLOAD_BYTES_MAX,
} from '../../../devices/board/board-frame.ts';

const read = (pieces: Uint8Array[]) => {
  const frames: BoardFrame[] = [];
  let noise = 0;
  const reader = createBoardFrameReader({
    frame: (frame) => frames.push(frame),
    noise: (bytes) => {
      noise += bytes;
    },
  });
  for (const piece of pieces) reader.push(piece);
  return { frames, noise };
};

const frame: BoardFrame = { type: 3, seq: 0, payload: Uint8Array.of(4, 0, 1, 0, 0) };
const line = encodeBoardFrame(frame);

describe('frames of the board', () => {
  it('stand on the line as hardware.md 5.1 says', () => {
    const heartbeat = encodeBoardFrame({ type: 2, seq: 1, payload: new Uint8Array(4) });
    expect(Buffer.from(heartbeat).toString('hex')).toBe('040102010101010103ae5300');
    expect(
      encodeBoardFrame({ type: 1, seq: 1, payload: new Uint8Array(PAYLOAD_BYTES_MAX) }),
    ).toHaveLength(FRAME_BYTES_MAX + 2);
    expect(() =>
      encodeBoardFrame({ type: 1, seq: 1, payload: new Uint8Array(PAYLOAD_BYTES_MAX + 1) }),
    ).toThrow(RangeError);
  });

  it('are read from bytes cut anywhere in two', () => {
    for (let cut = 0; cut <= line.length; cut++)
      expect(read([line.subarray(0, cut), line.subarray(cut)])).toEqual({
        frames: [frame],
        noise: 0,
      });
  });

  it('with any one bit turned are never another frame, and the next one is read', () => {
    for (let bit = 0; bit < line.length * 8; bit++) {
      const spoiled = line.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      const { frames } = read([spoiled, Uint8Array.of(0), line]);
      expect(frames).toEqual([frame]);
    }
  });

  it('of another layout, too short or too long are noise', () => {
    const long = new Uint8Array(5_000).fill(1);
    expect(read([long, Uint8Array.of(0), line])).toEqual({ frames: [frame], noise: 5_000 });
    expect(read([Uint8Array.of(2, 1, 0)])).toEqual({ frames: [], noise: 2 });
  });

  it('a lost delimiter loses the two frames beside it and no more', () => {
    expect(read([line.subarray(0, -1), line, line]).frames).toEqual([frame]);
  });

  it('are found again after any noise that a delimiter ends', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (noise) => {
        const { frames } = read([...noise, Uint8Array.of(0), line]);
        expect(frames.at(-1)).toEqual(frame);
      }),
    );
  });
});
