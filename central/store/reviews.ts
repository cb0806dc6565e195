// The review queue: contradictions that a librarian decides, each with what both sides saw. One row
// a contradiction: it is updated when it is met again, and settles by itself when a late arrival
// explains it.
import { CONTRADICTIONS } from '../../station-server/circulation/contradictions.ts';
import type { ReviewKind, Saw } from '../apply/act.ts';
import { insertRows } from './bulk.ts';
import type { Sql, SqlRow, SqlValue } from './sql.ts';
import { REVIEW } from './tables.ts';

/** `listed`: staff are told and need do nothing. The last three are what staff decided. */
export const REVIEW_STATES = [
  ...(['open', 'listed', 'settled', 'accepted', 'corrected', 'dismissed'] as const),
];
export type ReviewState = (typeof REVIEW_STATES)[number];
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
const firstState = (kind: ReviewKind): ReviewState =>
  CONTRADICTIONS[kind].staff === 'decides' ? 'open' : 'listed';

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
      ...[libraryId, kind, ref, station, seq, JSON.stringify(saw), firstState(kind), nowMs, null],
    ]);
  const settled = raised.filter(({ saw }) => saw === null).sort(inKeyOrder);
  await Promise.all([
    insertRows(
      sql,
      REVIEW,
      rows,
      `ON CONFLICT (library_id, kind, ref) DO UPDATE SET saw = excluded.saw, state = excluded.state,
         settled_at_ms = NULL WHERE review.state IN ('open', 'listed', 'settled')`,
    ),
    // Few: most acts leave nothing to settle.
    ...settled.map(({ kind, ref }) =>
      sql.run(
        `UPDATE review SET state = 'settled', settled_at_ms = $4
         WHERE library_id = $1 AND kind = $2 AND ref = $3 AND state IN ('open', 'listed')`,
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

export const readReview = async (
  sql: Sql,
  libraryId: string,
  kind: ReviewKind,
  ref: string,
): Promise<Review | undefined> => {
  const [row] = await sql.all(
    'SELECT * FROM review WHERE library_id = $1 AND kind = $2 AND ref = $3',
    [libraryId, kind, ref],
  );
  return row && reviewOf(row);
};

/** Oldest first, at most 500. */
export const listReviews = async (
  sql: Sql,
  libraryId: string,
  state: ReviewState,
  skip = 0,
  limit = REVIEWS_LISTED_MAX,
): Promise<Review[]> => {
  const rows = await sql.all(
    `SELECT * FROM review WHERE library_id = $1 AND state = $2
     ORDER BY raised_at_ms, kind, ref LIMIT $3 OFFSET $4`,
    [libraryId, state, Math.min(limit, REVIEWS_LISTED_MAX), skip],
  );
  return rows.map(reviewOf);
};
