// `kitap audit verify`: the journal of each station store in a folder, link by link; with --database that of central, whose command
// is `central/commands/audit.ts` (the table of `cli/kitap.ts` picks). Reads only. Exit status 1 when a chain is broken.
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Command } from 'commander';
import { chainSentence } from '../circulation/chain-audit.ts';
import { StationError } from '../errors.ts';
import { auditStore } from '../store/audit-store.ts';
import { stationDatabases } from './doctor-data.ts';

type Options = { data: string };

/** Prints what was found and returns whether all is whole. */
const auditFile = (file: string): boolean => {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const report = auditStore(db);
    const { station, erasedPersons, notErased } = report;
    const who = station === null ? file : `${file}: station ${station}`;
    console.log(`${who}: ${chainSentence(report)}`);
    console.log(`${who}: ${erasedPersons} erased persons, something left of ${notErased}`);
    return report.broken === null && notErased === 0;
  } finally {
    db.close();
  }
};

const verify = ({ data }: Options): boolean => {
  const files = existsSync(data) ? stationDatabases(data) : [];
  if (files.length === 0) throw new StationError('audit-nothing', { detail: data });
  return files.map(auditFile).every((whole) => whole);
};

export const run = async (argv: string[]): Promise<number> => {
  let whole = false;
  const program = new Command('kitap audit').description(
    'check that no entry of a journal was changed, removed or put in',
  );
  program
    .command('verify')
    .description('every chain of the station stores in a folder, or with --database of central')
    .option('--data <folder>', 'where station.db is, or one folder above', 'data')
    .option('--database <url|file>', "central's: postgres://... or its SQLite file")
    .option('--site <id>', 'of central, this library only')
    .action((options: Options) => {
      whole = verify(options);
    });
  await program.parseAsync(argv, { from: 'user' });
  return whole ? 0 : 1;
};
