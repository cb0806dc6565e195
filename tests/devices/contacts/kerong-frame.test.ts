import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../devices/contacts/exchange.ts';
import {
  cu16Open,
  cu16Status,
  cu48Open,
  cu48Status,
  kerongBoard,
} from '../../../devices/contacts/kerong-frame.ts';
import { bytesOf, hexOf } from './vectors.ts';

const sealed = (hex: string): Uint8Array => {
  const body = bytesOf(hex);
  return Uint8Array.of(...body, body.reduce((sum, byte) => sum + byte, 0) & 0xff);
};

// Lock 0 and lock 9 stand open, all others are locked.
const EXAMPLES: [
  name: string,
  question: Question<boolean[]>,
  answer: Uint8Array,
  open: number[],
][] = [
  ['cu16 status', cu16Status(3, 16), sealed('023035fefd000003'), [0, 9]],
  ['cu48 status', cu48Status(3, 48), sealed('0203007506fefdffffffff'), [0, 9]],
];

describe.each(EXAMPLES)('%s', (_name, { read }, answer, open) => {
  it('tells which locks are open', () => {
    const reading = read(answer);
    expect(reading).toMatchObject({ found: 'answer', used: answer.length, noise: 0 });
    if (reading.found !== 'answer') return;
    expect(reading.value.flatMap((isOpen, lock) => (isOpen ? [lock] : []))).toEqual(open);
  });

  it('is nothing at every cut, and found behind noise', () => {
    for (let cut = 0; cut < answer.length; cut++)
      expect(read(answer.subarray(0, cut))).toEqual({ found: 'nothing' });
    expect(read(Uint8Array.of(2, 2, ...answer))).toMatchObject({ found: 'answer', noise: 2 });
  });

  it('is not believed with any bit wrong, except that another board is a fault', () => {
    for (let bit = 0; bit < answer.length * 8; bit++) {
      const wrong = Uint8Array.from(answer);
      wrong[bit >> 3]! ^= 1 << (bit & 7);
      expect(read(wrong)).toEqual({ found: 'nothing' });
    }
    const other = Uint8Array.from(answer);
    const board = answer[1]! < 16 ? 1 : 16;
    other[1]! += board;
    other[other.length - 1] = (other.at(-1)! + board) & 0xff;
    expect(read(other)).toEqual({ found: 'fault', fault: 'reply-foreign' });
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(['answer', 'fault', 'nothing']).toContain(read(bytes).found);
      }),
    );
  });
});

describe('opening', () => {
  it('puts board and lock where each layout has them', () => {
    expect(hexOf(cu16Open(1, 2).bytes)).toBe('0212310348');
    expect(hexOf(cu48Open(1, 47).bytes)).toBe('02012f610396');
    expect(hexOf(cu48Status(0, 48).bytes)).toBe('020000600365');
  });

  it('cu48 is confirmed by board and lock', () => {
    const { read } = cu48Open(0, 5);
    expect(read(sealed('0200057503'))).toMatchObject({ found: 'answer' });
    expect(read(sealed('0200067503'))).toEqual({ found: 'nothing' });
  });

  it('a board asks one question, about no more locks than it has', () => {
    expect(kerongBoard('cu16', 0, 16).ask).toHaveLength(1);
    const [ask] = kerongBoard('cu16', 0, 4).ask;
    expect(ask!.read(sealed('0200350f00000003'))).toMatchObject({
      value: [false, false, false, false],
    });
  });
});
