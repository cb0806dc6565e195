// Checks of the data folder: can it be written, is there room, and are the station databases in it whole. Databases are opened
// for reading only, and nothing is left behind.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { type Finding, fail, ok, reasonOf, warn } from './doctor-finding.ts';

const GIB = 1_073_741_824;
export const FREE_BYTES_MIN = GIB;
const DATABASE_FILE = 'station.db';
const DATABASES_MAX = 50;
const SYNCHRONOUS_FULL = 2;

/** The folder itself, or the nearest one above it that exists: where it will be made. */
export const standingFolder = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : standingFolder(dirname(folder));

/** Writes, syncs and removes a small file; throws what the system says. */
export const writeProbe = (folder: string, name: string): void => {
  const file = join(folder, name);
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, 'kitap doctor\n');
    fsyncSync(handle);
  } finally {
    closeSync(handle);
    rmSync(file, { force: true });
  }
};

export const checkWritable = (folder: string, probe: (standing: string) => void): Finding => {
  const standing = standingFolder(folder);
  const what = standing === folder ? folder : `${folder} (will be made in ${standing})`;
  try {
    probe(standing);
    return ok('data', `${what} can be written`);
  } catch (error) {
    const hint = 'Give the user of the station this folder, or choose another with --data.';
    return fail('data', `${what} cannot be written: ${reasonOf(error)}`, hint);
  }
};

/** @param space free bytes for this user, as statfs(2) tells: blocks times their size */
export const checkSpace = (
  folder: string,
  space: (standing: string) => { bavail: number; bsize: number },
): Finding => {
  const { bavail, bsize } = space(standingFolder(folder));
  const free = bavail * bsize;
  const what = `${(free / GIB).toFixed(1)} GiB free, wants 1 GiB`;
  if (free >= FREE_BYTES_MIN) return ok('space', what);
  return fail('space', what, 'Make room on this disk, or choose another one with --data.');
};

/** The station databases in the folder itself and one step below, as `kitap start` lays them. */
export const stationDatabases = (folder: string): string[] => {
  if (!existsSync(folder)) return [];
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
  return [folder, ...below.sort()]
    .map((where) => join(where, DATABASE_FILE))
    .filter((file) => existsSync(file))
    .slice(0, DATABASES_MAX);
};

const RESTORE = 'Stop the station, keep the file, restore the newest backup and start again.';

/** @param open opens the file read-only; it must not be made when it is missing */
export const checkDatabase = (file: string, open: (file: string) => Database.Database): Finding => {
  let db: Database.Database | null = null;
  try {
    db = open(file);
    const told = db.pragma('quick_check', { simple: true });
    if (told !== 'ok') return fail('database', `${file} is damaged: ${told}`, RESTORE);
    const mode = db.pragma('journal_mode', { simple: true });
    if (mode !== 'wal') {
      const hint = 'Start the station once: it sets this at every start. Then look again.';
      return warn('database', `${file}: journal mode is ${mode}, wanted wal`, hint);
    }
    // Not kept in the file: the station sets it at every open. Here it is asked whether it takes.
    db.pragma('synchronous = FULL');
    if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL) {
      const hint = 'Install the program anew (npm ci): its SQLite was built without safe writing.';
      return fail('database', `${file}: synchronous = FULL is not taken`, hint);
    }
    return ok('database', `${file} is whole (quick_check), WAL, FULL`);
  } catch (error) {
    return fail('database', `${file} cannot be read: ${reasonOf(error)}`, RESTORE);
  } finally {
    db?.close();
  }
};

export const checkDatabases = (
  folder: string,
  open: (file: string) => Database.Database,
): Finding[] => {
  const files = stationDatabases(folder);
  if (files.length === 0) return [ok('database', 'none yet; the first start makes it')];
  return files.map((file) => checkDatabase(file, open));
};
