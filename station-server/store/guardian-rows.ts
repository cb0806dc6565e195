// Which grown-up stands for which child, as staff of this station have linked them. Ids alone; an erasure of either deletes the link.
import type { StationDatabase } from './open-database.ts';
import { rowId, rowKey } from './row-key.ts';

export type Guardian = { guardianId: string; adultId: string; childId: string };
type Row = { guardian_id: number; adult_id: number; child_id: number };

export type GuardianRows = ReturnType<typeof createGuardianRows>;

export const createGuardianRows = (db: StationDatabase) => {
  const ofAdult = db.prepare<[number], Row>(
    'SELECT * FROM guardian WHERE adult_id = ? AND active = 1 ORDER BY guardian_id',
  );
  const put = db.prepare('INSERT INTO guardian VALUES(?, ?, ?, 1)');
  const end = db.prepare('UPDATE guardian SET active = 0 WHERE guardian_id = ?');
  const dropAdult = db.prepare('DELETE FROM guardian WHERE adult_id = ? AND active = 1');
  const dropChild = db.prepare('DELETE FROM guardian WHERE child_id = ? AND active = 1');
  const dropEnded = db.prepare('DELETE FROM guardian WHERE active = 0');
  return {
    ofAdult: (adultId: string): Guardian[] =>
      ofAdult.all(rowKey(adultId)).map((row) => ({
        guardianId: rowId(row.guardian_id),
        adultId: rowId(row.adult_id),
        childId: rowId(row.child_id),
      })),
    put: ({ guardianId, adultId, childId }: Guardian): void => {
      put.run(rowKey(guardianId), rowKey(adultId), rowKey(childId));
    },
    end: (guardianId: string): void => {
      end.run(rowKey(guardianId));
    },
    /** All links of this patron; those that ended, of anybody, are needed by nobody. */
    drop: (patronId: string): void => {
      const key = rowKey(patronId);
      dropAdult.run(key);
      dropChild.run(key);
      dropEnded.run();
    },
  };
};
