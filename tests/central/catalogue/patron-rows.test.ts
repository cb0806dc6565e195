// The patron list: a strict CSV reader, and every column that can be wrong named without what stood
// in it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../../../central/catalogue/csv.ts';
import { PATRON_COLUMNS, readPatronRows } from '../../../central/catalogue/patron-rows.ts';
import { loadSite } from '../../../profiles/loader.ts';

const site = loadSite('balkhash');
const TODAY = '2026-03-02';
const GOOD = {
  card: '27101000000019',
  surname: 'Тұмарбек',
  givenName: 'Айсәуле',
  patronymic: '',
  birthDate: '2014-02-28',
  category: 'pupil',
  phone: '+7 700 000 00 01',
  language: 'kk',
  branch: 'BLK-K',
  status: 'active',
  registeredOn: '2022-09-01',
  reregisteredOn: '2025-01-20',
};
const file = (...rows: Partial<typeof GOOD>[]): string =>
  [PATRON_COLUMNS, ...rows.map((row) => PATRON_COLUMNS.map((c) => ({ ...GOOD, ...row })[c]))]
    .map((cells) => cells.join(';'))
    .join('\r\n');
const readOne = (row: Partial<typeof GOOD>) => readPatronRows(file(row), site, TODAY)[0]!;

test('a row becomes a patron', () => {
  expect(readOne({})).toEqual({
    line: 2,
    outcome: 'patron',
    patron: {
      patronId: '',
      card: '27101000000019',
      status: 'active',
      category: 'pupil',
      birthDate: '2014-02-28',
      language: 'kk',
      branch: 'BLK-K',
      registeredOn: '2022-09-01',
      reregisteredOn: '2025-01-20',
      name: { surname: 'Тұмарбек', givenName: 'Айсәуле', patronymic: '' },
      phone: '+77000000001',
    },
  });
});

test('`today` in reregisteredOn is the day of the import', () => {
  expect(readOne({ reregisteredOn: 'today' })).toMatchObject({
    patron: { reregisteredOn: TODAY },
  });
});

test.each([
  ['card', '2710 1000'],
  ['surname', ''],
  ['givenName', ''],
  ['patronymic', 'Ж'.repeat(81)],
  ['birthDate', '2014-02-30'],
  ['birthDate', '28.02.2014'],
  ['category', 'teacher'],
  ['phone', 'жоқ'],
  ['language', 'kz'],
  ['branch', 'BLK-9'],
  ['status', 'merged'],
  ['registeredOn', '2013-01-01'],
  ['reregisteredOn', '2020-01-01'],
  ['reregisteredOn', 'yesterday'],
])('a wrong %s is refused by its name', (column, value) => {
  expect(readOne({ [column]: value })).toEqual({
    line: 2,
    outcome: 'rejected',
    reason: `${column}-invalid`,
  });
});

test('one wrong row costs itself; a card that comes twice is refused the second time', () => {
  const text = `${file({}, { card: 'X1' }, {})}\n"open;${'x;'.repeat(10)}x\n1;2\n`;
  const rows = readPatronRows(text, site, TODAY);
  expect(rows.map((row) => [row.line, row.outcome === 'rejected' ? row.reason : 'ok'])).toEqual([
    [2, 'ok'],
    [3, 'ok'],
    [4, 'card-twice: as in line 2'],
    [5, 'quotes-open'],
    [6, 'cells-missing'],
  ]);
});

test('quotes, doubled quotes, blank lines, a byte order mark and columns in another order', () => {
  const text = '\ufeffb;a\r\n\r\n"x;""y""";1\r\n;\r\n';
  expect(readCsv(text, ['a', 'b'])).toEqual([
    { line: 3, outcome: 'row', values: { a: '1', b: 'x;"y"' } },
  ]);
});

test('a header with a column missing, unknown or twice is refused', () => {
  const read = (text: string) => () => readCsv(text, ['a', 'b']);
  expect(read('a')).toThrow(/missing b/);
  expect(read('a;b;c')).toThrow(/unknown c/);
  expect(read('a;b;a')).toThrow(/twice/);
  expect(read('')).toThrow(expect.objectContaining({ code: 'csv-header' }));
});

test('any cells that are written quoted are read back', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((s) => s.replace(/[\r\n]/g, '').trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const lines = rows.map((cells) => cells.map(quote).join(';'));
      const read = readCsv(['a;b', ...lines].join('\n'), ['a', 'b']);
      expect(read.map((row) => row.outcome === 'row' && [row.values.a, row.values.b])).toEqual(
        rows,
      );
    }),
  );
});
