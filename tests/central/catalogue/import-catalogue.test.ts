// Whole files into the real SQLite store: twice the same changes nothing, each rejected record is
// named, the rest is stored.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CHARSETS, canEncode } from '../../../central/catalogue/charset.ts';
import {
  type ImportOptions,
  type ImportProgress,
  importCatalogue,
  REJECTIONS_LISTED_MAX,
  TITLES_PER_BATCH,
} from '../../../central/catalogue/import-catalogue.ts';
import { shippedMappings } from '../../../central/catalogue/mapping-files.ts';
import { type CentralStore, openCentralStore } from '../../../central/store/central-store.ts';
import type { ImportedTitle } from '../../../central/sync-contract.ts';
import { loadSite } from '../../../profiles/loader.ts';
import { demoFolder, inChunks, makeRecord, rusmarcOf, titleRows, UNIMARC_BOOK } from './records.ts';

const site = loadSite('balkhash');
const demo = readFileSync(join(demoFolder, 'demo-catalogue.mrc'));
const ignoreProgress = () => {};

let folder: string;
let store: CentralStore;
let libraryId: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-import-'));
  store = await openCentralStore({ database: join(folder, 'central.db'), clock: () => 1.7e12 });
  libraryId = await store.ensureLibrary(site.id, site.libraryNumber);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const options = (file: Buffer, change: Partial<ImportOptions> = {}): ImportOptions => ({
  open: () => inChunks(file, 10_000),
  totalBytes: file.length,
  charset: 'auto',
  mapping: 'auto',
  mappings: shippedMappings(),
  branches: site.branches,
  collection: '',
  importTitles: (batch) => store.importTitles(libraryId, batch),
  onProgress: ignoreProgress,
  ...change,
});
const collecting = () => {
  const titles: ImportedTitle[] = [];
  const sizes: number[] = [];
  const importTitles: ImportOptions['importTitles'] = async (batch) => {
    titles.push(...batch);
    sizes.push(batch.length);
    return batch.map(() => ({ outcome: 'new' }));
  };
  return { titles, sizes, importTitles };
};
/** Simple book number n with one copy. */
const book = (n: number, copy = `i${n}`): Buffer =>
  makeRecord(UNIMARC_BOOK, [
    ['001', `N${n}`],
    ['200', '1 ', `aКітап ${n}`],
    ['801', ' 0', 'aKZ'],
    ['899', '  ', 'bBLK-C', copy],
  ]);

test('the demo catalogue imported twice changes nothing the second time', async () => {
  const first = await importCatalogue(options(demo));
  expect(first).toMatchObject({
    records: 214,
    new: 214,
    updated: 0,
    unchanged: 0,
    rejectedTotal: 0,
    healed: 0,
    charset: 'utf-8',
    dialect: 'unimarc',
    mapping: 'rusmarc-899',
    unmapped: [],
  });
  const counts = await store.counts(libraryId);
  const feed = await store.feedCounter(libraryId);
  expect(counts.titles).toBe(214);
  expect(await importCatalogue(options(demo))).toMatchObject({
    new: 0,
    updated: 0,
    unchanged: 214,
    rejectedTotal: 0,
  });
  expect(await store.counts(libraryId)).toEqual(counts);
  expect(await store.feedCounter(libraryId)).toBe(feed);
});

test('a changed record is an update, and only that one', async () => {
  await importCatalogue(options(Buffer.concat([book(1), book(2)])));
  const changed = Buffer.concat([book(1), book(2, 'i99')]);
  expect(await importCatalogue(options(changed))).toMatchObject({ updated: 1, unchanged: 1 });
});

test('rejected records are named by number, offset and reason; the others are stored', async () => {
  const cut = book(2).subarray(0, 60);
  const pieces = [
    book(1, 'p37101000000018'),
    cut,
    book(3, 'p37101000000018'),
    book(1),
    book(5, 'yжоғалған'),
    book(6),
  ];
  const summary = await importCatalogue(options(Buffer.concat(pieces)));
  const offset = (index: number) =>
    pieces.slice(0, index).reduce((sum, piece) => sum + piece.length, 0);
  expect(summary).toMatchObject({ records: 6, new: 2, rejectedTotal: 4 });
  expect(summary.rejected).toEqual([
    { record: 2, offset: offset(1), reason: 'cut-short' },
    { record: 3, offset: offset(2), reason: 'barcode-taken' },
    { record: 4, offset: offset(3), reason: 'key-twice: as in record 1' },
    { record: 5, offset: offset(4), reason: 'item-number-missing' },
  ]);
  expect((await store.counts(libraryId)).titles).toBe(2);
});

