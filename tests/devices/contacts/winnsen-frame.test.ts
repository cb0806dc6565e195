import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  winnsenBoard,
  winnsenOpen,
  winnsenStatus,
} from '../../../devices/contacts/winnsen-frame.ts';
import { bytesOf, hexOf } from './vectors.ts';

const answer = (value: boolean) => ({ found: 'answer', value: [value] });

describe('winnsen', () => {
  it('counts locks from 1 on the line', () => {
    expect(hexOf(winnsenOpen(0, 0).bytes)).toBe('900605000103');
    expect(hexOf(winnsenStatus(2, 15).bytes)).toBe('900612021003');
    expect(winnsenBoard(0, 16).ask).toHaveLength(16);
  });

  it('opening: 01 is heard, 00 and 02 are refused, another lock is not ours', () => {
    const { read } = winnsenOpen(0, 4);
    expect(read(bytesOf('90078500050103'))).toMatchObject({ found: 'answer' });
    for (const status of ['00', '02'])
      expect(read(bytesOf(`9007850005${status}03`))).toEqual({
        found: 'fault',
        fault: 'command-refused',
      });
    expect(read(bytesOf('90078500060103'))).toEqual({ found: 'nothing' });
    expect(read(bytesOf('90078501050103'))).toEqual({ found: 'fault', fault: 'reply-foreign' });
  });

  it('status is read in either order, for every lock without doubt', () => {
    for (let lock = 0; lock < 16; lock++)
      for (const open of [0, 1]) {
        const { read } = winnsenStatus(0, lock);
        const either = [Uint8Array.of(0x90, 7, 0x92, 0, lock + 1, open, 3)];
        either.push(Uint8Array.of(0x90, 7, 0x92, 0, open, lock + 1, 3));
        for (const bytes of either) expect(read(bytes)).toMatchObject(answer(open === 1));
      }
  });

  it('is nothing at every cut, found behind noise, and no throw on any bytes', () => {
    const bytes = bytesOf('90079200050103');
    const { read } = winnsenStatus(0, 4);
    for (let cut = 0; cut < bytes.length; cut++)
      expect(read(bytes.subarray(0, cut))).toEqual({ found: 'nothing' });
    expect(read(Uint8Array.of(0x90, 7, ...bytes))).toMatchObject({ found: 'answer', noise: 2 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (any) => {
        expect(['answer', 'fault', 'nothing']).toContain(read(any).found);
      }),
    );
  });
});
