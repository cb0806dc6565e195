// Mapping: the three dialects give the same title and copies; every reason for a rejection is met.
import { expect, test } from 'vitest';
import { DialectSurvey } from '../../../central/catalogue/dialect.ts';
import { parseRecord } from '../../../central/catalogue/iso2709.ts';
import { createRecordMapper, type MapResult } from '../../../central/catalogue/map-record.ts';
import { parseMapping } from '../../../central/catalogue/mapping.ts';
import { loadMapping, shippedMappings } from '../../../central/catalogue/mapping-files.ts';
import { loadSite } from '../../../profiles/loader.ts';
import { type FieldSpec, MARC21_BOOK, makeRecord, UNIMARC_BOOK } from './records.ts';

const { branches } = loadSite('balkhash');
const TITLE = 'Өнер тарихы';
const ITEM = {
  barcode: '37101000000018',
  inventoryNo: '270001',
  branch: 'BLK-1',
  itemType: 'book',
  home: true,
  status: 'available',
} as const;
const HALL_ITEM = { ...ITEM, barcode: '', inventoryNo: '270002', branch: 'BLK-C', home: false };
const WANTED = {
  key: 'K1',
  title: { title: TITLE, author: 'Гомбрих Э.', language: 'kaz', year: '2019', ageMin: 12 },
  items: [ITEM, HALL_ITEM],
  isbn: '978-601-7943-00-0',
  udc: '7.03',
};
const UNIMARC: FieldSpec[] = [
  ['001', 'K1'],
  ['010', '  ', 'a978-601-7943-00-0'],
  ['100', '  ', 'a20210115d2019       y0kazy50      ca'],
  ['101', '0 ', 'akaz', 'crus'],
  ['200', '1 ', `a${TITLE}`, 'fЭ. Гомбрих'],
  ['210', '  ', 'aАлматы', 'd2019'],
  ['333', '  ', 'a12+'],
  ['675', '  ', 'a7.03'],
  ['700', ' 1', 'aГомбрих', 'bЭ.'],
  ['801', ' 0', 'aKZ'],
];
const RUSMARC: FieldSpec[] = [
  ...UNIMARC,
  ['899', '  ', 'aБалқаш ОКЖ', 'b№1 кітапхана-филиалы', 'i270001', 'p37101000 000018'],
  ['899', '  ', 'aBLK-C', 'i270002', 'yТек оқу залында'],
];
const UNIMARC_995: FieldSpec[] = [
  ...UNIMARC,
  ['995', '  ', 'bBLK-1', 'f37101000000018', 'j270001', 'rBK'],
  ['995', '  ', 'bblk-c', 'j270002', 'o1'],
];
const MARC21: FieldSpec[] = [
  ['001', 'K1'],
  ['008', '210115s2019    kz            000 0 kaz d'],
  ['020', '  ', 'a978-601-7943-00-0 (қатты мұқаба)'],
  ['040', '  ', 'aKZ-BLK'],
  ['080', '  ', 'a7.03'],
  ['100', '1 ', 'aГомбрих Э.,'],
  ['245', '10', `a${TITLE} /`, 'cЭ. Гомбрих'],
  ['264', ' 1', 'aАлматы :', 'c[2019]'],
  ['521', '1 ', 'a12+'],
  ['952', '  ', 'aБиблиотека-филиал №1', 'p37101000000018', 'i270001', 'yBK', '70'],
  ['952', '  ', 'aBLK-C', 'i270002', '71'],
];

const recordOf = (leader: string, specs: FieldSpec[]) => {
  const parsed = parseRecord(makeRecord(leader, specs));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.record;
};
const map = (name: string, leader: string, specs: FieldSpec[]): MapResult =>
  createRecordMapper(loadMapping(name), branches)(recordOf(leader, specs), 'utf-8');
const rusmarc = (specs: FieldSpec[], leader = UNIMARC_BOOK) => map('rusmarc-899', leader, specs);
const without = (specs: FieldSpec[], ...tags: string[]) =>
  specs.filter(([tag]) => !tags.includes(tag));
