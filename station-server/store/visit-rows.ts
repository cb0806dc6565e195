// The visit that stands at each place: from which entry of the journal on, whose, and what was put down at once. It is there for a
// station that stops in the middle, so that its next run can say what was done.
import type { StationDatabase } from './open-database.ts';
import { rowId, rowKey } from './row-key.ts';

type Row = { from_seq: number; patron_id: number | null; begun_at_ms: number; wanted: string };

export type VisitRow = {
  fromSeq: number;
  patronId: string | null;
  begunAtMs: number;
  wanted: string[];
};

export type VisitRows = ReturnType<typeof createVisitRows>;

export const createVisitRows = (db: StationDatabase) => {
  const one = db.prepare<[string], Row>(
    'SELECT from_seq, patron_id, begun_at_ms, wanted FROM open_visit WHERE place = ?',
  );
  // What was done before the card was shown belongs to the same visit.
  const put = db.prepare(
    `INSERT INTO open_visit VALUES(?, ?, ?, ?, ?) ON CONFLICT(place)
     DO UPDATE SET patron_id = excluded.patron_id, wanted = excluded.wanted`,
  );
  const drop = db.prepare('DELETE FROM open_visit WHERE place = ?');
  return {
    at: (place: string): VisitRow | undefined => {
      const row = one.get(place);
      if (!row) return undefined;
      const { from_seq: fromSeq, begun_at_ms: begunAtMs, patron_id: patron } = row;
      const patronId = patron === null ? null : rowId(patron);
      return { fromSeq, patronId, begunAtMs, wanted: JSON.parse(row.wanted) as string[] };
    },
    put: (place: string, visit: VisitRow): void => {
      const { fromSeq, patronId, begunAtMs, wanted } = visit;
      const patron = patronId === null ? null : rowKey(patronId);
      put.run(place, fromSeq, patron, begunAtMs, JSON.stringify(wanted));
    },
    drop: (place: string): void => {
      drop.run(place);
    },
  };
};
