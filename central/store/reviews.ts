// The review queue: contradictions that a librarian decides, each with what both sides saw. One row
// a contradiction: it is updated when it is met again, and settles by itself when a late arrival
// explains it.
import type { ReviewKind, Saw } from '../apply/act.ts';
import { insertRows } from './bulk.ts';
import type { Sql, SqlRow, SqlValue } from './sql.ts';
import { REVIEW } from './tables.ts';

export type ReviewState = 'open' | 'settled';
/** `saw` null: the contradiction is explained. */
export type Raised = {
  kind: ReviewKind;
  ref: string;
  station: number;
  seq: number;
  saw: Saw | null;
};
export type Review = Omit<Raised, 'saw'> & {
  saw: Saw;
  state: ReviewState;
  raisedAtMs: number;
  settledAtMs: number | null;
};

const REVIEWS_LISTED_MAX = 500;

/** Two writers take the rows in one order. */
const inKeyOrder = (a: Raised, b: Raised): number =>
  `${a.kind} ${a.ref}` < `${b.kind} ${b.ref}` ? -1 : 1;

export const writeReviews = async (
  sql: Sql,
  libraryId: string,
  raised: readonly Raised[],
  nowMs: number,
): Promise<void> => {
  const rows = raised
    .filter(({ saw }) => saw !== null)
    .sort(inKeyOrder)
    .map(({ kind, ref, station, seq, saw }): SqlValue[] => [
      ...[libraryId, kind, ref, station, seq, JSON.stringify(saw), 'open', nowMs, null],
    ]);
  const settled = raised.filter(({ saw }) => saw === null).sort(inKeyOrder);
  await Promise.all([
    insertRows(
      sql,
      REVIEW,
      rows,
      `ON CONFLICT (library_id, kind, ref) DO UPDATE SET saw = excluded.saw, state = 'open',
         settled_at_ms = NULL WHERE review.state IN ('open', 'settled')`,
    ),
    // Few: most acts leave nothing to settle.
    ...settled.map(({ kind, ref }) =>
      sql.run(
        `UPDATE review SET state = 'settled', settled_at_ms = $4
         WHERE library_id = $1 AND kind = $2 AND ref = $3 AND state = 'open'`,
        [libraryId, kind, ref, nowMs],
      ),
    ),
  ]);
};

const reviewOf = (row: SqlRow): Review => ({
  kind: row.kind as ReviewKind,
  ref: String(row.ref),
  station: Number(row.station),
  seq: Number(row.seq),
  saw: JSON.parse(String(row.saw)) as Saw,
  state: row.state as ReviewState,
  raisedAtMs: Number(row.raised_at_ms),
  settledAtMs: row.settled_at_ms as number | null,
});

/** Oldest first, at most 500. */
export const listReviews = async (
  sql: Sql,
  libraryId: string,
  state: ReviewState,
): Promise<Review[]> => {
  const rows = await sql.all(
    `SELECT * FROM review WHERE library_id = $1 AND state = $2
     ORDER BY raised_at_ms, kind, ref LIMIT ${REVIEWS_LISTED_MAX}`,
    [libraryId, state],
  );
  return rows.map(reviewOf);
};
