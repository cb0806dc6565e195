// Which days count. Closed weekdays, single days and periods all move due dates and stop the
// counting of overdue days (libraries.md 1B B6: nobody was late while the libraries were shut from
// 18 March to 2 September 2020).
import assert from 'node:assert/strict';
import type { Calendar, LocalDate } from '../../profiles/site-schema.ts';
import { dateOfDayNumber, dayNumber, weekdayOfDayNumber } from './local-date.ts';

/**
 * A library shut for longer than this in one piece has a wrong calendar: the longest known closure
 * took 169 days.
 */
export const CLOSED_RUN_DAYS_MAX = 1_100;
/** Spans longer than this come from a wrong date, not from a debtor. */
export const SPAN_DAYS_MAX = 100 * 366;

type OpenTest = (day: number) => boolean;

/** Calendars are immutable once loaded: their day numbers are worked out once, not at every check-out. */
const openTests = new WeakMap<Calendar, OpenTest>();

const openTest = (calendar: Calendar): OpenTest => {
  const known = openTests.get(calendar);
  if (known !== undefined) return known;
  const made = makeOpenTest(calendar);
  openTests.set(calendar, made);
  return made;
};

const makeOpenTest = (calendar: Calendar): OpenTest => {
  const days = new Set(calendar.closedDays.map((closed) => dayNumber(closed.date)));
  const periods = calendar.closedPeriods.map((period) => ({
    from: dayNumber(period.from),
    to: dayNumber(period.to),
  }));
  return (day) =>
    !calendar.closedWeekdays.includes(weekdayOfDayNumber(day)) &&
    !days.has(day) &&
    !periods.some((period) => period.from <= day && day <= period.to);
};

export const isOpen = (calendar: Calendar, date: LocalDate): boolean =>
  openTest(calendar)(dayNumber(date));

/** The date itself when open, else the first open day after it. */
export const nextOpenDay = (calendar: Calendar, date: LocalDate): LocalDate => {
  const open = openTest(calendar);
  const start = dayNumber(date);
  for (let day = start; day <= start + CLOSED_RUN_DAYS_MAX; day += 1)
    if (open(day)) return day === start ? date : dateOfDayNumber(day);
  return assert.fail(`the calendar has no open day within ${CLOSED_RUN_DAYS_MAX} days of ${date}`);
};

/** Open days d with afterDate < d <= untilDate; 0 when untilDate is not later. */
export const openDaysBetween = (
  calendar: Calendar,
  afterDate: LocalDate,
  untilDate: LocalDate,
): number => {
  const after = dayNumber(afterDate);
  const until = dayNumber(untilDate);
  assert(until - after <= SPAN_DAYS_MAX, `${afterDate} to ${untilDate} is no span of a loan`);
  const open = openTest(calendar);
  let count = 0;
  for (let day = after + 1; day <= until; day += 1) if (open(day)) count += 1;
  return count;
};

/**
 * The day on which a loan is really due. The stored due date stays as it was promised; a closure
 * announced after the loan was made moves it when it is read, so that no journal entry has to be
 * rewritten.
 */
export const effectiveDueOn = (dueOn: LocalDate, calendar: Calendar): LocalDate =>
  nextOpenDay(calendar, dueOn);
