import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCheckIn } from '../../../station-server/circulation/checkin.ts';
import { anyCalendar, anyDate, anyLoan, calendar, makeItem, makeLoan } from './rows.ts';

const openLoan = makeLoan({ itemId: '1-2', dueOn: '2026-06-16' });

describe('check-in', () => {
  it('takes back on time and late, with the open days of delay', () => {
    const back = (on: string) =>
      decideCheckIn({ item: makeItem(), openLoan, branch: 'C', on, calendar });
    const taken = { outcome: 'take-back', loan: openLoan, foreignBranch: false };
    expect(back('2026-06-16')).toEqual({ ...taken, overdueDays: 0 });
    // 21 June 2026 is a Sunday.
    expect(back('2026-06-22')).toEqual({ ...taken, overdueDays: 5 });
  });

  it('tells what was not on loan, and a book of another branch', () => {
    const item = makeItem({ branch: 'K' });
    const at = { item, branch: 'C', on: '2026-06-10', calendar };
    expect(decideCheckIn({ ...at, openLoan: null })).toEqual({
      outcome: 'not-on-loan',
      foreignBranch: true,
    });
    expect(decideCheckIn({ ...at, openLoan })).toMatchObject({ foreignBranch: true });
  });

  it('never refuses a known item, however late, lost or written off', () => {
    const items = fc
      .record({ status: fc.constantFrom(...(['available', 'lost', 'written-off'] as const)) })
      .map(makeItem);
    fc.assert(
      fc.property(items, anyLoan('1-2', '1-7'), anyCalendar, anyDate, (item, loan, any, on) => {
        const decision = decideCheckIn({ item, openLoan: loan, branch: 'K', on, calendar: any });
        expect(decision.outcome).toBe('take-back');
      }),
    );
  });

  it('asserts on a loan of another item or one that is closed', () => {
    const at = { item: makeItem(), branch: 'C', on: '2026-06-10', calendar };
    expect(() => decideCheckIn({ ...at, openLoan: makeLoan() })).toThrow(/of this item/);
    const closed = { ...openLoan, returnedOn: '2026-06-02' };
    expect(() => decideCheckIn({ ...at, openLoan: closed })).toThrow(/must be open/);
  });
});
