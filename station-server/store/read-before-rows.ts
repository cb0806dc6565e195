// Titles that a reader had since they wished to be told "you had this before". Kept for those who wish it, from that day on; gone
// when they no longer do, and with an erasure. The loans of the past are never looked through for it.
import type { StationDatabase } from './open-database.ts';
import { rowKey } from './row-key.ts';

/** Of one reader; the oldest go. */
export const READ_BEFORE_MAX = 5_000;

export type ReadBeforeRows = ReturnType<typeof createReadBeforeRows>;

export const createReadBeforeRows = (db: StationDatabase) => {
  const one = db.prepare('SELECT 1 FROM read_before WHERE patron_id = ? AND title_id = ?');
  const put = db.prepare('INSERT INTO read_before VALUES(?, ?, ?) ON CONFLICT DO NOTHING');
  const trim = db.prepare(
    `DELETE FROM read_before WHERE patron_id = @patron AND title_id IN (
       SELECT title_id FROM read_before WHERE patron_id = @patron
       ORDER BY loan_id DESC LIMIT -1 OFFSET ${READ_BEFORE_MAX})`,
  );
  const dropLoan = db.prepare('DELETE FROM read_before WHERE loan_id = ?');
  const drop = db.prepare('DELETE FROM read_before WHERE patron_id = ?');
  return {
    has: (patronId: string, titleId: string): boolean =>
      one.get(rowKey(patronId), rowKey(titleId)) !== undefined,
    put: (patronId: string, titleId: string, loanId: string): void => {
      put.run(rowKey(patronId), rowKey(titleId), rowKey(loanId));
      trim.run({ patron: rowKey(patronId) });
    },
    /** The lending was undone: it was no reading. */
    dropLoan: (loanId: string): void => {
      dropLoan.run(rowKey(loanId));
    },
    drop: (patronId: string): void => {
      drop.run(rowKey(patronId));
    },
  };
};
