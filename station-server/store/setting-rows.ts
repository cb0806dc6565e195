// What a reader set or agreed to: the texts of consent and rules, a PIN's hash, the wish to be told what was read before. One row a
// patron, apart from the patron's own; an erasure deletes it. Each part has its time: the latest holds, wherever it was set.
import type { StationDatabase } from './open-database.ts';
import { rowKey } from './row-key.ts';

export type Setting = {
  consent: string | null;
  rules: string | null;
  agreedAtMs: number;
  /** As `pin-hash.ts` writes it. */
  pin: string | null;
  /** The reader wishes to be told what they had before. */
  remembers: boolean;
};

type Row = {
  consent: string | null;
  rules: string | null;
  agreed_at_ms: number;
  pin: string | null;
  remembers: number;
};

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
  const pin = db.prepare(
    'UPDATE setting SET pin = ?, pin_at_ms = ? WHERE setting_id = ? AND pin_at_ms <= ?',
  );
  const remember = db.prepare(
    `UPDATE setting SET remembers = ?, remembers_at_ms = ?
     WHERE setting_id = ? AND remembers_at_ms <= ?`,
  );
  const drop = db.prepare('DELETE FROM setting WHERE setting_id = ?');
  return {
    get: (patronId: string): Setting | undefined => {
      const row = one.get(rowKey(patronId));
      if (!row) return undefined;
      const { consent, rules, agreed_at_ms: agreedAtMs, pin } = row;
      return { consent, rules, agreedAtMs, pin, remembers: row.remembers === 1 };
    },
    agree: (patronId: string, to: { consent: string; rules: string; atMs: number }): void => {
      const key = rowKey(patronId);
      begin.run(key);
      agree.run(to.consent, to.rules, to.atMs, key, to.atMs);
    },
    setPin: (patronId: string, record: string | null, atMs: number): void => {
      const key = rowKey(patronId);
      begin.run(key);
      pin.run(record, atMs, key, atMs);
    },
    setRemembers: (patronId: string, wanted: boolean, atMs: number): void => {
      const key = rowKey(patronId);
      begin.run(key);
      remember.run(wanted ? 1 : 0, atMs, key, atMs);
    },
    drop: (patronId: string): void => {
      drop.run(rowKey(patronId));
    },
  };
};
