// An act that a station stamped by a wrong clock, put on its right day: what it took for today is the day of its stamp, what
// really was today is the day of central's time, and every day that it wrote down moves by the difference. Pure; central
// applies it before the rules, so that the order of arrival changes nothing (libraries.md 2.17: a clock wrong by a day corrupts no due date).
import type { Calendar, LocalDate } from '../../profiles/site-schema.ts';
import { nextOpenDay } from './calendar.ts';
import { dateOfDayNumber, dayNumber, isRealDate, laterDate, localDateOf } from './local-date.ts';

/** Within this a reader's slip and the right day differ by so little that the later of the two holds and nobody is asked. */
export const CLOCK_DAYS_FORGIVEN = 1;

/** What central knows of a library to put days right. */
export type LibraryDays = { timeZone: string; calendar: Calendar };

/** A clock that is wrong by less is not called wrong: nothing that was written down around midnight moves. */
export const CLOCK_WRONG_FROM_MS = 120_000;
/** Stamps and days come from outside; what lies beyond these has no name in a calendar of ours. */
const STAMP_MS_MAX = Date.UTC(9_000, 0, 1);
const DAY_MIN = dayNumber('1900-01-01');
const DAY_MAX = dayNumber('9500-01-01');

const dayOf = (epochMs: number, timeZone: string): number =>
  dayNumber(localDateOf(Math.max(0, Math.min(epochMs, STAMP_MS_MAX)), timeZone));

/** Days by which the station's today was behind; negative when it was ahead. */
export const daysBehind = (stampMs: number, rightMs: number, timeZone: string): number =>
  Math.abs(rightMs - stampMs) < CLOCK_WRONG_FROM_MS
    ? 0
    : dayOf(rightMs, timeZone) - dayOf(stampMs, timeZone);

/** A day that no calendar has, or that would leave the years above, stays as it was written. */
const moved = (date: LocalDate, days: number): LocalDate => {
  if (!isRealDate(date)) return date;
  const day = dayNumber(date) + days;
  return day < DAY_MIN || day > DAY_MAX ? date : dateOfDayNumber(day);
};

/**
 * A due date that was worked out from a today that was `behind` days too early. A slip that is off by a day is kept where it
 * gives the reader more; beyond that the slip is wrong and the right day holds.
 */
export const rightDueOn = (dueOn: LocalDate, behind: number, calendar: Calendar): LocalDate => {
  if (behind === 0 || !isRealDate(dueOn)) return dueOn;
  const right = nextOpenDay(calendar, moved(dueOn, behind));
  return Math.abs(behind) <= CLOCK_DAYS_FORGIVEN ? laterDate(dueOn, right) : right;
};

/** The day on which it took effect, as central counts days. */
export const rightEffectiveOn = (effectiveOn: LocalDate, behind: number): LocalDate =>
  behind === 0 ? effectiveOn : moved(effectiveOn, behind);
