// `kitap import` as users run it: files in, lines out, exit status.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../../central/commands/import.ts';
import { openCentralStore } from '../../../central/store/central-store.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

const demo = (name: string) => join(packageRoot, 'central/catalogue/demo', name);
let folder: string;
let database: string;
let printed: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-import-'));
  database = join(folder, 'central.db');
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const counts = async () => {
  const store = await openCentralStore({ database, clock: () => 1.7e12 });
  const found = await store.counts(await store.ensureLibrary('balkhash', '7101'));
  await store.close();
  return found;
};

test('catalogue and patrons are stored, and the second time unchanged', async () => {
  const catalogue = ['catalogue', demo('demo-catalogue.mrc'), '--database', database];
  const patrons = ['patrons', demo('demo-patrons.csv'), '--database', database];
  expect([await run(catalogue), await run(patrons)]).toEqual([0, 0]);
  expect(printed).toEqual([
    '214 records, utf-8, unimarc, mapping rusmarc-899',
    'new 214, updated 0, unchanged 0, rejected 0',
    'new 24, updated 0, unchanged 0, rejected 0',
  ]);
  expect(await counts()).toMatchObject({ titles: 214, patrons: 24 });
  expect([await run(catalogue), await run(patrons)]).toEqual([0, 0]);
  expect(printed.slice(3)).toEqual([
    '214 records, utf-8, unimarc, mapping rusmarc-899',
    'new 0, updated 0, unchanged 214, rejected 0',
    'new 0, updated 0, unchanged 24, rejected 0',
  ]);
});

test('a dry run reads everything and makes no database', async () => {
  const argv = ['catalogue', demo('demo-catalogue.mrc'), '--database', database, '--dry-run'];
  expect(await run(argv)).toBe(0);
  expect(printed.at(-1)).toBe('readable 214, rejected 0; nothing was stored (--dry-run)');
  expect(() => readFileSync(database)).toThrow();
});

test('rejected records are printed with number and reason', async () => {
  const file = join(folder, 'cut.mrc');
  writeFileSync(file, readFileSync(demo('demo-catalogue.mrc')).subarray(0, 30_000));
  expect(await run(['catalogue', file, '--database', database])).toBe(0);
  expect(printed.at(-2)).toMatch(/^new \d+, updated 0, unchanged 0, rejected 1$/);
  expect(printed.at(-1)).toMatch(/^ {2}record \d+ at byte \d+: (cut-short|fields-missing)$/);
});

test('wrong rows of a patron list are named by line, and none taken is a failure', async () => {
  const file = join(folder, 'patrons.csv');
  const text = readFileSync(demo('demo-patrons.csv'), 'utf8').split('\n').slice(0, 2).join('\n');
  writeFileSync(file, text.replace('worker', 'smith'));
  expect(await run(['patrons', file, '--database', database])).toBe(1);
  expect(printed).toEqual([
    'new 0, updated 0, unchanged 0, rejected 1',
    '  line 2: category-invalid',
  ]);
});

test('what cannot run says why with a code', async () => {
  const catalogue = demo('demo-catalogue.mrc');
  const fails = (argv: string[], code: string) =>
    expect(run([...argv, '--database', database])).rejects.toMatchObject({ code });
  await fails(['catalogue', join(folder, 'none.mrc')], 'file-unreadable');
  await fails(['catalogue', catalogue, '--charset', 'koi8'], 'charset-unknown');
  await fails(['catalogue', catalogue, '--mapping', 'none'], 'mapping-unknown');
  await fails(['catalogue', demo('demo-patrons.csv')], 'dialect-unknown');
  await fails(['patrons', demo('titles.tsv')], 'csv-header');
});
