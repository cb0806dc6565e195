// Checks of the clock: due dates and journal stamps come from it. It cannot be earlier than the program that reads it, and the
// zone database must know that Kazakhstan has one time, UTC+5, since 2024-03-01.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { type Finding, fail, ok, reasonOf, warn } from './doctor-finding.ts';

const DAY_MS = 86_400_000;
/** A station that is this much older than its program was given a wrong year, or was never updated. */
const YEARS_AHEAD_MAX = 15;
const YEAR_MS = 365.25 * DAY_MS;

const dayOf = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 10);

/**
 * The latest moment that this program is known to have existed at: the newest `YYYY-MM-DD` of the
 * change log and the time of the built file. Zero when neither is there.
 */
export const programDateMs = (changeLog: string, builtFile: string): number => {
  const text = existsSync(changeLog) ? readFileSync(changeLog, 'utf8') : '';
  const days = [...text.matchAll(/\b\d{4}-\d{2}-\d{2}\b/g)].map(([day]) => Date.parse(day));
  const built = existsSync(builtFile) ? statSync(builtFile).mtimeMs : 0;
  return Math.max(0, built, ...days.filter((ms) => Number.isFinite(ms)));
};

export const checkClock = (nowMs: number, programMs: number): Finding => {
  const what = `${new Date(nowMs).toISOString()}, program of ${dayOf(programMs)}`;
  // A whole day of play: change logs are dated in somebody's own zone.
  if (nowMs < programMs - DAY_MS) {
    const hint = 'Set date and time (or NTP) before anything is lent: due dates come from it.';
    return fail('clock', `the clock is behind: ${what}`, hint);
  }
  if (nowMs > programMs + YEARS_AHEAD_MAX * YEAR_MS) {
    const hint = 'Compare the year with a calendar; if it is right, install a newer program.';
    return warn('clock', `the clock is far ahead: ${what}`, hint);
  }
  return ok('clock', what);
};

/** Zones that were UTC+6 until the law of 2024-03-01. */
const CHANGED_ZONES: ReadonlySet<string> = new Set(['Asia/Almaty', 'Asia/Qostanay']);
const BEFORE_MS = Date.UTC(2024, 1, 29);
const AFTER_MS = Date.UTC(2024, 2, 2);

/** Minutes east of UTC that the zone database of this Node gives. Throws RangeError for an unknown zone. */
export const offsetMinutes = (timeZone: string, epochMs: number): number => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name ?? '') ?? [];
  if (sign === undefined) return 0;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
};

export const checkZone = (timeZone: string, offset: typeof offsetMinutes): Finding => {
  const hint = 'Install a newer Node.js: its zone database is too old for this library.';
  try {
    const [before, after] = [offset(timeZone, BEFORE_MS) / 60, offset(timeZone, AFTER_MS) / 60];
    const right = !CHANGED_ZONES.has(timeZone) || (before === 6 && after === 5);
    const what = `${timeZone}: UTC+${before} before 2024-03-01, UTC+${after} since`;
    return right ? ok('zone', what) : fail('zone', what, hint);
  } catch (error) {
    return fail('zone', `${timeZone} is unknown: ${reasonOf(error)}`, hint);
  }
};
