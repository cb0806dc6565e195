// Which row of the policy decides about a loan, and how many items a category may have. The policy
// is data of the site file; nothing here knows a library (libraries.md 7.1).
import assert from 'node:assert/strict';
import type { Calendar, LoanRule, LocalDate, Policy } from '../../profiles/site-schema.ts';
import { nextOpenDay } from './calendar.ts';
import { addDays } from './local-date.ts';
import type { Item, Patron } from './types.ts';

/** The first rule whose conditions all hold. `branch` is where the loan is made. */
export const fittingLoanRule = (
  policy: Policy,
  patron: Pick<Patron, 'category'>,
  item: Item,
  branch: string,
): LoanRule => {
  const rule = policy.loanRules.find(
    ({ categories, itemTypes, branches }) =>
      (categories === undefined || categories.includes(patron.category)) &&
      (itemTypes === undefined || itemTypes.includes(item.itemType)) &&
      (branches === undefined || branches.includes(branch)),
  );
  assert(rule !== undefined, 'no loan rule fits: the last rule of a policy has no condition');
  return rule;
};

/** Items that a patron of this category may have at home at once. */
export const homeItemsMax = (policy: Policy, patron: Pick<Patron, 'category'>): number =>
  policy.itemsMax.byCategory[patron.category] ?? policy.itemsMax.default;

/** The first open day that is at least `loanDays` away. */
export const dueDay = (on: LocalDate, loanDays: number, calendar: Calendar): LocalDate =>
  nextOpenDay(calendar, addDays(on, loanDays));
