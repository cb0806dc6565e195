// For which children a grown-up's guarantee is on file at this station: given at a registration or a re-registration here, or by a
// guardian whom staff linked to the child. Central tells stations nothing of guarantees that were given elsewhere.
import type { StationDatabase } from './open-database.ts';
import { rowKey } from './row-key.ts';

export type GuaranteeRows = ReturnType<typeof createGuaranteeRows>;

export const createGuaranteeRows = (db: StationDatabase) => {
  const one = db.prepare<[number, number]>(
    `SELECT 1 FROM guarantee WHERE patron_id = ?
     UNION ALL SELECT 1 FROM guardian WHERE child_id = ? AND active = 1 LIMIT 1`,
  );
  const put = db.prepare(
    `INSERT INTO guarantee VALUES(?, ?) ON CONFLICT(patron_id) DO UPDATE SET at_ms = excluded.at_ms`,
  );
  const drop = db.prepare('DELETE FROM guarantee WHERE patron_id = ?');
  return {
    has: (patronId: string): boolean => one.get(rowKey(patronId), rowKey(patronId)) !== undefined,
    put: (patronId: string, atMs: number): void => {
      put.run(rowKey(patronId), atMs);
    },
    drop: (patronId: string): void => {
      drop.run(rowKey(patronId));
    },
  };
};
