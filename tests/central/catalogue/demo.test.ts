// The demo data: the script makes the committed files byte for byte, and what they say is what the
// titles say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ageOf, makeDemoCatalogue } from '../../../central/catalogue/demo/demo-catalogue.ts';
import { makeDemoPatrons } from '../../../central/catalogue/demo/demo-patrons.ts';
import { createRecordMapper } from '../../../central/catalogue/map-record.ts';
import { loadMapping } from '../../../central/catalogue/mapping-files.ts';
import { readPatronRows } from '../../../central/catalogue/patron-rows.ts';
import { isValidLuhn } from '../../../profiles/check-digits.ts';
import { loadSite } from '../../../profiles/loader.ts';
import { demoFolder, readAll, titleRows, titlesTsv } from './records.ts';

const site = loadSite('balkhash');
const catalogue = readFileSync(join(demoFolder, 'demo-catalogue.mrc'));
const patrons = readFileSync(join(demoFolder, 'demo-patrons.csv'), 'utf8');
const toTitle = createRecordMapper(loadMapping('rusmarc-899'), site.branches);
const mapped = (await readAll(catalogue)).map((result) => {
  if (result.outcome !== 'record') throw new Error(result.reason);
  expect(result.record.healed).toEqual([]);
  const title = toTitle(result.record, 'utf-8');
  if (title.outcome !== 'mapped') throw new Error(`${result.number}: ${title.reason}`);
  return title;
});
const items = mapped.flatMap(({ imported }) => imported.items);

test('the committed files are what the script makes, and small', () => {
  expect(makeDemoCatalogue(titlesTsv).equals(catalogue)).toBe(true);
  expect(makeDemoPatrons()).toBe(patrons);
  expect(catalogue.length).toBeLessThan(600_000);
});

test('another seed gives other copies', () => {
  expect(makeDemoCatalogue(titlesTsv, 1).equals(catalogue)).toBe(false);
});

test('every title keeps its text, author, year, language and age', () => {
  expect(mapped.map(({ imported: { title } }) => title)).toEqual(
    titleRows.map((row) => ({
      title: row.title,
      author: row.author,
      year: row.year,
      language: row.languages[0],
      ageMin: ageOf(row),
    })),
  );
});

test('articles and electronic documents have no copies, everything else 2 to 7', () => {
  mapped.forEach(({ imported }, index) => {
    const { kind } = titleRows[index]!;
    const count = imported.items.length;
    if (kind === 'article' || kind === 'e-document') expect(count).toBe(0);
    else expect(count >= 2 && count <= 7, imported.key).toBe(true);
  });
  const types = new Set(items.map(({ itemType }) => itemType));
  expect([...types].sort()).toEqual(['book', 'brochure', 'magazine', 'newspaper']);
});

test('barcodes are our own numbers with a right check digit, and no number comes twice', () => {
  for (const { barcode } of items) {
    expect(barcode).toMatch(/^37101000\d{6}$/);
    expect(isValidLuhn(barcode)).toBe(true);
  }
  expect(new Set(items.map(({ barcode }) => barcode)).size).toBe(items.length);
  expect(new Set(items.map(({ inventoryNo }) => inventoryNo)).size).toBe(items.length);
});

test('children’s books stand in the children’s libraries, branch 4 has Kazakh only', () => {
  mapped.forEach(({ imported }, index) => {
    const { audience, languages } = titleRows[index]!;
    const branches = imported.items.map(({ branch }) => branch);
    if (['0-6', '6-10', '10-12', '11-14'].includes(audience))
      expect(branches.every((code) => code === 'BLK-K' || code === 'BLK-5')).toBe(true);
    if (!languages.includes('kaz')) expect(branches).not.toContain('BLK-4');
  });
  const used = new Set(items.map(({ branch }) => branch));
  const ofTown = ['BLK-1', 'BLK-2', 'BLK-3', 'BLK-4', 'BLK-5', 'BLK-6', 'BLK-7', 'BLK-C', 'BLK-K'];
  expect([...used].sort()).toEqual(ofTown);
});

test('a few copies are for the reading room only', () => {
  const hall = items.filter(({ home }) => !home).length;
  expect(hall).toBeGreaterThan(10);
  expect(hall).toBeLessThan(items.length / 10);
});

test('24 patrons of every category, one blocked, one whose re-registration is due', () => {
  const today = '2026-06-01';
  const people = readPatronRows(patrons, site, today).map((row) => {
    if (row.outcome === 'rejected') throw new Error(`line ${row.line}: ${row.reason}`);
    return row.patron;
  });
  expect(people).toHaveLength(24);
  expect(new Set(people.map(({ category }) => category)).size).toBe(9);
  expect(people.filter(({ status }) => status === 'blocked')).toHaveLength(1);
  expect(people.filter(({ reregisteredOn }) => reregisteredOn < '2026')).toHaveLength(1);
  expect(people.filter(({ birthDate }) => birthDate > '2010').length).toBeGreaterThan(5);
  expect(new Set(people.map(({ card }) => card)).size).toBe(24);
  for (const { card, phone } of people) {
    expect(card).toMatch(/^27101000\d{6}$/);
    expect(isValidLuhn(card)).toBe(true);
    expect(phone).toMatch(/^\+77000000\d{3}$/);
  }
});

test('no demo patron bears a name that stands in the catalogue', () => {
  const surnames = patrons
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(';')[1]!);
  const words = new Set(titlesTsv.toLowerCase().match(/[\p{L}-]+/gu));
  expect(surnames.filter((surname) => words.has(surname.toLowerCase()))).toEqual([]);
});
