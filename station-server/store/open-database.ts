// Opens the station's SQLite file: the only file that does. WAL, synchronous FULL and foreign keys are set on every open,
// because a reopened WAL file falls back to NORMAL, which loses acknowledged loans at a power cut (test-bench.md section 3).
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { StationError } from '../errors.ts';
import { MIGRATIONS } from './migrations.ts';

export type StationDatabase = Database.Database;

export const BUSY_TIMEOUT_MS = 5_000;
const CACHE_KIB = 16_384;
/**
 * Pages of 4 KiB in the write-ahead log before it is copied into the file. An hour's loans change the same few index pages
 * again and again: copying them eight times less often than by default is an eighth of the work.
 */
const CHECKPOINT_PAGES = 8_000;

/**
 * @param file path, or `:memory:` for tests
 * @throws StationError `store-newer` when a newer program wrote it, `store-corrupt` when the file is damaged (it is left
 *   untouched), `store-unavailable` when it cannot be read or written at all
 */
export const openDatabase = (file: string): StationDatabase => {
  let db: StationDatabase | undefined;
  try {
    if (file !== ':memory:') {
      mkdirSync(dirname(file), { recursive: true });
      if (existsSync(file)) inspect(file);
    }
    db = new Database(file);
    prepareDatabase(db);
    return db;
  } catch (error) {
    db?.close();
    throw asStationError(error);
  }
};

/** A restore because of a missing permission would fork the journal, so only SQLite's own words mean damage. */
const asStationError = (error: unknown): StationError => {
  if (error instanceof StationError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  const damaged = typeof code === 'string' && /^SQLITE_(CORRUPT|NOTADB)/.test(code);
  return new StationError(damaged ? 'store-corrupt' : 'store-unavailable', { cause: error });
};

/** Reads only: closing a writable connection would copy the write-ahead log into a file that is perhaps the last evidence. */
const inspect = (file: string): void => {
  const db = new Database(file, { readonly: true });
  try {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    const done = db.pragma('user_version', { simple: true }) as number;
    if (done > MIGRATIONS.length) throw new StationError('store-newer');
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      throw new StationError('store-corrupt');
    }
  } finally {
    db.close();
  }
};

const prepareDatabase = (db: StationDatabase): void => {
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  for (const [step, text] of MIGRATIONS.entries()) {
    db.transaction(() => {
      // Asked inside: another program may have begun at the same moment.
      if ((db.pragma('user_version', { simple: true }) as number) > step) return;
      db.exec(text);
      db.pragma(`user_version = ${step + 1}`);
    }).immediate();
  }
};
