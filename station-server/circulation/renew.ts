// Keeping a book longer (libraries.md 1B B5, 7.1: twice, when there is no debt). The new date
// counts from today and is never earlier than the present one, so that renewing early takes nothing
// away.
import assert from 'node:assert/strict';
import type { Calendar, LocalDate, Policy } from '../../profiles/site-schema.ts';
import { effectiveDueOn, nextOpenDay } from './calendar.ts';
import { dueDay, fittingLoanRule } from './loan-rule.ts';
import { laterDate } from './local-date.ts';
import { cardRefusal, longestOverdueDays, refused, reregistrationRefusal } from './standing.ts';
import type { Item, Loan, Patron, Refused, RenewDecision, Title } from './types.ts';

export type RenewInput = {
  loan: Loan;
  item: Item;
  title: Title;
  patron: Patron;
  /** All open loans of this patron, this one among them. */
  patronLoans: readonly Loan[];
  on: LocalDate;
  policy: Policy;
  calendar: Calendar;
  /** As in check-out: for rules that name branches; the patron's own when not told. */
  branch?: string;
};

const loanRefusal = ({ loan, item, calendar }: RenewInput): Refused | null => {
  if (loan.returnedOn !== null) return refused('loan-unknown');
  if (loan.kind === 'hall') return refused('renewal-hall');
  if (item.status === 'written-off') return refused('item-written-off');
  if (item.status === 'lost') return refused('item-lost');
  if (loan.renewals >= loan.renewalsMax)
    return refused('renewals-used-up', {
      limit: loan.renewalsMax,
      date: effectiveDueOn(loan.dueOn, calendar),
    });
  return null;
};

const debtRefusal = (input: RenewInput): Refused | null => {
  if (!input.policy.renewalNeedsNoOverdue) return null;
  const days = longestOverdueDays(input);
  return days > 0 ? refused('renewal-overdue', { days }) : null;
};

export const decideRenewal = (input: RenewInput): RenewDecision => {
  const { loan, item, title, patron, on, policy, calendar } = input;
  assert(loan.itemId === item.itemId && item.titleId === title.titleId, 'one loan, one item');
  assert(loan.patronId === patron.patronId, 'the loan must be this patron’s');

  const rule = fittingLoanRule(policy, patron, item, input.branch ?? patron.branch);
  const refusal =
    cardRefusal(patron) ??
    loanRefusal(input) ??
    // It may have been moved to the reading room while it was out.
    (item.home && rule.home ? null : refused('reading-room-only')) ??
    debtRefusal(input) ??
    reregistrationRefusal(patron, on, policy);
  if (refusal !== null) return refusal;

  const fromToday = dueDay(on, rule.loanDays, calendar);
  return {
    outcome: 'renew',
    dueOn: nextOpenDay(calendar, laterDate(fromToday, loan.dueOn)),
    renewals: loan.renewals + 1,
  };
};
