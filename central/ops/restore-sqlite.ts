// A backup of the embedded database back into its place. Everything, the new epoch too, is done on a
// copy beside the place; one rename then makes it central's database.
import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { CentralError } from '../errors.ts';
import { openCentralStore } from '../store/central-store.ts';
import { sqlOn } from '../store/sqlite-engine.ts';
import { checkSqlite } from './backup-sqlite.ts';
import { makeFolder, putInPlace } from './durable-file.ts';
import { readStandings, type Standings } from './standings.ts';

const SIDE_FILES = ['-wal', '-shm', '-journal'];

/** What stands at the place of the database now. */
export type Found = Standings | 'nothing' | 'unreadable';

/** A log file can be given up only by the one program that has the database open. */
const takeAlone = async (file: string): Promise<Found> => {
  let database: Database.Database | undefined;
  try {
    database = new Database(file);
    const mode = database.pragma('journal_mode = DELETE', { simple: true });
    if (mode !== 'delete') throw new CentralError('database-in-use', file);
    return await readStandings(sqlOn(database));
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new CentralError('database-in-use', file, { cause: error });
    if (error instanceof CentralError && error.code === 'database-in-use') throw error;
    return 'unreadable';
  } finally {
    database?.close();
  }
};

/** Throws `database-in-use` when another program has it open. */
export const inspectSqlite = async (file: string): Promise<Found> =>
  existsSync(file) && statSync(file).size > 0 ? takeAlone(file) : 'nothing';

/** Resolves to the new epoch. `asideName` is where the database that was there is put. */
export const restoreSqlite = async (
  from: string,
  file: string,
  plan: { epochAtLeast: number; asideName: string; clock: () => number },
): Promise<{ epoch: number; standings: Standings; keptAs: string | null }> => {
  makeFolder(dirname(file));
  const partial = `${file}.restoring`;
  const clear = (): void => {
    for (const end of ['', ...SIDE_FILES]) rmSync(`${partial}${end}`, { force: true });
  };
  clear();
  try {
    copyFileSync(from, partial);
    checkSqlite(partial);
    if (typeof (await takeAlone(partial)) === 'string')
      throw new CentralError('backup-damaged', from);
    const store = await openCentralStore({
      ...{ database: partial, clock: plan.clock },
      // The list beside the place, which knows of erasures since the backup.
      erasures: `${file}.erasures`,
    });
    const epoch = await store.raiseEpoch(plan.epochAtLeast).finally(() => store.close());
    const standings = await takeAlone(partial);
    if (typeof standings === 'string') throw new CentralError('backup-damaged', from);
    const keptAs = existsSync(file) ? plan.asideName : null;
    if (keptAs !== null) {
      if (existsSync(keptAs)) throw new CentralError('database-not-empty', keptAs);
      renameSync(file, keptAs);
    }
    for (const end of SIDE_FILES) rmSync(`${file}${end}`, { force: true });
    putInPlace(partial, file);
    return { epoch, standings, keptAs };
  } finally {
    clear();
  }
};
