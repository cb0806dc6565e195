// Taking a book back. No card is asked for and no lateness refuses it: returns ask no questions,
// also for relatives (libraries.md 1C C3). A book that was written off or lost and comes back is
// taken like any other.
import assert from 'node:assert/strict';
import type { Calendar, LocalDate } from '../../profiles/site-schema.ts';
import { overdueDays } from './standing.ts';
import type { CheckInDecision, Item, Loan } from './types.ts';

export type CheckInInput = {
  item: Item;
  openLoan: Loan | null;
  /** Where the book was brought to. */
  branch: string;
  on: LocalDate;
  calendar: Calendar;
};

/**
 * `loan` is the open loan as it was read; the caller closes it with the day of effect and the time
 * of entry.
 */
export const decideCheckIn = ({
  item,
  openLoan,
  branch,
  on,
  calendar,
}: CheckInInput): CheckInDecision => {
  const foreignBranch = item.branch !== branch;
  if (openLoan === null) return { outcome: 'not-on-loan', foreignBranch };
  assert(openLoan.itemId === item.itemId, 'the loan must be of this item');
  assert(openLoan.returnedOn === null, 'the loan must be open');
  return {
    outcome: 'take-back',
    loan: openLoan,
    overdueDays: overdueDays(openLoan, on, calendar),
    foreignBranch,
  };
};
