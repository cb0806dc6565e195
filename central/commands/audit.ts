// `kitap audit verify --database ...`: every chain that central holds, link by link, and what is left of the erased. Opens the
// database as it is: nothing is migrated, replayed or made. Exit status 1 when a chain is broken.
import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { loadSite } from '../../profiles/loader.ts';
import { chainSentence } from '../../station-server/circulation/chain-audit.ts';
import { CentralError } from '../errors.ts';
import { auditCentral, isWhole, type LibraryAudit } from '../store/audit.ts';
import { openPostgres } from '../store/postgres-engine.ts';
import { MIGRATIONS } from '../store/schema.ts';
import type { SqlDatabase } from '../store/sql.ts';
import { openSqlite } from '../store/sqlite-engine.ts';

type Options = { database: string; site?: string };

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Throws `audit-unreadable` where a start of central would have to make or change something first. */
const openAsItIs = async (address: string): Promise<SqlDatabase> => {
  const postgres = /^postgres(ql)?:\/\//.test(address);
  if (!postgres && !existsSync(address)) throw new CentralError('audit-unreadable', address);
  const database = postgres ? openPostgres(address) : openSqlite(address);
  try {
    const [row] = await database.all("SELECT value FROM meta WHERE name = 'schema'");
    if (Number(row?.value) === MIGRATIONS.length) return database;
  } catch (cause) {
    await database.close();
    if (cause instanceof CentralError) throw cause;
    throw new CentralError('audit-unreadable', '', { cause });
  }
  await database.close();
  throw new CentralError('audit-unreadable');
};

const report = (audit: LibraryAudit): void => {
  const { libraryId, chains, erasedPersons, notErased, strayEntries, strayPersonal } = audit;
  for (const chain of chains)
    print(`library ${libraryId}, station ${chain.station}: ${chainSentence(chain)}`);
  print(`library ${libraryId}: ${erasedPersons} erased persons, something left of ${notErased}`);
  if (strayEntries > 0) print(`library ${libraryId}: ${strayEntries} entries of unknown stations`);
  if (strayPersonal > 0)
    print(`library ${libraryId}: ${strayPersonal} personal data beside no entry`);
};

const verify = async ({ database: address, site }: Options): Promise<boolean> => {
  const database = await openAsItIs(address);
  try {
    const only = site === undefined ? undefined : loadSite(site).id;
    const audits = await auditCentral(database, only);
    if (only !== undefined && audits.length === 0) throw new CentralError('library-unknown', only);
    for (const audit of audits) report(audit);
    return audits.every(isWhole);
  } finally {
    await database.close();
  }
};

export const run = async (argv: string[]): Promise<number> => {
  let whole = false;
  const program = new Command('kitap audit').exitOverride();
  program
    .command('verify')
    .description('every chain that central holds')
    .requiredOption('--database <url|file>', 'postgres://... or an SQLite file')
    .option('--site <id>', 'this library only')
    .exitOverride()
    .action(async (options: Options) => {
      whole = await verify(options);
    });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  return whole ? 0 : 1;
};
