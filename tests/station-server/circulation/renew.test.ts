import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveDueOn, isOpen } from '../../../station-server/circulation/calendar.ts';
import { compareDates } from '../../../station-server/circulation/local-date.ts';
import { decideRenewal, type RenewInput } from '../../../station-server/circulation/renew.ts';
import {
  anyCalendar,
  anyDate,
  anyLoan,
  anyPatron,
  calendar,
  makeItem,
  makeLoan,
  makePatron,
  makeTitle,
  policy,
} from './rows.ts';

const mine = makeLoan({ itemId: '1-2', takenOn: '2026-06-01', dueOn: '2026-06-16' });
const ask = (changes: Partial<RenewInput> = {}) => {
  const loan = changes.loan ?? mine;
  return decideRenewal({
    loan,
    item: makeItem(),
    title: makeTitle(),
    patron: makePatron(),
    patronLoans: [loan],
    on: '2026-06-10',
    policy,
    calendar,
    ...changes,
  });
};
const no = (reason: string, details?: object) =>
  details === undefined ? { outcome: 'refused', reason } : { outcome: 'refused', reason, details };

describe('renewal', () => {
  it('counts from today and raises the number of renewals', () => {
    expect(ask()).toEqual({ outcome: 'renew', dueOn: '2026-06-25', renewals: 1 });
    expect(ask({ on: '2026-06-13' })).toMatchObject({ dueOn: '2026-06-29' });
  });

  it('never takes days away', () => {
    const long = { ...mine, dueOn: '2026-08-03' };
    expect(ask({ loan: long })).toMatchObject({ dueOn: '2026-08-03' });
    // 2 August 2026 is a Sunday: what was promised is read as the Monday.
    expect(ask({ loan: { ...mine, dueOn: '2026-08-02' } })).toMatchObject({ dueOn: '2026-08-03' });
  });

  it.each([
    ['a returned loan', { loan: { ...mine, returnedOn: '2026-06-05' } }, no('loan-unknown')],
    ['a hall loan', { loan: { ...mine, kind: 'hall' } }, no('renewal-hall')],
    ['a lost item', { item: makeItem({ status: 'lost' }) }, no('item-lost')],
    ['what was written off', { item: makeItem({ status: 'written-off' }) }, no('item-written-off')],
    ['what moved to the hall', { item: makeItem({ home: false }) }, no('reading-room-only')],
    ['a blocked card', { patron: makePatron({ status: 'blocked' }) }, no('patron-blocked')],
    [
      'a third renewal',
      { loan: { ...mine, renewals: 2, dueOn: '2026-06-14' } },
      no('renewals-used-up', { limit: 2, date: '2026-06-15' }),
    ],
    [
      'while any book is late',
      { patronLoans: [mine, makeLoan({ dueOn: '2026-06-08' })] },
      no('renewal-overdue', { days: 2 }),
    ],
    [
      'without the yearly re-registration',
      { patron: makePatron({ reregisteredOn: '2025-05-05' }) },
      no('reregistration-due', { date: '2025-05-05' }),
    ],
  ] satisfies [string, Partial<RenewInput>, object][])('refuses %s', (_name, changes, expected) => {
    expect(ask(changes)).toEqual(expected);
  });

  it('may be allowed in spite of a debt by the policy', () => {
    const mild = { ...policy, renewalNeedsNoOverdue: false };
    expect(ask({ policy: mild, on: '2026-06-20' })).toMatchObject({ dueOn: '2026-07-06' });
  });

  it('asserts on rows that do not belong together', () => {
    expect(() => ask({ patron: makePatron({ patronId: 'x' }) })).toThrow(/patron’s/);
    expect(() => ask({ item: makeItem({ itemId: 'x' }) })).toThrow(/one loan, one item/);
  });

  it('always gives an open day that is not earlier than the present one', () => {
    const mild = { ...policy, renewalNeedsNoOverdue: false };
    let renewed = 0;
    fc.assert(
      fc.property(
        ...([anyPatron, anyLoan('1-2', '1-1'), anyCalendar, anyDate] as const),
        (patron, loan, any, on) => {
          const decision = ask({ patron, loan, calendar: any, on, policy: mild });
          if (decision.outcome !== 'renew') return;
          renewed += 1;
          expect(isOpen(any, decision.dueOn)).toBe(true);
          const before = effectiveDueOn(loan.dueOn, any);
          expect(compareDates(decision.dueOn, before)).toBeGreaterThanOrEqual(0);
          expect(decision.renewals).toBe(loan.renewals + 1);
        },
      ),
      { numRuns: 500 },
    );
    expect(renewed).toBeGreaterThan(10);
  });
});
