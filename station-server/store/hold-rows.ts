// Holds as the station knows them: its own at once, those of other stations when they are pulled.
import type { Hold } from '../circulation/types.ts';
import type { StationDatabase } from './open-database.ts';
import { rowId, rowKey } from './row-key.ts';

type Row = {
  hold_id: number;
  patron_id: number;
  item_id: number | null;
  title_id: number;
  branch: string;
  state: Hold['state'];
  loan_id: number | null;
};

const toHold = (row: Row): Hold => ({
  holdId: rowId(row.hold_id),
  patronId: rowId(row.patron_id),
  itemId: row.item_id === null ? null : rowId(row.item_id),
  titleId: rowId(row.title_id),
  branch: row.branch,
  state: row.state,
  loanId: row.loan_id === null ? null : rowId(row.loan_id),
});

export type HoldRows = ReturnType<typeof createHoldRows>;

export const createHoldRows = (db: StationDatabase) => {
  const one = db.prepare<[number], Row>('SELECT * FROM hold WHERE hold_id = ?');
  const waiting = db.prepare<[number], Row>(
    `SELECT * FROM hold WHERE title_id = ? AND state = 'waiting' ORDER BY hold_id`,
  );
  const own = db.prepare<[number], Row>(
    `SELECT * FROM hold WHERE patron_id = ? AND state = 'waiting' ORDER BY hold_id`,
  );
  const put = db.prepare(
    `INSERT INTO hold VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(hold_id) DO UPDATE SET
       patron_id = excluded.patron_id, item_id = excluded.item_id, title_id = excluded.title_id,
       branch = excluded.branch, state = excluded.state, loan_id = excluded.loan_id`,
  );
  return {
    byId: (holdId: string): Hold | undefined => {
      const row = one.get(rowKey(holdId));
      return row && toHold(row);
    },
    waitingFor: (titleId: string): Hold[] => waiting.all(rowKey(titleId)).map(toHold),
    waitingOf: (patronId: string): Hold[] => own.all(rowKey(patronId)).map(toHold),
    put: (hold: Hold): void => {
      const { holdId, patronId, itemId, titleId, branch, state, loanId } = hold;
      const key = (id: string | null) => (id === null ? null : rowKey(id));
      put.run(
        ...[rowKey(holdId), rowKey(patronId), key(itemId), rowKey(titleId)],
        ...[branch, state, key(loanId)],
      );
    },
  };
};
