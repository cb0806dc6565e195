// The day on which an act takes effect, where it is not today: the book-drop of last night, the
// paper list of a delivery point. The caller keeps both that day and the time of entry in the
// journal.
import type { LocalDate } from '../../profiles/site-schema.ts';
import { addDays, isRealDate } from './local-date.ts';
import { refused } from './standing.ts';
import type { Refused } from './types.ts';

/**
 * Delivery points are visited once a month (libraries.md 2.9), so a month's paper can still be
 * entered.
 */
export const EFFECTIVE_DAYS_BACK_MAX = 31;

/** Not told: today. A day that no calendar has never comes, so it is refused like the future. */
export const decideEffectiveDate = (
  requested: LocalDate | undefined,
  today: LocalDate,
): { on: LocalDate } | Refused => {
  if (requested === undefined) return { on: today };
  if (!isRealDate(requested) || requested > today)
    return refused('effective-date-future', { date: today });
  const earliest = addDays(today, -EFFECTIVE_DAYS_BACK_MAX);
  if (requested < earliest)
    return refused('effective-date-too-old', { days: EFFECTIVE_DAYS_BACK_MAX, date: earliest });
  return { on: requested };
};
