// May this patron take this item now, and until when. Pure: rows, a day and the policy in, a
// decision out (libraries.md 7.1). The order of questions is the order of help: what is wrong with
// the item comes before what is wrong with the account.
import assert from 'node:assert/strict';
import type { Calendar, LocalDate, Policy } from '../../profiles/site-schema.ts';
import { dueDay, fittingLoanRule } from './loan-rule.ts';
import { ageInYears } from './local-date.ts';
import {
  type Borrower,
  cardRefusal,
  hallLimitRefusal,
  homeLimitRefusal,
  lendingRefusal,
  refused,
} from './standing.ts';
import type { CheckOutDecision, Item, Loan, LoanKind, Refused, Title } from './types.ts';

/**
 * From this age mark on, no librarian may lend to someone younger; lower marks are advice that a
 * librarian may set aside.
 */
export const AGE_MARK_BINDING_YEARS = 18;

export type CheckOutInput = {
  patron: Borrower;
  item: Item;
  title: Title;
  /** The open loan of this item, whoever has it. */
  openLoan: Loan | null;
  /** All open loans of this patron. */
  patronLoans: readonly Loan[];
  kind: LoanKind;
  /** The day on which it takes effect, not always today. */
  on: LocalDate;
  policy: Policy;
  calendar: Calendar;
  /** True when a librarian lends, false when the patron does it alone. */
  staff: boolean;
  /**
   * Where the loan is made, for rules that name branches; the patron's own branch when not told.
   */
  branch?: string;
};

const itemRefusal = ({ item, openLoan, patron }: CheckOutInput): Refused | null => {
  if (openLoan !== null)
    return refused(
      openLoan.patronId === patron.patronId ? 'item-already-yours' : 'item-on-loan-to-other',
    );
  if (item.status === 'written-off') return refused('item-written-off');
  // A lost item in somebody's hand was found: staff check it in first, so that the loss is cleared
  // and not just covered.
  if (item.status === 'lost') return refused('item-lost');
  return null;
};

const ageRefusal = ({ title, patron, on, staff }: CheckOutInput): Refused | null => {
  // A clock that is wrong by years makes readers younger than newborn: what is for everyone stays for them.
  const tooYoung = title.ageMin > 0 && ageInYears(patron.birthDate, on) < title.ageMin;
  if (!tooYoung || (staff && title.ageMin < AGE_MARK_BINDING_YEARS)) return null;
  return refused('age', { age: title.ageMin });
};

/**
 * Due dates are open days. A hall loan is due at the end of its own day, or of the next open one.
 */
export const decideCheckOut = (input: CheckOutInput): CheckOutDecision => {
  const { patron, item, title, openLoan, kind, on, policy, calendar } = input;
  assert(title.titleId === item.titleId, 'the title must be the item’s own');
  assert(openLoan === null || openLoan.itemId === item.itemId, 'the loan must be of this item');

  const rule = fittingLoanRule(policy, patron, item, input.branch ?? patron.branch);
  const home = kind === 'home';
  const refusal =
    cardRefusal(patron) ??
    itemRefusal(input) ??
    (home && !(item.home && rule.home) ? refused('reading-room-only') : null) ??
    ageRefusal(input) ??
    lendingRefusal(input) ??
    (home ? homeLimitRefusal(input) : hallLimitRefusal(input));
  if (refusal !== null) return refusal;

  return home
    ? {
        outcome: 'lend',
        kind,
        dueOn: dueDay(on, rule.loanDays, calendar),
        renewalsMax: rule.renewalsMax,
      }
    : { outcome: 'lend', kind, dueOn: dueDay(on, 0, calendar), renewalsMax: 0 };
};
