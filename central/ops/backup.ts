// `kitap central backup`: a copy of the whole database while central runs, checked, forced to the
// disk, named by its time, listed in the manifest; older ones beyond a count are removed.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isPostgresUrl } from '../store/postgres-url.ts';
import { dumpPostgres } from './backup-postgres.ts';
import { copySqlite, noteSqliteBackup } from './backup-sqlite.ts';
import { makeFolder, putInPlace, sha256Of } from './durable-file.ts';
import { addLine, type BackupLine, removeOld } from './manifest.ts';
import type { ProgramPlace } from './run-program.ts';

export type BackupOptions = ProgramPlace & {
  database: string;
  folder: string;
  /** How many backups stay in the folder; all of them when it is not given. */
  keep?: number;
  nowMs: number;
};
export type BackupDone = BackupLine & { removed: string[] };

const PARTIAL = '.partial';
/** Longer than any backup takes: what a killed one left behind. */
const PARTIAL_KEPT_MS = 86_400_000;

const removePartials = (folder: string, nowMs: number): void => {
  for (const name of readdirSync(folder)) {
    if (!/^central-.*\.partial(?:-journal)?$/.test(name)) continue;
    const path = join(folder, name);
    if (statSync(path).mtimeMs < nowMs - PARTIAL_KEPT_MS) rmSync(path, { force: true });
  }
};

/** Resolves when the backup is durable. */
export const backUp = async (options: BackupOptions): Promise<BackupDone> => {
  const { database, folder, nowMs } = options;
  makeFolder(folder);
  removePartials(folder, nowMs);
  const engine = isPostgresUrl(database) ? 'postgres' : 'sqlite';
  const at = new Date(nowMs).toISOString();
  const ending = engine === 'postgres' ? 'pgdump' : 'sqlite';
  const file = `central-${at.replaceAll(/[:.]/g, '-')}.${ending}`;
  const partial = join(folder, `${file}${PARTIAL}`);
  try {
    const standings =
      engine === 'postgres'
        ? await dumpPostgres(database, partial, nowMs, options)
        : await copySqlite(database, partial);
    const bytes = statSync(partial).size;
    const sha256 = await sha256Of(partial);
    putInPlace(partial, join(folder, file));
    const line: BackupLine = { kind: 'backup', file, at, engine, bytes, sha256, ...standings };
    addLine(folder, line);
    if (engine === 'sqlite') await noteSqliteBackup(database, nowMs);
    const removed = options.keep === undefined ? [] : removeOld(folder, options.keep);
    return { ...line, removed };
  } finally {
    rmSync(partial, { force: true });
  }
};
