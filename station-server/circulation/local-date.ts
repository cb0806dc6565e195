// Calendar days as `YYYY-MM-DD` text: due dates are days in the site's own zone, never instants
// (DESIGN.md "Journal and sync"). `Date` is used for arithmetic only; no function here reads a
// clock.
import assert from 'node:assert/strict';
import type { LocalDate } from '../../profiles/site-schema.ts';

const DAY_MS = 86_400_000;
const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01, so that spans and weekdays are whole-number arithmetic. */
export const dayNumber = (date: LocalDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) /
  DAY_MS;

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** The day with this number; `dayNumber` the other way round. Years 1000 to 9999. */
export const dateOfDayNumber = (number: number): LocalDate => {
  const date = new Date(number * DAY_MS);
  const year = date.getUTCFullYear();
  assert(year >= 1000 && year <= 9999, `day ${number} lies outside the years that a date can name`);
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
};

/** 1 = Monday ... 7 = Sunday (ISO 8601); day 0 was a Thursday. */
export const weekdayOfDayNumber = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

/** True for a day that the calendar has: 29 February only in leap years. */
export const isRealDate = (text: string): boolean => {
  const parts = DATE_PATTERN.exec(text);
  // `Date.UTC` takes the years 0 to 99 for the twentieth century; nobody here was born then.
  if (parts === null || Number(parts[1]) < 1000) return false;
  const number = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY_MS;
  return new Date(number * DAY_MS).toISOString().slice(0, 10) === text;
};

export const addDays = (date: LocalDate, days: number): LocalDate =>
  dateOfDayNumber(dayNumber(date) + days);

/**
 * Negative, zero or positive, for sorting. The text order of ISO 8601 dates is their order in time.
 */
export const compareDates = (left: LocalDate, right: LocalDate): number =>
  left < right ? -1 : left > right ? 1 : 0;

export const laterDate = (left: LocalDate, right: LocalDate): LocalDate =>
  left > right ? left : right;

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/**
 * Whole years of age on that day; negative before the birth. A person born on 29 February grows
 * older on 1 March in other years, since a year of life ends with the day before.
 */
export const ageInYears = (birthDate: LocalDate, on: LocalDate): number =>
  yearOf(on) - yearOf(birthDate) - (on.slice(5) < birthDate.slice(5) ? 1 : 0);

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  // Making one takes milliseconds; a site has one zone, so this never holds more than a few.
  formats.set(timeZone, made);
  return made;
};

const QUARTER_HOUR_MS = 900_000;
type Remembered = { timeZone: string; quarter: number; date: LocalDate };
let remembered: Remembered | null = null;

/**
 * The day that a clock on the library's wall shows at this instant (epoch milliseconds UTC). By the
 * zone database: Asia/Almaty was +06 until 2024-03-01 and is +05 since. An unknown zone name is a
 * RangeError. Zones change day on a quarter of an hour, so the last answer serves until the next:
 * asking the zone database costs as much as the rest of a check-out.
 */
export const localDateOf = (epochMs: number, timeZone: string): LocalDate => {
  const quarter = Math.floor(epochMs / QUARTER_HOUR_MS);
  if (remembered?.quarter === quarter && remembered.timeZone === timeZone) return remembered.date;
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(epochMs)
      .map((part) => [part.type, part.value]),
  );
  const date = `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
  remembered = { timeZone, quarter, date };
  return date;
};

/** `dd.MM.yyyy`, how dates are written in Kazakh and Russian (libraries.md 5 rule 4). */
export const formatDate = (date: LocalDate): string =>
  `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
