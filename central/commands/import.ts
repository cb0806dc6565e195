// `kitap import`: a catalogue file (ISO 2709) or a list of patrons (CSV) into the central database;
// stations pull what changed. Prints what became of the records and names the rejected ones. Exit
// status 1 when the import could not run or took nothing.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { Command } from 'commander';
import { loadSite } from '../../profiles/loader.ts';
import type { Site } from '../../profiles/site-schema.ts';
import { CHARSETS } from '../catalogue/charset.ts';
import { CSV_BYTES_MAX } from '../catalogue/csv.ts';
import { ImportError } from '../catalogue/errors.ts';
import {
  type CharsetChoice,
  type ImportOptions,
  type ImportSummary,
  importCatalogue,
} from '../catalogue/import-catalogue.ts';
import { loadMapping, shippedMappings } from '../catalogue/mapping-files.ts';
import { type PatronRow, readPatronRows } from '../catalogue/patron-rows.ts';
import { type CentralStore, openCentralStore } from '../store/central-store.ts';
import type { ImportedPatron, ImportOutcome } from '../sync-contract.ts';
import { createProgress } from './import-progress.ts';

const REJECTIONS_PRINTED_MAX = 50;
const UNMAPPED_PRINTED_MAX = 15;
const CHUNK_BYTES = 256 * 1024;
const DEFAULT_DATABASE = 'data/central/central.db';
const CHARSET_CHOICES: readonly CharsetChoice[] = ['auto', 'detect-each', ...CHARSETS];

type Shared = { database: string; site: string; dryRun?: true };
type CatalogueFlags = Shared & { charset: string; mapping: string; collection: string };
type Counts = Pick<ImportSummary, 'new' | 'updated' | 'unchanged'>;
type Rejected = { where: string; reason: string };

const sizeOf = (file: string): number => {
  try {
    return statSync(file).size;
  } catch (cause) {
    throw new ImportError('file-unreadable', file, { cause });
  }
};

/** Calls `use` with the open store and the library's id, and closes it whatever happens. */
const withStore = async <T>(
  flags: Shared,
  site: Site,
  use: (store: CentralStore, libraryId: string) => Promise<T>,
): Promise<T> => {
  const store = await openCentralStore({ database: flags.database, clock: () => Date.now() });
  try {
    const libraryId = await store.ensureLibrary(site.id, site.libraryNumber);
    await store.setRules(libraryId, site);
    return await use(store, libraryId);
  } finally {
    await store.close();
  }
};

const printOutcome = (counts: Counts, rejected: Rejected[], total: number, dryRun: boolean) => {
  const { unchanged } = counts;
  if (dryRun)
    console.log(`readable ${unchanged}, rejected ${total}; nothing was stored (--dry-run)`);
  else
    console.log(
      `new ${counts.new}, updated ${counts.updated}, unchanged ${unchanged}, rejected ${total}`,
    );
  for (const { where, reason } of rejected.slice(0, REJECTIONS_PRINTED_MAX))
    console.log(`  ${where}: ${reason}`);
  const more = total - REJECTIONS_PRINTED_MAX;
  if (more > 0) console.log(`  and ${more} more`);
};

const statusOf = (counts: Counts): number =>
  counts.new + counts.updated + counts.unchanged > 0 ? 0 : 1;

const printSource = (summary: ImportSummary): void => {
  const { charset, dialect, mapping, healed, unmapped } = summary;
  console.log(`${summary.records} records, ${charset}, ${dialect}, mapping ${mapping}`);
  if (summary.mixedCharsets && charset !== 'detect-each')
    console.log('some records are UTF-8 and some are not: --charset detect-each reads both');
  if (healed > 0) console.log(`${healed} records had wrong lengths and were read by delimiters`);
  const named = unmapped.slice(0, UNMAPPED_PRINTED_MAX);
  const list = named.map(({ tag, records }) => `${tag} (${records})`).join(', ');
  if (list !== '') console.log(`fields not read: ${list}`);
};

