// Which compartment holds what, for whom. Not synced: the boards hang at this station, and the journal tells central what was put in
// and taken out.
import type { StationDatabase } from '../store/open-database.ts';
import { rowId, rowKey } from '../store/row-key.ts';
import type { Locker, LockerName } from './locker-rule.ts';

type Row = {
  place: string;
  device: string;
  lock: number;
  item_id: number;
  patron_id: number;
  hold_id: number;
  put_at_ms: number;
  loan_id: number | null;
  alert: number;
};

const toLocker = (row: Row): Locker => ({
  ...{ place: row.place, device: row.device, lock: row.lock },
  ...{ itemId: rowId(row.item_id), patronId: rowId(row.patron_id), holdId: rowId(row.hold_id) },
  putAtMs: row.put_at_ms,
  loanId: row.loan_id === null ? null : rowId(row.loan_id),
  alert: row.alert === 1,
});

export type LockerRows = ReturnType<typeof createLockerRows>;

export const createLockerRows = (db: StationDatabase) => {
  const one = db.prepare<[string, string, number], Row>(
    'SELECT * FROM locker WHERE place = ? AND device = ? AND lock = ?',
  );
  const all = db.prepare<[], Row>('SELECT * FROM locker ORDER BY place, device, lock');
  const put = db.prepare(
    `INSERT INTO locker VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(place, device, lock)
     DO UPDATE SET loan_id = excluded.loan_id, alert = excluded.alert`,
  );
  const drop = db.prepare('DELETE FROM locker WHERE place = ? AND device = ? AND lock = ?');
  return {
    at: ({ place, device, lock }: LockerName): Locker | undefined => {
      const row = one.get(place, device, lock);
      return row && toLocker(row);
    },
    all: (): Locker[] => all.all().map(toLocker),
    /** A new one, or what became of its loan and its door. */
    put: (locker: Locker): void => {
      const { place, device, lock, itemId, patronId, holdId, putAtMs, loanId, alert } = locker;
      put.run(
        ...[place, device, lock, rowKey(itemId), rowKey(patronId), rowKey(holdId), putAtMs],
        ...[loanId === null ? null : rowKey(loanId), Number(alert)],
      );
    },
    drop: ({ place, device, lock }: LockerName): void => {
      drop.run(place, device, lock);
    },
  };
};
