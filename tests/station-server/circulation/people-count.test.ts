import { expect, it } from 'vitest';
import { countOf, sameHour } from '../../../station-server/circulation/people-count.ts';

it('the rise of a counted contact is one, all else is none', () => {
  expect(countOf('visit-in', false, true)).toBe('visits');
  expect(countOf('gate-alarm', false, true)).toBe('gate-alarms');
  for (const [before, on] of [
    [true, true],
    [true, false],
    [false, false],
    [undefined, true],
  ] as const)
    expect(countOf('visit-in', before, on)).toBe(null);
  for (const means of ['visit-out', 'flap', 'presence', undefined] as const)
    expect(countOf(means, false, true)).toBe(null);
});

it('hours are those of the clock', () => {
  const ten = Date.UTC(2026, 9, 22, 10);
  expect(sameHour(ten, ten + 3_599_999)).toBe(true);
  expect(sameHour(ten - 1, ten)).toBe(false);
});