const imported = (result: MapResult) => {
  if (result.outcome === 'rejected') throw new Error(result.reason);
  return result.imported;
};

const DIALECTS = [
  ['rusmarc-899', 'unimarc', UNIMARC_BOOK, RUSMARC],
  ['unimarc-995', 'unimarc', UNIMARC_BOOK, UNIMARC_995],
  ['marc21-952', 'marc21', MARC21_BOOK, MARC21],
] as const;

test.each(DIALECTS)('%s gives the title and its copies', (name, _dialect, leader, specs) => {
  expect(imported(map(name, leader, [...specs]))).toEqual(WANTED);
});

test.each(DIALECTS)('%s is found from the fields', (name, dialect, leader, specs) => {
  const survey = new DialectSurvey();
  survey.add(recordOf(leader, [...specs]));
  const found = survey.finding(shippedMappings());
  expect([found.dialect, found.mapping?.name]).toEqual([dialect, name]);
});

test('the leader of the other dialect misleads nobody', () => {
  const survey = new DialectSurvey();
  survey.add(recordOf(MARC21_BOOK, RUSMARC));
  expect(survey.finding(shippedMappings()).dialect).toBe('unimarc');
});

test('records of both dialects, or of none, are unknown', () => {
  const both = new DialectSurvey();
  both.add(recordOf(UNIMARC_BOOK, RUSMARC));
  both.add(recordOf(MARC21_BOOK, MARC21));
  expect(both.finding(shippedMappings())).toMatchObject({ dialect: 'unknown', mapping: null });
  const none = new DialectSurvey();
  none.add(recordOf(UNIMARC_BOOK, [['920', '  ', 'aPAZK']]));
  expect(none.finding(shippedMappings())).toEqual({
    dialect: 'unknown',
    mapping: null,
    tags: [{ tag: '920', records: 1 }],
  });
});

const ITEM_899: FieldSpec = ['899', '  ', 'bBLK-1', 'p37101000000018'];
test.each<[string, FieldSpec[], string, string]>([
  ['title-missing', without(RUSMARC, '200'), UNIMARC_BOOK, ''],
  ['marked-deleted', RUSMARC, '     dam  22        450 ', ''],
  ['item-number-missing', [...UNIMARC, ['899', '  ', 'bBLK-1']], UNIMARC_BOOK, ''],
  ['location-missing', [...UNIMARC, ['899', '  ', 'i5']], UNIMARC_BOOK, ''],
  ['location-unknown', [...UNIMARC, ['899', '  ', 'bФилиал 99', 'i5']], UNIMARC_BOOK, 'Филиал 99'],
  [
    'item-type-unknown',
    [...UNIMARC, ['899', '  ', 'bBLK-1', 'i5', 'tкартина']],
    UNIMARC_BOOK,
    'картина',
  ],
  ['number-twice', [...UNIMARC, ITEM_899, ITEM_899], UNIMARC_BOOK, '37101000000018'],
])('%s is a reason', (reason, specs, leader, detail) => {
  expect(rusmarc(specs, leader)).toEqual({ outcome: 'rejected', reason, detail });
});

test('bytes that the character set lacks are a reason, not a question mark in a title', () => {
  const record = recordOf(UNIMARC_BOOK, RUSMARC);
  const title = record.fields.find(({ tag }) => tag === '200')!;
  title.data[6] = 0xff;
  const mapped = createRecordMapper(loadMapping('rusmarc-899'), branches)(record, 'utf-8');
  expect(mapped).toMatchObject({ outcome: 'rejected', reason: 'charset-wrong' });
});

test('articles and electronic documents have no copies of their own', () => {
  const article = rusmarc(RUSMARC, '     naa  22        450 ');
  expect([article.outcome === 'mapped' && article.kind, imported(article).items]).toEqual([
    'article',
    [],
  ]);
  const electronic = rusmarc(RUSMARC, '     nlm  22        450 ');
  expect([electronic.outcome === 'mapped' && electronic.kind, imported(electronic).items]).toEqual([
    'e-document',
    [],
  ]);
});

