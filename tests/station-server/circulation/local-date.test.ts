import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  ageInYears,
  compareDates,
  dateOfDayNumber,
  dayNumber,
  formatDate,
  isRealDate,
  localDateOf,
  weekdayOfDayNumber,
} from '../../../station-server/circulation/local-date.ts';
import { anyDate } from './rows.ts';

describe('local dates', () => {
  it('knows which days exist', () => {
    for (const real of ['2024-02-29', '2000-02-29', '2026-12-31', '1926-01-01'])
      expect(isRealDate(real), real).toBe(true);
    for (const unreal of [
      ...['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-01-00'],
      ...[
        '0026-01-01',
        '26-01-01',
        '2026-1-1',
        '01.01.2026',
        '2026-01-01T00:00',
        '',
        ' 2026-01-01',
      ],
    ])
      expect(isRealDate(unreal), unreal).toBe(false);
  });

  it('adds days over months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('names weekdays by ISO 8601, before 1970 too', () => {
    expect(weekdayOfDayNumber(dayNumber('2026-11-22'))).toBe(7);
    expect(weekdayOfDayNumber(dayNumber('2026-11-23'))).toBe(1);
    expect(weekdayOfDayNumber(dayNumber('1969-12-28'))).toBe(7);
  });

  it('asserts on a day outside the years that a date can name', () => {
    expect(() => dateOfDayNumber(dayNumber('9999-12-31') + 1)).toThrow(/outside the years/);
  });

  it('counts whole years of age', () => {
    expect(ageInYears('2010-11-22', '2026-11-21')).toBe(15);
    expect(ageInYears('2010-11-22', '2026-11-22')).toBe(16);
    expect(ageInYears('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageInYears('2008-02-29', '2026-03-01')).toBe(18);
    expect(ageInYears('2027-01-01', '2026-06-01')).toBeLessThan(0);
  });

  it('follows Almaty from +06 to +05 on 1 March 2024', () => {
    const at = (hour: number, day: number, month: number) => Date.UTC(2024, month, day, hour, 30);
    expect(localDateOf(at(17, 28, 1), 'Asia/Almaty')).toBe('2024-02-28');
    expect(localDateOf(at(18, 28, 1), 'Asia/Almaty')).toBe('2024-02-29');
    expect(localDateOf(at(18, 1, 2), 'Asia/Almaty')).toBe('2024-03-01');
    expect(localDateOf(at(19, 1, 2), 'Asia/Almaty')).toBe('2024-03-02');
    expect(() => localDateOf(0, 'Asia/Nowhere')).toThrow(RangeError);
  });

  it('writes dates as dd.MM.yyyy', () => expect(formatDate('2026-09-03')).toBe('03.09.2026'));

  it('agrees with itself: numbers, order and sums', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -900, max: 900 }), (date, days) => {
        const moved = addDays(date, days);
        expect(isRealDate(moved)).toBe(true);
        expect(dayNumber(moved) - dayNumber(date)).toBe(days);
        expect(Math.sign(compareDates(moved, date))).toBe(Math.sign(days));
        expect(dateOfDayNumber(dayNumber(date))).toBe(date);
      }),
    );
  });
});