test.each(CHARSETS)('the real titles come out whole from a file in %s', async (charset) => {
  const rows = titleRows.filter((row) => canEncode(JSON.stringify(row), charset));
  const into = collecting();
  const file = Buffer.concat(rusmarcOf(rows, charset));
  const { importTitles } = into;
  const summary = await importCatalogue(options(file, { importTitles }));
  expect(summary).toMatchObject({ charset, new: rows.length, rejectedTotal: 0 });
  expect(into.titles.map(({ title }) => title.title)).toEqual(rows.map((row) => row.title));
});

test('a file of several character sets is read record by record when asked', async () => {
  const rows = titleRows.slice(60, 180);
  const records = rows.map((row, index) => {
    const fitting = CHARSETS.filter((charset) => canEncode(JSON.stringify(row), charset));
    return rusmarcOf([row], fitting[index % fitting.length]!)[0]!;
  });
  const into = collecting();
  const { importTitles } = into;
  const file = Buffer.concat(records);
  const summary = await importCatalogue(options(file, { importTitles, charset: 'detect-each' }));
  expect(summary).toMatchObject({ mixedCharsets: true, rejectedTotal: 0 });
  expect(into.titles.map(({ title }) => title.title)).toEqual(rows.map((row) => row.title));
});

test('a record that is not UTF-8 in a UTF-8 file is rejected, not garbled', async () => {
  const row = titleRows.find(({ kind, languages }) => kind === 'book' && languages[0] === 'rus')!;
  const odd = rusmarcOf([row], 'cp1251')[0]!;
  const file = Buffer.concat([...[1, 2, 3].map((n) => book(n)), odd]);
  const summary = await importCatalogue(options(file));
  expect(summary).toMatchObject({ charset: 'utf-8', mixedCharsets: true, new: 3 });
  expect(summary.rejected).toMatchObject([{ record: 4, reason: 'charset-wrong: not utf-8' }]);
});

test('an unknown dialect stores nothing and names the fields', async () => {
  const irbis = makeRecord(UNIMARC_BOOK, [
    ['920', '  ', 'aPAZK'],
    ['910', '  ', 'a0', 'b123'],
  ]);
  const into = collecting();
  const { importTitles } = into;
  const file = Buffer.concat([irbis, irbis]);
  await expect(importCatalogue(options(file, { importTitles }))).rejects.toMatchObject({
    code: 'dialect-unknown',
    message: expect.stringContaining('910 in 2, 920 in 2'),
  });
  expect(into.titles).toEqual([]);
});

test('fields that nothing reads are counted', async () => {
  const odd = makeRecord(UNIMARC_BOOK, [
    ['200', '1 ', 'aКітап'],
    ['801', ' 0', 'aKZ'],
    ['966', '  ', 'aжергілікті'],
  ]);
  const { importTitles } = collecting();
  const summary = await importCatalogue(options(odd, { importTitles }));
  expect(summary.unmapped).toEqual([{ tag: '966', records: 1 }]);
});

test('batches and the list of rejections are bounded, progress ends at the last byte', async () => {
  const good = Array.from({ length: TITLES_PER_BATCH + 1 }, (_, n) => book(n));
  const bad = Array.from({ length: REJECTIONS_LISTED_MAX + 5 }, () => book(0));
  const file = Buffer.concat([...good, ...bad]);
  const into = collecting();
  const seen: ImportProgress[] = [];
  const { importTitles } = into;
  const onProgress = (progress: ImportProgress) => seen.push(progress);
  const summary = await importCatalogue(options(file, { importTitles, onProgress }));
  expect(into.sizes).toEqual([TITLES_PER_BATCH, 1]);
  expect(summary.rejected).toHaveLength(REJECTIONS_LISTED_MAX);
  expect(summary.rejectedTotal).toBe(REJECTIONS_LISTED_MAX + 5);
  expect(seen.at(-1)).toEqual({
    phase: 'import',
    bytes: file.length,
    totalBytes: file.length,
    records: good.length + bad.length,
  });
});
