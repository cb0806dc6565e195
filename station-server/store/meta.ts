// Small named values of a station: where central stands, the pull cursor, the last card serial. All change inside the
// transaction of what they describe.
import type { StationDatabase } from './open-database.ts';

export type MetaKey = 'applied' | 'cursor' | 'epoch' | 'card-serial' | 'chain-fork' | 'scrub-due';

export type Meta = {
  number(key: MetaKey): number;
  set(key: MetaKey, value: number): void;
};

/** Absent values read as 0. */
export const createMeta = (db: StationDatabase): Meta => {
  const read = db.prepare<[string], { v: string }>('SELECT v FROM meta WHERE k = ?');
  const write = db.prepare(
    'INSERT INTO meta(k, v) VALUES(?, ?) ON CONFLICT(k) DO UPDATE SET v = excluded.v',
  );
  return {
    number: (key) => Number(read.get(key)?.v ?? 0),
    set: (key, value) => {
      write.run(key, String(value));
    },
  };
};
