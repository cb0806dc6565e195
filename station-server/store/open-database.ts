// Opens the station's SQLite file: the only file that does. WAL, synchronous FULL and foreign keys are set on every open,
// because a reopened WAL file falls back to NORMAL, which loses acknowledged loans at a power cut (test-bench.md section 3).
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StationError } from '../errors.ts';
import { MIGRATIONS } from './migrations.ts';

export type StationDatabase = Database.Database;

const BUSY_TIMEOUT_MS = 5_000;
/** Pages of 4 KiB in the write-ahead log before it is copied into the file: 1,000 (the default) doubles the work of a busy hour. */
const CHECKPOINT_PAGES = 4_000;
const CACHE_KIB = 16_384;

/**
 * @param file path, or `:memory:` for tests
 * @throws StationError `store-newer` when a newer program wrote it, `store-corrupt` when the file is damaged: it is left untouched
 */
export const openDatabase = (file: string): StationDatabase => {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file);
  try {
    prepareDatabase(db, file);
    return db;
  } catch (error) {
    db.close();
    if (error instanceof StationError) throw error;
    throw new StationError('store-corrupt', { cause: error });
  }
};

const prepareDatabase = (db: StationDatabase, file: string): void => {
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  if (file !== ':memory:' && db.pragma('quick_check', { simple: true }) !== 'ok') {
    throw new StationError('store-corrupt');
  }
  const done = db.pragma('user_version', { simple: true }) as number;
  if (done > MIGRATIONS.length) throw new StationError('store-newer');
  for (let step = done; step < MIGRATIONS.length; step += 1) {
    db.transaction(() => {
      db.exec(MIGRATIONS[step] as string);
      db.pragma(`user_version = ${step + 1}`);
    }).immediate();
  }
};
