// An online copy of the embedded database: SQLite copies the pages of one moment while central goes
// on writing beside it.
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { CentralError } from '../errors.ts';
import { sqlOn } from '../store/sqlite-engine.ts';
import { noteBackup, readStandings, type Standings } from './standings.ts';

/** 16 MB a step: other work of this process comes in between. */
const PAGES_PER_STEP = 4_096;
const BUSY_TIMEOUT_MS = 10_000;

/** Throws `backup-damaged` unless every page and index of the file is whole. */
export const checkSqlite = (file: string): void => {
  let said: unknown;
  try {
    const copy = new Database(file, { fileMustExist: true });
    try {
      // One file, with no log beside it that could be left behind when it is moved.
      copy.pragma('journal_mode = DELETE');
      said = copy.pragma('integrity_check', { simple: true });
    } finally {
      copy.close();
    }
  } catch (cause) {
    throw new CentralError('backup-damaged', file, { cause });
  }
  if (said !== 'ok') throw new CentralError('backup-damaged', String(said).slice(0, 200));
};

/** Writes `to`, which is whole and checked but not synced yet. */
export const copySqlite = async (
  from: string,
  to: string,
  pagesPerStep = PAGES_PER_STEP,
): Promise<Standings> => {
  if (!existsSync(from)) throw new CentralError('database-missing', from);
  const source = new Database(from, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  let standings: Standings;
  try {
    // The open transaction holds the moment: without it each write of central would make the copy
    // begin anew, and under load it would never end.
    source.exec('BEGIN');
    standings = await readStandings(sqlOn(source));
    await source.backup(to, { progress: () => pagesPerStep });
    source.exec('COMMIT');
  } finally {
    source.close();
  }
  checkSqlite(to);
  return standings;
};

export const noteSqliteBackup = async (file: string, atMs: number): Promise<void> => {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.pragma('synchronous = FULL');
    await noteBackup(sqlOn(database), atMs);
  } finally {
    database.close();
  }
};
