// `kitap central snapshot`: packs each library for the first load of stations, at once.
import { Command } from 'commander';
import { snapshotNow } from '../snapshot/snapshot-service.ts';
import {
  type CommonOptions,
  databaseOf,
  openStore,
  print,
  snapshotsOf,
} from './central-options.ts';

const snapshot = async (options: CommonOptions): Promise<void> => {
  // Brings the tables up to date first: what is read must be of this program's time.
  await (await openStore(options)).close();
  const given = { database: databaseOf(options), folder: snapshotsOf(options), nowMs: Date.now() };
  for (const made of await snapshotNow(given)) print(JSON.stringify(made));
};

export const snapshotCommand = (): Command =>
  new Command('snapshot')
    .description(
      'pack each library for the first load of stations; a running central does so daily',
    )
    .action((_own, sub: Command) => snapshot(sub.optsWithGlobals<CommonOptions>()));
