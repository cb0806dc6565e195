// Small named values of a station: where central stands, the pull cursor, the last card serial. All change inside the
// transaction of what they describe.
import type { StationDatabase } from './open-database.ts';

export type MetaKey =
  | 'applied'
  | 'cursor'
  | 'epoch'
  | 'card-serial'
  | 'chain-fork'
  /** An erased person's bytes are still in the files (erase-patron.ts). */
  | 'scrub-due'
  /** Central's clock at the last contact, epoch milliseconds. */
  | 'central-ms'
  /** Sync by file (`stick/`): the newest question asked, and the newest whose answer was heard. */
  | 'stick-asked'
  | 'stick-heard'
  /** When entries were last put on a stick, and up to which. */
  | 'stick-at-ms'
  | 'stick-to';

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
