// Which blocks of a tag are written when its memory changes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedRuns } from '../../../devices/rfid/write-item.ts';

const memory = fc.uint8Array({ minLength: 32, maxLength: 32 });

it('the runs make the old memory the new one, touch nothing that is the same, and fit', () => {
  fc.assert(
    fc.property(
      memory,
      memory,
      fc.constantFrom(4, 8),
      fc.integer({ min: 1, max: 40 }),
      (old, noise, blockBytes, max) => {
        const wanted = Uint8Array.from(old);
        for (let at = 0; at < 32; at++) if (noise[at]! > 170) wanted[at] = noise[at]!;
        const made = Uint8Array.from(old);
        for (const { firstBlock, bytes } of changedRuns(old, wanted, blockBytes, max)) {
          expect(bytes.length % blockBytes).toBe(0);
          expect(bytes.length).toBeLessThanOrEqual(Math.max(max, blockBytes));
          for (let at = 0; at < bytes.length; at += blockBytes) {
            const from = firstBlock * blockBytes + at;
            expect(old.slice(from, from + blockBytes)).not.toEqual(
              bytes.slice(at, at + blockBytes),
            );
          }
          made.set(bytes, firstBlock * blockBytes);
        }
        expect(made).toEqual(wanted);
      },
    ),
  );
});
