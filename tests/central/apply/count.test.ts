// A count is stored, not held, and travels in both forms of a push.
import { describe, expect, it } from 'vitest';
import { applyAct, holdReason } from '../../../central/apply/rules.ts';
import { decodeEntries, encodeEntries } from '../../../station-server/circulation/wire-columns.ts';

const body = { what: 'visits', n: 12, fromMs: 1_790_000_000_000, toMs: 1_790_000_900_000 };

describe('count', () => {
  it('is taken as it is, and changes nothing', () => {
    expect(holdReason('count', 1, body, null)).toBe(null);
    expect(applyAct('count', { body } as never, {} as never)).toEqual([]);
  });

  it.each([
    ['nothing counted', { ...body, n: 0 }],
    ['half a visit', { ...body, n: 1.5 }],
    ['something else', { ...body, what: 'books' }],
    ['no time', { what: 'visits', n: 1 }],
  ])('%s is held', (_name, wrong) => {
    expect(holdReason('count', 1, wrong, null)).toBe('body-invalid');
  });

  it('comes out of the wire as it went in, without a shape of its own', () => {
    const digest = null;
    const entries = [1, 2].map(
      (n) =>
        [
          1,
          'count',
          body.toMs + n,
          'a1',
          n,
          '2026-10-22',
          'kiosk-1',
          'self',
          { ...body, n },
          digest,
          null,
        ] as never,
    );
    expect(decodeEntries(encodeEntries(entries))).toEqual(entries);
  });
});
