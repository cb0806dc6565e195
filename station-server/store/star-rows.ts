// How much a reader has read in a campaign: each book borrowed in its days is a star, each brought back in them another. Counted from
// the loans that stand in the store: those that central tells of are in it, those that were undone (ended as they began) are not.
import type { LocalDate } from '../../profiles/site-schema.ts';
import type { StationDatabase } from './open-database.ts';
import { rowKey } from './row-key.ts';

export type StarRows = ReturnType<typeof createStarRows>;

export const createStarRows = (db: StationDatabase) => {
  const count = db
    .prepare<Record<'patron' | 'from' | 'until', number | string>, number>(
      `SELECT COALESCE(SUM((taken_on BETWEEN @from AND @until) +
         COALESCE(returned_on BETWEEN @from AND @until, 0)), 0)
       FROM loan WHERE patron_id = @patron AND return_entered_at_ms IS NOT entered_at_ms`,
    )
    .pluck();
  return {
    /** Both days belong to it. */
    between: (patronId: string, from: LocalDate, until: LocalDate): number =>
      count.get({ patron: rowKey(patronId), from, until }) ?? 0,
  };
};
