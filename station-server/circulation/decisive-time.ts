// The time that decides who holds an item, where an act is entered after the day on which it happened: the book-drop of last
// night, the paper list of a power cut. It counts from the end of that day, so that what another branch did later stays later.
import type { LocalDate } from '../../profiles/site-schema.ts';
import { dayNumber, localDateOf } from './local-date.ts';

const DAY_MS = 86_400_000;
/** Zones change day on a quarter of an hour. */
const QUARTER_HOUR_MS = 900_000;
/** Further back is a wrong date, not a note. */
const DAYS_BACK_MAX = 366;

/** The last quarter of an hour of that day that begins not after `fromMs` plus a day. */
const endOfDay = (fromMs: number, on: LocalDate, timeZone: string): number => {
  let [low, high] = [Math.floor(fromMs / QUARTER_HOUR_MS), 0];
  high = low + DAY_MS / QUARTER_HOUR_MS;
  // The day of `low` is `on`, that of `high` is the next one.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (localDateOf(middle * QUARTER_HOUR_MS, timeZone) > on) high = middle;
    else low = middle;
  }
  return high * QUARTER_HOUR_MS - 1;
};

/** `atMs` is when it was entered; `effectiveOn` the day on which it took effect, today for most acts. */
export const decisiveAtMs = (atMs: number, effectiveOn: LocalDate, timeZone: string): number => {
  const enteredOn = localDateOf(atMs, timeZone);
  if (effectiveOn >= enteredOn) return atMs;
  const days = dayNumber(enteredOn) - dayNumber(effectiveOn);
  if (days > DAYS_BACK_MAX) return atMs;
  return Math.max(0, endOfDay(atMs - days * DAY_MS, effectiveOn, timeZone));
};
