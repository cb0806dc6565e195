// What the sub-commands of `kitap central` share: which database they mean, and the line that they
// print.
import { join } from 'node:path';
import { type CentralStore, openCentralStore } from '../store/central-store.ts';

export type CommonOptions = { database?: string; data: string };

const DATABASE_FILE = 'central.sqlite';

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** `postgres://...`, or the path of the SQLite file. */
export const databaseOf = (options: CommonOptions): string =>
  options.database ?? join(options.data, DATABASE_FILE);

export const openStore = (options: CommonOptions): Promise<CentralStore> =>
  openCentralStore({ database: databaseOf(options), clock: Date.now });

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
