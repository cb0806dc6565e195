// Wishes and faces are stored, not held, and change nothing.
import { describe, expect, it } from 'vitest';
import { applyAct, holdReason } from '../../../central/apply/rules.ts';
import { decodeEntries, encodeEntries } from '../../../station-server/circulation/wire-columns.ts';
import { touchedBy } from '../../../station-server/sync/touched.ts';

const wish = { title: 'Ай қызы', author: '', language: 'kk', patronId: '0-1' };
const rating = { titleId: '0-1', face: 'good' };

describe.each([
  ['wish', wish],
  ['rating', rating],
] as const)('%s', (type, body) => {
  it('is taken as it is, and changes nothing, there and here', () => {
    expect(holdReason(type, 1, body, null)).toBe(null);
    expect(applyAct(type, { body } as never, {} as never)).toEqual([]);
    expect(touchedBy({ station: 7, seq: 1, type, body })).toEqual([]);
  });

  it('comes out of the wire as it went in', () => {
    const entries = [1, 2].map(
      (n) =>
        [
          1,
          type,
          1_790_000_000_000 + n,
          'a1',
          n,
          '2026-10-22',
          'kiosk-1',
          'self',
          body,
          null,
          null,
        ] as never,
    );
    expect(decodeEntries(encodeEntries(entries))).toEqual(entries);
  });
});

it.each([
  ['wish', { ...wish, title: '' }],
  ['wish', { ...wish, title: 'а'.repeat(200) }],
  ['wish', { ...wish, language: 'de' }],
  ['rating', { ...rating, face: 'angry' }],
  ['rating', { face: 'good' }],
])('%s that does not fit is held: %j', (type, wrong) => {
  expect(holdReason(type, 1, wrong, null)).toBe('body-invalid');
});
