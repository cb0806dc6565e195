// What a reader set or agreed to: the texts of consent and rules, a PIN's hash, the wish to be told what was read before. One row a
// patron, apart from the patron's own; an erasure deletes it. Each part has its time: the latest holds, wherever it was set.
import type { StationDatabase } from './open-database.ts';
import { rowKey } from './row-key.ts';

export type Setting = {
  consent: string | null;
  rules: string | null;
  agreedAtMs: number;
};

type Row = { consent: string | null; rules: string | null; agreed_at_ms: number };

export type SettingRows = ReturnType<typeof createSettingRows>;

export const createSettingRows = (db: StationDatabase) => {
  const one = db.prepare<[number], Row>('SELECT * FROM setting WHERE setting_id = ?');
  const begin = db.prepare(
    `INSERT INTO setting VALUES(?, NULL, NULL, 0, NULL, 0, 0, 0) ON CONFLICT(setting_id) DO NOTHING`,
  );
  const agree = db.prepare(
    `UPDATE setting SET consent = ?, rules = ?, agreed_at_ms = ?
     WHERE setting_id = ? AND agreed_at_ms <= ?`,
  );
  const drop = db.prepare('DELETE FROM setting WHERE setting_id = ?');
  return {
    get: (patronId: string): Setting | undefined => {
      const row = one.get(rowKey(patronId));
      return row && { consent: row.consent, rules: row.rules, agreedAtMs: row.agreed_at_ms };
    },
    agree: (patronId: string, to: { consent: string; rules: string; atMs: number }): void => {
      const key = rowKey(patronId);
      begin.run(key);
      agree.run(to.consent, to.rules, to.atMs, key, to.atMs);
    },
    drop: (patronId: string): void => {
      drop.run(rowKey(patronId));
    },
  };
};