test('kinds: newspaper, magazine, audiobook, and a brochure by its pages', () => {
  const serial = '     nas  22        450 ';
  const item = [ITEM_899];
  const kindOf = (specs: FieldSpec[], leader: string) =>
    imported(rusmarc([...UNIMARC, ...specs, ...item], leader)).items[0]!.itemType;
  expect(kindOf([['110', '  ', 'ac||||||||||']], serial)).toBe('newspaper');
  expect(kindOf([['110', '  ', 'aa||||||||||']], serial)).toBe('magazine');
  expect(kindOf([], '     nim  22        450 ')).toBe('audiobook');
  expect(kindOf([['215', '  ', 'a48 с.']], UNIMARC_BOOK)).toBe('brochure');
  expect(kindOf([['215', '  ', 'a49 с.']], UNIMARC_BOOK)).toBe('book');
});

test('an issue that names nothing by itself is put behind the title of its host', () => {
  const issue: FieldSpec[] = [
    ...without(RUSMARC, '200'),
    ['200', '1 ', 'a№ 7, 8'],
    ['461', ' 0', '12000 ', 'aВокруг света', 'v№ 7, 8'],
  ];
  expect(imported(rusmarc(issue)).title.title).toBe('Вокруг света. № 7, 8');
});

test('without field 001 the key is a digest of the description, the same each time', () => {
  const keyOf = (specs: FieldSpec[]) => imported(rusmarc(specs)).key;
  const key = keyOf(without(RUSMARC, '001'));
  expect(key).toMatch(/^digest:[0-9a-f]{32}$/);
  expect(keyOf(without(RUSMARC, '001', '899'))).toBe(key);
  expect(keyOf(without(RUSMARC, '001', '700', '210'))).not.toBe(key);
});

test('a collection keeps equal record numbers of two databases apart', () => {
  const mapper = createRecordMapper(loadMapping('rusmarc-899'), branches, 'kitap');
  expect(imported(mapper(recordOf(UNIMARC_BOOK, RUSMARC), 'utf-8')).key).toBe('kitap/K1');
});

test('a location of the mapping is a branch of the site, or the mapping is wrong', () => {
  const mapping = loadMapping('rusmarc-899');
  const mapperWith = (locations: Record<string, string>) =>
    createRecordMapper({ ...mapping, holdings: { ...mapping.holdings, locations } }, branches);
  const record = recordOf(UNIMARC_BOOK, [...UNIMARC, ['899', '  ', 'bЗаречная  ', 'i5']]);
  const mapped = imported(mapperWith({ заречная: 'BLK-3' })(record, 'utf-8'));
  expect(mapped.items[0]!.branch).toBe('BLK-3');
  expect(() => mapperWith({ заречная: 'BLK-99' })).toThrow(/the site has no BLK-99/);
});

test('lost and written-off copies keep their status', () => {
  const statusOf = (mark: string) =>
    imported(
      map('marc21-952', MARC21_BOOK, [...MARC21.slice(0, -2), ['952', '  ', 'aBLK-1', 'i1', mark]]),
    ).items[0]!.status;
  expect([statusOf('12'), statusOf('01'), statusOf('10')]).toEqual([
    'lost',
    'written-off',
    'available',
  ]);
});

test('a mapping file that is wrong says where', () => {
  const good = loadMapping('marc21-952');
  const parse = (change: object) => () =>
    parseMapping(JSON.stringify({ ...good, ...change }), 'own.json');
  expect(parse({})).not.toThrow();
  expect(parse({ title: [{ tags: ['24'], codes: 'a' }] })).toThrow(
    /own\.json: \/title\/0\/tags\/0/,
  );
  expect(parse({ surprise: 1 })).toThrow(/additional properties/);
  expect(parse({ year: [{ tags: ['260'], codes: 'c', pattern: '(' }] })).toThrow(/pattern/);
  expect(parse({ kinds: good.kinds.slice(0, 1) })).toThrow(/last rule has a condition/);
  expect(() => parseMapping('{', 'own.json')).toThrow(/not JSON/);
  expect(() => loadMapping('no-such')).toThrow(
    expect.objectContaining({ code: 'mapping-unknown' }),
  );
});