const importCatalogueFile = async (file: string, flags: CatalogueFlags): Promise<number> => {
  const charset = CHARSET_CHOICES.find((choice) => choice === flags.charset);
  if (charset === undefined) throw new ImportError('charset-unknown', flags.charset);
  const totalBytes = sizeOf(file);
  const site = loadSite(flags.site);
  const progress = createProgress(process.stdout);
  const source: Omit<ImportOptions, 'importTitles'> = {
    open: () => createReadStream(file, { highWaterMark: CHUNK_BYTES }),
    totalBytes,
    charset,
    mapping: flags.mapping === 'auto' ? 'auto' : loadMapping(flags.mapping),
    mappings: shippedMappings(),
    branches: site.branches,
    collection: flags.collection,
    onProgress: progress.update,
  };
  const run = (importTitles: ImportOptions['importTitles']): Promise<ImportSummary> =>
    importCatalogue({ ...source, importTitles }).finally(progress.stop);
  const summary = flags.dryRun
    ? await run(async (batch) => batch.map(() => ({ outcome: 'unchanged' })))
    : await withStore(flags, site, (store, libraryId) =>
        run((batch) => store.importTitles(libraryId, batch)),
      );
  printSource(summary);
  const rejected = summary.rejected.map(({ record, offset, reason }) => ({
    where: `record ${record} at byte ${offset}`,
    reason,
  }));
  printOutcome(summary, rejected, summary.rejectedTotal, flags.dryRun === true);
  return statusOf(summary);
};

const readText = (file: string): string => {
  if (sizeOf(file) > CSV_BYTES_MAX) throw new ImportError('file-unreadable', `${file}: too large`);
  return readFileSync(file, 'utf8');
};

const PATRONS_PER_BATCH = 500;

const storePatrons = async (
  rows: readonly PatronRow[],
  store: (batch: ImportedPatron[]) => Promise<ImportOutcome[]>,
): Promise<{ counts: Counts; rejected: Rejected[] }> => {
  const counts: Counts = { new: 0, updated: 0, unchanged: 0 };
  const rejected: { line: number; reason: string }[] = [];
  const good: { line: number; patron: ImportedPatron }[] = [];
  for (const row of rows) {
    if (row.outcome === 'patron') good.push(row);
    else rejected.push(row);
  }
  for (let from = 0; from < good.length; from += PATRONS_PER_BATCH) {
    const batch = good.slice(from, from + PATRONS_PER_BATCH);
    const outcomes = await store(batch.map(({ patron }) => patron));
    batch.forEach(({ line }, index) => {
      const answer = outcomes[index]!;
      if (answer.outcome === 'rejected') rejected.push({ line, reason: answer.reason });
      else counts[answer.outcome] += 1;
    });
  }
  rejected.sort((a, b) => a.line - b.line);
  const named = rejected.map(({ line, reason }) => ({ where: `line ${line}`, reason }));
  return { counts, rejected: named };
};

const importPatronFile = async (file: string, flags: Shared): Promise<number> => {
  const text = readText(file);
  const site = loadSite(flags.site);
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: site.timeZone }).format(Date.now());
  const rows = readPatronRows(text, site, today);
  const { counts, rejected } = flags.dryRun
    ? await storePatrons(rows, async (batch) => batch.map(() => ({ outcome: 'unchanged' })))
    : await withStore(flags, site, (store, libraryId) =>
        storePatrons(rows, (batch) => store.importPatrons(libraryId, batch)),
      );
  printOutcome(counts, rejected, rejected.length, flags.dryRun === true);
  return statusOf(counts);
};

/**
 * @param argv what follows `kitap import`. Resolves to the exit status. Failures carry a code and a
 * hint.
 */
export const run = async (argv: string[]): Promise<number> => {
  let status = 0;
  const program = new Command('kitap import')
    .description('brings a catalogue or a list of patrons into the central database')
    .exitOverride();
  const shared = (command: Command): Command =>
    command
      .option('--database <url>', 'postgres://... or an SQLite file', DEFAULT_DATABASE)
      .option('--site <id>', 'site profile of the library', 'balkhash')
      .option('--dry-run', 'read and check everything, store nothing');
  shared(program.command('catalogue <file>'))
    .description('an ISO 2709 file: RUSMARC, UNIMARC or MARC 21')
    .option('--charset <name>', CHARSET_CHOICES.join(', '), 'auto')
    .option('--mapping <name>', 'auto, a shipped mapping or a JSON file', 'auto')
    .option('--collection <name>', 'when several databases count their records separately', '')
    .action(async (file: string, flags: CatalogueFlags) => {
      status = await importCatalogueFile(file, flags);
    });
  shared(program.command('patrons <file>'))
    .description('a CSV file in UTF-8, columns separated by semicolons')
    .action(async (file: string, flags: Shared) => {
      status = await importPatronFile(file, flags);
    });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    // commander has printed its message already: help is no failure, a wrong option is.
    if (error instanceof Error && 'exitCode' in error) return Number(error.exitCode);
    throw error;
  }
  return status;
};
