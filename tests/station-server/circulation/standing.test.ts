import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCheckOut } from '../../../station-server/circulation/checkout.ts';
import { patronStanding } from '../../../station-server/circulation/standing.ts';
import type { Loan, Patron } from '../../../station-server/circulation/types.ts';
import {
  anyCalendar,
  anyDate,
  anyLoan,
  anyPatron,
  calendar,
  makeItem,
  makeLoan,
  makeLoans,
  makePatron,
  makeTitle,
  policy,
} from './rows.ts';

const stand = (patron: Patron, patronLoans: Loan[], on = '2026-06-01') =>
  patronStanding({ patron, patronLoans, on, policy, calendar });

describe('the standing of a patron', () => {
  it('counts what is left by category and status', () => {
    expect(stand(makePatron(), makeLoans(2)).itemsLeft).toBe(3);
    expect(stand(makePatron({ category: 'pupil' }), makeLoans(2)).itemsLeft).toBe(1);
    expect(stand(makePatron({ status: 'pending' }), makeLoans(1)).itemsLeft).toBe(1);
    expect(stand(makePatron(), makeLoans(2, { kind: 'hall' })).itemsLeft).toBe(5);
  });

  it('gives 0 and the reason with its figures when something stands in the way', () => {
    expect(stand(makePatron(), makeLoans(5))).toEqual({
      itemsLeft: 0,
      blockedBy: 'item-limit',
      details: { limit: 5 },
      reregistrationReminder: false,
    });
    expect(stand(makePatron(), [makeLoan({ dueOn: '2026-05-02' })])).toMatchObject({
      itemsLeft: 0,
      blockedBy: 'overdue-block',
    });
    expect(stand(makePatron({ status: 'blocked' }), [])).toMatchObject({
      itemsLeft: 0,
      blockedBy: 'patron-blocked',
    });
  });

  it('reminds of re-registration in January, then refuses; a missed year gets no grace', () => {
    const lastYear = makePatron({ reregisteredOn: '2026-03-01' });
    const at = (patron: Patron, on: string) => {
      const { blockedBy, reregistrationReminder } = stand(patron, [], on);
      return [blockedBy, reregistrationReminder];
    };
    expect(at(lastYear, '2026-12-31')).toEqual([null, false]);
    expect(at(lastYear, '2027-01-01')).toEqual([null, true]);
    expect(at(lastYear, '2027-01-31')).toEqual([null, true]);
    expect(at(lastYear, '2027-02-01')).toEqual(['reregistration-due', false]);
    expect(at(makePatron({ reregisteredOn: '2025-12-30' }), '2027-01-05')).toEqual([
      'reregistration-due',
      false,
    ]);
    // An act entered for a day of the year before, or a registration of tomorrow by a wrong clock.
    expect(at(makePatron({ reregisteredOn: '2027-01-02' }), '2026-12-30')).toEqual([null, false]);
  });

  it('never disagrees with the check-out of an ordinary item', () => {
    const seen = new Set<string | null>();
    const loans = fc.array(anyLoan('1-77', '1-1'), { maxLength: 6 });
    fc.assert(
      fc.property(anyPatron, loans, anyCalendar, anyDate, (patron, patronLoans, any, on) => {
        const person = { patron, patronLoans, on, policy, calendar: any };
        const standing = patronStanding(person);
        const book = { item: makeItem(), title: makeTitle(), openLoan: null, staff: false };
        const decision = decideCheckOut({ ...person, ...book, kind: 'home' });
        seen.add(standing.blockedBy);
        expect(decision.outcome === 'refused' ? decision.reason : null).toBe(standing.blockedBy);
        expect(standing.itemsLeft > 0).toBe(standing.blockedBy === null);
        if (decision.outcome === 'refused')
          expect(decision.details ?? {}).toEqual(standing.details);
      }),
      { numRuns: 1_000 },
    );
    expect(seen.size).toBeGreaterThanOrEqual(5);
  });

  it('lets exactly itemsLeft more items go', () => {
    fc.assert(
      fc.property(anyPatron, fc.integer({ min: 0, max: 6 }), (anyone, held) => {
        const patron = { ...anyone, reregisteredOn: '2026-02-01' };
        const patronLoans = makeLoans(held);
        const { itemsLeft } = stand(patron, patronLoans);
        for (let n = 0; n < itemsLeft; n += 1) {
          expect(stand(patron, patronLoans).blockedBy).toBeNull();
          patronLoans.push(makeLoan({ itemId: `1-${300 + n}`, dueOn: '2026-07-01' }));
        }
        expect(stand(patron, patronLoans).blockedBy).not.toBeNull();
      }),
    );
  });
});
