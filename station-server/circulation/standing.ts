// What stands between a patron and a new loan. The account page and the check-out both ask here, so
// that what a reader is told and what is then refused can never differ.
import type { Calendar, LocalDate, Policy } from '../../profiles/site-schema.ts';
import { effectiveDueOn, openDaysBetween } from './calendar.ts';
import { homeItemsMax } from './loan-rule.ts';
import { addDays, yearOf } from './local-date.ts';
import type { Reason } from './reasons.ts';
import type { Loan, Patron, Refused } from './types.ts';

/** What the rules ask of a patron: no name, no card. */
export type Borrower = Pick<
  Patron,
  'patronId' | 'status' | 'category' | 'birthDate' | 'branch' | 'reregisteredOn'
>;

export type StandingInput = {
  patron: Borrower;
  /** All open loans of this patron. */
  patronLoans: readonly Loan[];
  on: LocalDate;
  policy: Policy;
  calendar: Calendar;
};

export type Standing = {
  /** How many more items may be taken home; 0 exactly when `blockedBy` is set. */
  itemsLeft: number;
  /** Why a home loan of an ordinary item would be refused now, a reached limit included. */
  blockedBy: Reason | null;
  /** Figures for the sentence of `blockedBy`. */
  details: NonNullable<Refused['details']>;
  /** Re-registration is due this year and only reminded of so far. */
  reregistrationReminder: boolean;
};

export const refused = (reason: Reason, details?: Refused['details']): Refused =>
  details === undefined ? { outcome: 'refused', reason } : { outcome: 'refused', reason, details };

/**
 * Open days since the loan was due, up to `on` or to its return. A closed day is never counted, and
 * the day on which it is really due is not late.
 */
export const overdueDays = (
  loan: Pick<Loan, 'dueOn' | 'returnedOn'>,
  on: LocalDate,
  calendar: Calendar,
): number => {
  const until = loan.returnedOn !== null && loan.returnedOn < on ? loan.returnedOn : on;
  // Closed days only ever move it later; most loans end here, without a look at the calendar.
  if (until <= loan.dueOn) return 0;
  return openDaysBetween(calendar, effectiveDueOn(loan.dueOn, calendar), until);
};

/** The days of the loan that is latest; 0 when none is late. */
export const longestOverdueDays = ({
  patronLoans,
  on,
  calendar,
}: Pick<StandingInput, 'patronLoans' | 'on' | 'calendar'>): number =>
  patronLoans.reduce((most, loan) => Math.max(most, overdueDays(loan, on, calendar)), 0);

/** The card itself: a merged, erased or blocked patron can do nothing but bring books back. */
export const cardRefusal = (patron: Borrower): Refused | null => {
  if (patron.status === 'merged') return refused('patron-merged');
  // Nothing is left of an erased patron, not even that there was one.
  if (patron.status === 'erased') return refused('patron-unknown');
  if (patron.status === 'blocked') return refused('patron-blocked');
  return null;
};

/**
 * Re-registration is due once per calendar year (libraries.md 7.1). Days of grace in January help
 * only those who were registered last year: who missed a whole year was refused before New Year
 * already and stays so.
 */
export const reregistration = (
  patron: Pick<Borrower, 'reregisteredOn'>,
  on: LocalDate,
  policy: Pick<Policy, 'reregistrationGraceDays'>,
): 'done' | 'remind' | 'due' => {
  const yearsAgo = yearOf(on) - yearOf(patron.reregisteredOn);
  if (yearsAgo <= 0) return 'done';
  const graceUntil = addDays(`${on.slice(0, 4)}-01-01`, policy.reregistrationGraceDays - 1);
  return yearsAgo === 1 && on <= graceUntil ? 'remind' : 'due';
};

export const reregistrationRefusal = (
  patron: Borrower,
  on: LocalDate,
  policy: Policy,
): Refused | null =>
  reregistration(patron, on, policy) === 'due'
    ? refused('reregistration-due', { date: patron.reregisteredOn })
    : null;

/**
 * What forbids every new loan, at home and in the hall, beside the card: the year, and debts that
 * are too old.
 */
export const lendingRefusal = (input: StandingInput): Refused | null => {
  const yearly = reregistrationRefusal(input.patron, input.on, input.policy);
  if (yearly !== null) return yearly;
  const days = longestOverdueDays(input);
  return days > input.policy.overdueBlockDays ? refused('overdue-block', { days }) : null;
};

const leftOf = (limit: number, taken: number): number => Math.max(0, limit - taken);

/**
 * A kiosk registration waits for staff: its limit counts everything in hand, at home or in the
 * hall.
 */
export const pendingRefusal = ({ patron, patronLoans, policy }: StandingInput): Refused | null => {
  const limit = policy.pendingItemsMax;
  return patron.status === 'pending' && patronLoans.length >= limit
    ? refused('pending-limit', { limit })
    : null;
};

export const homeLimitRefusal = (input: StandingInput): Refused | null =>
  pendingRefusal(input) ??
  (homeItemsLeft(input) === 0
    ? refused('item-limit', { limit: homeItemsMax(input.policy, input.patron) })
    : null);

export const hallLimitRefusal = (input: StandingInput): Refused | null => {
  const limit = input.policy.hallItemsMax;
  const taken = input.patronLoans.filter((loan) => loan.kind === 'hall').length;
  return (
    pendingRefusal(input) ?? (leftOf(limit, taken) === 0 ? refused('hall-limit', { limit }) : null)
  );
};

const homeItemsLeft = ({ patron, patronLoans, policy }: StandingInput): number => {
  const taken = patronLoans.filter((loan) => loan.kind === 'home').length;
  const left = leftOf(homeItemsMax(policy, patron), taken);
  return patron.status === 'pending'
    ? Math.min(left, leftOf(policy.pendingItemsMax, patronLoans.length))
    : left;
};

/** The account's view of all the above, in the order in which check-out asks. */
export const patronStanding = (input: StandingInput): Standing => {
  const refusal = cardRefusal(input.patron) ?? lendingRefusal(input) ?? homeLimitRefusal(input);
  return {
    itemsLeft: refusal === null ? homeItemsLeft(input) : 0,
    blockedBy: refusal?.reason ?? null,
    details: refusal?.details ?? {},
    reregistrationReminder: reregistration(input.patron, input.on, input.policy) === 'remind',
  };
};
