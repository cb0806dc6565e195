// Days that a station with a wrong clock wrote down, put right.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadSite } from '../../../profiles/loader.ts';
import type { Calendar } from '../../../profiles/site-schema.ts';
import {
  CLOCK_WRONG_FROM_MS,
  daysBehind,
  rightDueOn,
  rightEffectiveOn,
} from '../../../station-server/circulation/wrong-clock.ts';

const ZONE = 'Asia/Almaty';
const DAY_MS = 86_400_000;
/** Thursday 22 October 2026, 10:00 in Almaty. */
const NOW_MS = Date.UTC(2026, 9, 22, 5);
const open: Calendar = { ...loadSite('balkhash').calendar, closedWeekdays: [] };

test('a clock is wrong by whole days of the library, and by none where it is off by seconds at midnight', () => {
  expect(daysBehind(NOW_MS - 3 * DAY_MS, NOW_MS, ZONE)).toBe(3);
  expect(daysBehind(NOW_MS + 400 * DAY_MS, NOW_MS, ZONE)).toBe(-400);
  const midnightMs = Date.UTC(2026, 9, 21, 19);
  expect(daysBehind(midnightMs - 1_000, midnightMs + 1_000, ZONE)).toBe(0);
  expect(daysBehind(midnightMs - 1_000, midnightMs + CLOCK_WRONG_FROM_MS, ZONE)).toBe(1);
});

test('a slip that is off by a day keeps the later day; beyond that the right day holds', () => {
  expect(rightDueOn('2026-11-05', 1, open)).toBe('2026-11-06');
  expect(rightDueOn('2026-11-05', -1, open)).toBe('2026-11-05');
  expect(rightDueOn('2026-11-05', -2, open)).toBe('2026-11-03');
  expect(rightDueOn('2001-01-14', 9_412, open)).toBe('2026-10-22');
});

test('a due date that is put right lies on an open day', () => {
  const sundays = { ...open, closedWeekdays: [7] };
  expect(rightDueOn('2026-10-30', 2, sundays)).toBe('2026-11-02');
});

test('stamps and days that no calendar has move nothing and throw nothing', () => {
  expect(rightEffectiveOn('2026-02-31', 5)).toBe('2026-02-31');
  expect(rightDueOn('9999-12-31', 5, open)).toBe('9999-12-31');
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (stampMs, rightMs) => {
      const behind = daysBehind(stampMs, rightMs, ZONE);
      expect(Number.isInteger(behind)).toBe(true);
      expect(rightEffectiveOn('2026-10-22', behind)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(rightDueOn('2026-10-22', behind, open)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }),
  );
});
