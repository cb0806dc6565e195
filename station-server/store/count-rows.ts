// What was counted and stands in no journal entry yet, one row for each place and kind. Every count is a write of its own: a library
// has some hundred visits a day, and what is only in memory a power cut takes.
import type { CountedWhat } from '../circulation/people-count.ts';
import type { StationDatabase } from './open-database.ts';

export type PendingCount = {
  place: string;
  what: CountedWhat;
  n: number;
  fromMs: number;
  toMs: number;
};

type Row = { place: string; what: CountedWhat; n: number; from_ms: number; to_ms: number };

export type CountRows = ReturnType<typeof createCountRows>;

export const createCountRows = (db: StationDatabase) => {
  const all = db.prepare<[], Row>('SELECT * FROM pending_count ORDER BY from_ms, place, what');
  const add = db.prepare(
    `INSERT INTO pending_count VALUES(?, ?, 1, ?, ?) ON CONFLICT(place, what) DO UPDATE SET
       n = n + 1, to_ms = max(to_ms, excluded.to_ms), from_ms = min(from_ms, excluded.from_ms)`,
  );
  const drop = db.prepare('DELETE FROM pending_count WHERE place = ? AND what = ?');
  return {
    pending: (): PendingCount[] =>
      all.all().map(({ from_ms, to_ms, ...row }) => ({ ...row, fromMs: from_ms, toMs: to_ms })),
    add: (place: string, what: CountedWhat, atMs: number): void => {
      add.run(place, what, atMs, atMs);
    },
    drop: ({ place, what }: PendingCount): void => {
      drop.run(place, what);
    },
  };
};
