// The demo catalogue: 214 titles that a real library names, as RUSMARC records with invented copies
// over the branches of Balkhash. Everything about the copies (numbers, branches, marks) comes from
// one seed, so the file is the same each time.
import { luhnCheckDigit } from '../../../profiles/check-digits.ts';
import { type Charset, encodeText } from '../charset.ts';
import { encodeField, type MarcField, writeRecord } from '../iso2709.ts';

export type TitleRow = {
  id: string;
  kind: string;
  title: string;
  author: string;
  year: string;
  place: string;
  publisher: string;
  pages: string;
  languages: string[];
  udc: string;
  audience: string;
  series: string;
  section: string;
  note: string;
};
export type DemoCopy = {
  barcode: string;
  inventoryNo: string;
  branch: string;
  type: string;
  note: string;
};
export type Random = () => number;

const LIBRARY_NUMBER = '7101';
/** Labels printed at central for the whole stock, before any station gave a number. */
const STATION = '000';
const INVENTORY_FIRST = 270_000;
const AGENCY = 'Балқаш ОКЖ';
const ENTERED_ON = '20210115';
const HALL_NOTE = 'тек оқу залында';
const ADULT_BRANCHES = ['BLK-C', 'BLK-C', 'BLK-1', 'BLK-2', 'BLK-3', 'BLK-4', 'BLK-6', 'BLK-7'];
const CHILD_BRANCHES = ['BLK-K', 'BLK-K', 'BLK-5'];
const SYRLAS = 'BLK-4';
/**
 * Years of age by audience. Adults' departments serve from the end of grade 9 (libraries.md 7.1,
 * rules of Rudny).
 */
const AGES: Record<string, number> = {
  '0-6': 0,
  '6-10': 6,
  '10-12': 10,
  '11-14': 11,
  '15-17': 15,
  adult: 15,
  staff: 18,
};
const CHILD_AUDIENCES = ['0-6', '6-10', '10-12', '11-14'];
const TYPES: Record<string, string> = {
  brochure: 'кітапша',
  magazine: 'журнал',
  newspaper: 'газет',
};

/** mulberry32: small, seeded, the same on every machine. Values from 0 up to 1. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const readTitleRows = (tsv: string): TitleRow[] => {
  const [header, ...lines] = tsv.split('\n').filter((line) => line !== '');
  const names = header!.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    return {
      ...{ id: cell('id'), kind: cell('kind'), title: cell('title'), author: cell('author') },
      ...{ year: cell('year'), place: cell('place'), publisher: cell('publisher') },
      ...{ pages: cell('pages'), languages: cell('lang').split(','), udc: cell('udc_suggested') },
      ...{ audience: cell('audience'), series: cell('series') },
      ...{ section: cell('seed_section'), note: cell('note') },
    };
  });
};

const isSerial = (row: TitleRow): boolean => row.kind === 'magazine' || row.kind === 'newspaper';
const hasCopies = (row: TitleRow): boolean => row.kind !== 'article' && row.kind !== 'e-document';

/** Dictionaries, codes and old local history stay in the reading room. */
const isHallOnly = (row: TitleRow): boolean =>
  row.note.startsWith('reference only') || row.section.startsWith('digitised');

/** Newspapers and magazines are for everybody, whatever age reads them. */
export const ageOf = (row: TitleRow): number => (isSerial(row) ? 0 : (AGES[row.audience] ?? 0));

const pick = <T>(random: Random, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)]!;

const branchesOf = (row: TitleRow): string[] => {
  if (row.audience === 'staff') return ['BLK-C'];
  if (CHILD_AUDIENCES.includes(row.audience)) return CHILD_BRANCHES;
  // Branch 4 lends in Kazakh only.
  return ADULT_BRANCHES.filter((code) => code !== SYRLAS || row.languages.includes('kaz'));
};

/** Makes 2 to 7 copies of a row; `serial` numbers all copies of the catalogue from 1. */
const makeCopies = (row: TitleRow, firstSerial: number, random: Random): DemoCopy[] => {
  const branches = branchesOf(row);
  const count =
    isHallOnly(row) || isSerial(row) ? 2 + Math.floor(random() * 2) : 2 + Math.floor(random() * 6);
  return Array.from({ length: count }, (_, index) => {
    const serial = firstSerial + index;
    const payload = `3${LIBRARY_NUMBER}${STATION}${String(serial).padStart(5, '0')}`;
    return {
      barcode: payload + luhnCheckDigit(payload),
      inventoryNo: String(INVENTORY_FIRST + serial),
      // The first copy stands in the central library of its age; the others anywhere.
      branch: index === 0 ? branches[0]! : pick(random, branches),
      type: TYPES[row.kind] ?? 'кітап',
      note: isHallOnly(row) ? HALL_NOTE : '',
    };
  });
};

/**
 * "Surname I." and "Surname I.I." go to fields of their own; anything else stays a statement of
 * responsibility.
 */
