import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLOSED_RUN_DAYS_MAX,
  effectiveDueOn,
  isOpen,
  nextOpenDay,
  openDaysBetween,
} from '../../../station-server/circulation/calendar.ts';
import { addDays, compareDates } from '../../../station-server/circulation/local-date.ts';
import { overdueDays } from '../../../station-server/circulation/standing.ts';
import { anyCalendar, anyDate, calendar, makeLoan } from './rows.ts';

describe('the calendar', () => {
  it('is closed on weekdays, days and both ends of periods', () => {
    expect(isOpen(calendar, '2026-11-22')).toBe(false);
    expect(isOpen(calendar, '2026-11-21')).toBe(true);
    expect(isOpen(calendar, '2026-10-26')).toBe(false);
    expect(isOpen(calendar, '2020-03-17')).toBe(true);
    expect(isOpen(calendar, '2020-03-18')).toBe(false);
    expect(isOpen(calendar, '2020-09-02')).toBe(false);
    expect(isOpen(calendar, '2020-09-03')).toBe(true);
  });

  it('finds the next open day, the day itself when open', () => {
    expect(nextOpenDay(calendar, '2026-11-21')).toBe('2026-11-21');
    expect(nextOpenDay(calendar, '2026-11-22')).toBe('2026-11-23');
    expect(nextOpenDay(calendar, '2026-10-25')).toBe('2026-10-27');
  });

  it('counts open days after the first up to the last', () => {
    expect(openDaysBetween(calendar, '2026-11-20', '2026-11-24')).toBe(3);
    expect(openDaysBetween(calendar, '2026-11-21', '2026-11-22')).toBe(0);
    expect(openDaysBetween(calendar, '2026-11-24', '2026-11-20')).toBe(0);
  });

  it('asserts on a calendar that is closed for ever, and on a span of centuries', () => {
    const shut = {
      ...calendar,
      closedPeriods: [{ from: '2026-01-01', to: '2099-12-31', why: 'a slip of the finger' }],
    };
    expect(() => nextOpenDay(shut, '2026-05-05')).toThrow(String(CLOSED_RUN_DAYS_MAX));
    expect(() => openDaysBetween(calendar, '1200-01-01', '2026-01-01')).toThrow(
      /no span of a loan/,
    );
  });

  it('B6: due 20 March 2020, closed 18 March to 2 September: due the 3rd, late on the 4th', () => {
    const loan = makeLoan({ takenOn: '2020-03-05', dueOn: '2020-03-20' });
    expect(effectiveDueOn(loan.dueOn, calendar)).toBe('2020-09-03');
    for (const on of ['2020-03-19', '2020-03-21', '2020-06-01', '2020-09-02', '2020-09-03'])
      expect(overdueDays(loan, on, calendar), on).toBe(0);
    expect(overdueDays(loan, '2020-09-04', calendar)).toBe(1);
    expect(overdueDays(loan, '2020-09-05', calendar)).toBe(2);
    // 6 September 2020 was a Sunday.
    expect(overdueDays(loan, '2020-09-06', calendar)).toBe(2);
    expect(overdueDays(loan, '2020-09-07', calendar)).toBe(3);
    expect(loan.dueOn).toBe('2020-03-20');
  });

  it('stops counting at the return', () => {
    const back = makeLoan({ dueOn: '2026-06-16', returnedOn: '2026-06-18' });
    expect(overdueDays(back, '2026-12-01', calendar)).toBe(2);
  });

  it('always gives an open day, skipping closed days alone', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, (any, date) => {
        const open = nextOpenDay(any, date);
        expect(isOpen(any, open)).toBe(true);
        for (let day = date; compareDates(day, open) < 0; day = addDays(day, 1))
          expect(isOpen(any, day)).toBe(false);
        expect(effectiveDueOn(open, any)).toBe(open);
      }),
    );
  });

  it('never counts a closed day as overdue', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.integer({ min: 0, max: 200 }), (any, dueOn, days) => {
        const on = addDays(dueOn, days);
        const today = overdueDays({ dueOn, returnedOn: null }, on, any);
        const yesterday = overdueDays({ dueOn, returnedOn: null }, addDays(on, -1), any);
        const late = compareDates(on, effectiveDueOn(dueOn, any)) > 0;
        expect(today - yesterday).toBe(late && isOpen(any, on) ? 1 : 0);
      }),
    );
  });
});
