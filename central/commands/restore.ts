// `kitap central restore`: a backup becomes the database, under a new epoch. Prints what was restored,
// and tells staff what the stations will do.
import { Command } from 'commander';
import { type RestoreDone, restore } from '../ops/restore.ts';
import { type CommonOptions, databaseOf, erasuresOf, print } from './central-options.ts';

type RestoreFlags = CommonOptions & { from: string; replace?: true; pgBin?: string };

const advice = ({ epoch, keptAs, noted }: RestoreDone): string[] => [
  `Restored under epoch ${epoch}. Start central: every station then compares, sends the entries after`,
  'the positions above again from its journal (kept for 90 days) and fetches all rows anew. Nothing has',
  'to be done at the stations. What did not come from stations must be done again: imports, and',
  'add-station for numbers given since the backup (their stations then send everything).',
  ...(keptAs === null
    ? []
    : [`What was there before is kept as ${keptAs}; remove it when all is well.`]),
  ...(noted ? [] : ['The manifest beside the backup could not be written.']),
];

const restoreFrom = async (flags: RestoreFlags): Promise<void> => {
  const done = await restore({
    from: flags.from,
    database: databaseOf(flags),
    replace: flags.replace === true,
    clock: Date.now,
    ...erasuresOf(flags),
    ...(flags.pgBin === undefined ? {} : { binFolder: flags.pgBin }),
  });
  print(JSON.stringify(done));
  process.stderr.write(`${advice(done).join('\n')}\n`);
};

export const restoreCommand = (): Command =>
  new Command('restore')
    .description('put a backup in the place of the database; stop central first')
    .requiredOption('--from <file>', 'a file that `kitap central backup` wrote')
    .option('--replace', 'put a library that is there aside')
    .option('--pg-bin <dir>', 'folder of pg_dump and pg_restore')
    .action((_own, sub: Command) => restoreFrom(sub.optsWithGlobals<RestoreFlags>()));
