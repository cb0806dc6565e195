// `kitap central restore`: a backup becomes the database, under an epoch that no station has met, so
// that each of them compares and sends again what the backup lacks (sync.md 1.2 "Epoch").
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { CentralError } from '../errors.ts';
import { isPostgresUrl } from '../store/postgres-url.ts';
import { MIGRATIONS } from '../store/schema.ts';
import { sha256Of } from './durable-file.ts';
import { addLine, backupLine, highestEpoch, type RestoreLine } from './manifest.ts';
import { checkDump, inspectPostgres, restorePostgres } from './restore-postgres.ts';
import { inspectSqlite, restoreSqlite } from './restore-sqlite.ts';
import type { ProgramPlace } from './run-program.ts';
import type { Standings } from './standings.ts';

export type RestoreOptions = ProgramPlace & {
  from: string;
  database: string;
  /** Puts a library that is there aside. */
  replace: boolean;
  clock: () => number;
  /** The list of erasures, without its ending; a database file has its own beside it. */
  erasures?: string;
};
export type RestoreDone = Standings & {
  file: string;
  /** File or schema in which the database that was there before is kept. */
  keptAs: string | null;
  /** False where no manifest beside the file says what it must be. */
  checkedByManifest: boolean;
  /** False where the manifest cannot be written, such as on a read-only medium. */
  noted: boolean;
};

const note = (folder: string, line: RestoreLine): boolean => {
  try {
    addLine(folder, line);
    return true;
  } catch {
    return false;
  }
};

const checkFile = async (from: string): Promise<boolean> => {
  if (!existsSync(from)) throw new CentralError('backup-missing', from);
  const line = backupLine(dirname(from), basename(from));
  if (line === undefined) return false;
  if (line.sha256 !== (await sha256Of(from))) throw new CentralError('backup-damaged', from);
  if (line.schema > MIGRATIONS.length)
    throw new CentralError('schema-too-new', `${line.schema}, known ${MIGRATIONS.length}`);
  return true;
};

/** Resolves when the restored database is durable and its epoch is raised. */
export const restore = async (options: RestoreOptions): Promise<RestoreDone> => {
  const { from, database, clock } = options;
  const checkedByManifest = await checkFile(from);
  const postgres = isPostgresUrl(database);
  if (postgres) await checkDump(from, database, options);
  const there = await (postgres ? inspectPostgres(database) : inspectSqlite(database));
  const taken = there === 'unreadable' || (there !== 'nothing' && there.libraries.length > 0);
  if (taken && !options.replace) throw new CentralError('database-not-empty');
  const epochThere = typeof there === 'string' ? 0 : there.epoch;
  const isoNow = () => new Date(clock()).toISOString();
  const stamp = isoNow().replaceAll(/[:.]/g, '-');
  // The backup's own epoch is known only when it is in place; raising adds at least one to it.
  const epochAtLeast = Math.max(epochThere, highestEpoch(dirname(from))) + 1;
  const done = await (postgres
    ? restorePostgres(from, database, { ...options, epochAtLeast, stamp }, options)
    : restoreSqlite(from, database, {
        ...{ epochAtLeast, clock },
        asideName: `${database}.before-restore-${stamp}`,
      }));
  const { epoch, standings, keptAs } = done;
  const noted = note(dirname(from), { kind: 'restore', file: basename(from), at: isoNow(), epoch });
  return { ...standings, file: from, keptAs, checkedByManifest, noted };
};
