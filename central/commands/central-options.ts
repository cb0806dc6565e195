// What the sub-commands of `kitap central` share: which database they mean, and the line that they
// print.
import { dirname, join, resolve } from 'node:path';
import {
  type CentralStore,
  type CentralStoreOptions,
  openCentralStore,
} from '../store/central-store.ts';
import { isPostgresUrl } from '../store/postgres-url.ts';

export type CommonOptions = { database?: string; data: string; snapshots?: string };

const DATABASE_FILE = 'central.sqlite';

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** `postgres://...`, or the path of the SQLite file. */
export const databaseOf = (options: CommonOptions): string =>
  options.database ?? join(options.data, DATABASE_FILE);

/** Beside the database: snapshots of one must never be taken for another's. */
export const snapshotsOf = (options: CommonOptions): string => {
  const database = databaseOf(options);
  const beside = database.includes('://') ? options.data : dirname(database);
  return resolve(options.snapshots ?? join(beside, 'snapshots'));
};

/** Of erasures, without its ending. */
const LIST = 'central.erasures';

/** A file has its list beside it; a server of databases has no folder that we know. */
export const erasuresOf = (options: CommonOptions): { erasures?: string } =>
  isPostgresUrl(databaseOf(options)) ? { erasures: join(options.data, LIST) } : {};

export const openStore = (
  options: CommonOptions,
  more: Pick<CentralStoreOptions, 'reports' | 'onRuleFailure'> = {},
): Promise<CentralStore> =>
  openCentralStore({
    database: databaseOf(options),
    clock: Date.now,
    ...erasuresOf(options),
    onScrubFailure: (error) =>
      process.stderr.write(`after an erasure the files could not be cleaned yet: ${error}\n`),
    onRuleFailure: ({ entry, type, text }) =>
      process.stderr.write(`entry ${entry} (${type}) is held, its rule failed: ${text}\n`),
    ...more,
  });

/** Calls `use` with the open store, and closes it whatever happens. */
export const withStore = async <T>(
  options: CommonOptions,
  use: (store: CentralStore) => Promise<T>,
): Promise<T> => {
  const store = await openStore(options);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};
