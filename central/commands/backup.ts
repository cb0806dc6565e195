// `kitap central backup`: a checked copy of the database while central runs. Prints its line of the
// manifest.
import { Command, InvalidArgumentError } from 'commander';
import { backUp } from '../ops/backup.ts';
import { type CommonOptions, databaseOf, print } from './central-options.ts';

type BackupFlags = CommonOptions & { to: string; keep?: number; pgBin?: string };

const count = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('a whole number from 1');
  return value;
};

const backup = async (flags: BackupFlags): Promise<void> => {
  const done = await backUp({
    ...{ database: databaseOf(flags), folder: flags.to, nowMs: Date.now() },
    ...(flags.keep === undefined ? {} : { keep: flags.keep }),
    ...(flags.pgBin === undefined ? {} : { binFolder: flags.pgBin }),
  });
  print(JSON.stringify(done));
};

export const backupCommand = (): Command =>
  new Command('backup')
    .description('copy the database while central runs; checked and durable when it says so')
    .requiredOption('--to <dir>', 'folder of the backups, best on another disk')
    .option('--keep <number>', 'how many backups stay in the folder', count)
    .option('--pg-bin <dir>', 'folder of pg_dump and pg_restore')
    .action((_own, sub: Command) => backup(sub.optsWithGlobals<BackupFlags>()));