const PERSON = /^(\S+) ((?:\p{L}{1,3}\.[-‑]?)+)$/u;

const authorFields = (author: string): ['700' | '701', string, string][] => {
  const persons = author.split(', ').map((name) => PERSON.exec(name));
  if (!persons.every((person) => person !== null)) return [];
  return persons.map((person, index) => [index === 0 ? '700' : '701', person![1]!, person![2]!]);
};

const leaderOf = (row: TitleRow): string => {
  if (row.kind === 'article') return '     naa  22        450 ';
  if (row.kind === 'e-document') return '     nlm  22        450 ';
  return isSerial(row) ? '     nas  22        450 ' : '     nam  22        450 ';
};

/**
 * Field 100 $a, 36 characters (RUSMARC): entered, date, language of the record, character set (50 =
 * ISO 10646), script.
 */
const codedData = (row: TitleRow, charset: Charset): string => {
  const date = isSerial(row) ? 'a    9999' : `d${(row.year || '    ').padEnd(4)}    `;
  const sets = { 'utf-8': '50  ', cp1251: '0189', cp866: '0179', 'kz-1048': '0189' }[charset];
  return `${ENTERED_ON}${date}   y0${row.languages[0]}y${sets}    ca`;
};

const holdingsFields = (copies: readonly DemoCopy[], field: FieldMaker): MarcField[] =>
  copies.map(({ barcode, inventoryNo, branch, type, note }) =>
    field('899', '  ', [
      ['a', AGENCY],
      ['b', branch],
      ['i', inventoryNo],
      ['p', barcode],
      ['t', type],
      ['y', note],
    ]),
  );

type FieldMaker = (tag: string, indicators: string, subfields: [string, string][]) => MarcField;

/** One RUSMARC record; empty subfields and fields are left out. */
export const makeRusmarc = (
  row: TitleRow,
  copies: readonly DemoCopy[],
  charset: Charset = 'utf-8',
): Buffer => {
  const encode = (text: string) => encodeText(text, charset);
  const field: FieldMaker = (tag, indicators, subfields) =>
    encodeField(
      tag,
      indicators,
      subfields.filter(([, value]) => value !== ''),
      encode,
    );
  const [own, ...rest] = row.title.split(': ');
  const age = ageOf(row);
  const volume = row.languages[0] === 'kaz' ? 'б.' : 'с.';
  const serialCode = row.kind === 'newspaper' ? 'c' : 'a';
  const host = row.note.startsWith('host: ') ? row.note.slice('host: '.length) : '';
  const fields: (MarcField | null)[] = [
    { tag: '001', data: encode(`KZ/BLK/${row.id}`) },
    { tag: '005', data: encode(`${ENTERED_ON}120000.0`) },
    field('100', '  ', [['a', codedData(row, charset)]]),
    field(
      '101',
      '0 ',
      row.languages.map((language) => ['a', language]),
    ),
    isSerial(row) ? field('110', '  ', [['a', `${serialCode}||||||||||`]]) : null,
    field('200', '1 ', [
      ['a', own!],
      ['e', rest.join(': ')],
      ['f', row.author],
    ]),
    field('210', '  ', [
      ['a', row.place],
      ['c', row.publisher],
      ['d', row.year],
    ]),
    row.pages === '' ? null : field('215', '  ', [['a', `${row.pages} ${volume}`]]),
    row.series === '' ? null : field('225', '1 ', [['a', row.series]]),
    age === 0 ? null : field('333', '  ', [['a', `${age}+`]]),
    host === ''
      ? null
      : field('463', ' 0', [
          ['1', '200 1'],
          ['a', host],
        ]),
    row.udc === '' ? null : field('675', '  ', [['a', row.udc]]),
    ...authorFields(row.author).map(([tag, surname, initials]) =>
      field(tag, ' 1', [
        ['a', surname],
        ['b', initials],
      ]),
    ),
    field('801', ' 0', [
      ['a', 'KZ'],
      ['b', AGENCY],
      ['c', ENTERED_ON],
    ]),
    ...holdingsFields(copies, field),
  ];
  const filled = fields.filter((one) => one !== null && one.data.length > 2) as MarcField[];
  return writeRecord({ leader: leaderOf(row), fields: filled });
};

/** Rows with the copies that the seed gives them, in the order of the rows. */
export const withCopies = (
  rows: readonly TitleRow[],
  random: Random,
): { row: TitleRow; copies: DemoCopy[] }[] => {
  let serial = 1;
  return rows.map((row) => {
    const copies = hasCopies(row) ? makeCopies(row, serial, random) : [];
    serial += copies.length;
    return { row, copies };
  });
};

export const DEMO_SEED = 7101;

export const makeDemoCatalogue = (tsv: string, seed = DEMO_SEED): Buffer =>
  Buffer.concat(
    withCopies(readTitleRows(tsv), seededRandom(seed)).map(({ row, copies }) =>
      makeRusmarc(row, copies),
    ),
  );
