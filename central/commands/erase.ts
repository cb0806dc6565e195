// `kitap central erase`: a patron is erased at central, for a library without a desk. Stations learn of it by their next pull; what
// an administrator must still do about logs and backups of the database stands in central/README.md, "Erasure".
import { userInfo } from 'node:os';
import { Command } from 'commander';
import { loadSite } from '../../profiles/loader.ts';
import { CentralError } from '../errors.ts';
import type { CentralStore } from '../store/central-store.ts';
import { type CommonOptions, withStore } from './central-options.ts';

type EraseOptions = { site: string; card?: string; patron?: string; by?: string };

const LEFT: Record<'clean' | 'busy' | 'forbidden', string | null> = {
  clean: null,
  busy: 'another program reads the old rows (a backup?): the files are cleaned at the next start or erasure',
  forbidden:
    'the user of the database may not clean its files: run the statements of central/README.md',
};

const erase = async (options: EraseOptions, store: CentralStore): Promise<void> => {
  const { card, patron, by = userInfo().username } = options;
  if ((card === undefined) === (patron === undefined)) throw new CentralError('patron-unknown');
  const site = loadSite(options.site);
  const libraryId = await store.ensureLibrary(site.id, site.libraryNumber, site);
  const who = card === undefined ? { patronId: patron ?? '' } : { card };
  const erased = await store.erasePatron(libraryId, who, `command ${by}`);
  const files = await store.scrub();
  const left = LEFT[files];
  process.stdout.write(`${JSON.stringify({ erased, files, ...(left ? { left } : {}) })}\n`);
};

export const eraseCommand = (): Command =>
  new Command('erase')
    .description('erase a patron for ever, here and at every station; refused while books are out')
    .requiredOption('--site <id>', 'id or path of the site file')
    .option('--card <number>', 'the card of the patron')
    .option('--patron <id>', 'or the id of the record, such as 7-41238')
    .option('--by <name>', 'who decided it; the user of this computer by default')
    .action((_own, sub: Command) => {
      const options = sub.optsWithGlobals<CommonOptions & EraseOptions>();
      return withStore(options, (store) => erase(options, store));
    });
