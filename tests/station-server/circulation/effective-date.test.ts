import { describe, expect, it } from 'vitest';
import { decideEffectiveDate } from '../../../station-server/circulation/effective-date.ts';

describe('the day of effect', () => {
  const decide = (requested?: string) => decideEffectiveDate(requested, '2026-11-22');
  const tooOld = {
    outcome: 'refused',
    reason: 'effective-date-too-old',
    details: { days: 31, date: '2026-10-22' },
  };
  const future = {
    outcome: 'refused',
    reason: 'effective-date-future',
    details: { date: '2026-11-22' },
  };

  it('is today when not told', () => expect(decide()).toEqual({ on: '2026-11-22' }));
  it('may be today or up to 31 days ago', () => {
    for (const on of ['2026-11-22', '2026-11-21', '2026-10-22']) expect(decide(on)).toEqual({ on });
  });
  it('is not older', () => expect(decide('2026-10-21')).toEqual(tooOld));
  it('is not in the future', () => expect(decide('2026-11-23')).toEqual(future));
  it('is a day that exists', () => {
    for (const text of ['2026-11-31', '22.11.2026', '']) expect(decide(text)).toEqual(future);
  });
});
