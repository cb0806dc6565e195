// Character sets over the real titles: each of the four is told from the bytes, whatever field 100
// claims.
import { expect, test } from 'vitest';
import {
  CHARSETS,
  type Charset,
  CharsetSurvey,
  canEncode,
  decodeText,
  detectRecord,
  encodeText,
} from '../../../central/catalogue/charset.ts';
import { rusmarcOf, titleRows } from './records.ts';

const KAZAKH_42 = 'АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ';
const rowsIn = (charset: Charset) =>
  titleRows.filter(({ title, author, publisher, place, series }) =>
    canEncode([title, author, publisher, place, series].join(''), charset),
  );
const survey = (records: Buffer[]) => {
  const found = new CharsetSurvey();
  for (const record of records) found.add(record);
  return found.finding();
};

test('KZ-1048 and UTF-8 hold all 42 Kazakh letters in both cases, CP1251 and CP866 do not', () => {
  const letters = KAZAKH_42 + KAZAKH_42.toLowerCase();
  expect(CHARSETS.filter((charset) => canEncode(letters, charset))).toEqual(['utf-8', 'kz-1048']);
  expect(decodeText(encodeText(letters, 'kz-1048'), 'kz-1048')).toBe(letters);
  // KZ-1048 (KZ 1048:2002): Ә A3, Ғ AA, Қ 8D, Ң BD, Ө A5, Ұ A1, Ү AF, Һ 8E.
  expect(encodeText('ӘҒҚҢӨҰҮҺ', 'kz-1048').toString('hex')).toBe('a3aa8dbda5a1af8e');
});

test.each(CHARSETS)('a file of the real titles in %s is told from its bytes', (charset) => {
  const rows = rowsIn(charset);
  expect(rows.length).toBeGreaterThan(70);
  expect(survey(rusmarcOf(rows, charset))).toEqual({ charset, mixed: false });
});

test('one title in Kazakh among the Russian ones makes a file KZ-1048', () => {
  const kazakh = titleRows.filter(({ title }) => /[әғқңөұүһ]/i.test(title)).slice(0, 1);
  const rows = [...rowsIn('cp1251'), ...kazakh];
  expect(survey(rusmarcOf(rows, 'kz-1048')).charset).toBe('kz-1048');
});

test('field 100 that claims another set is not believed', () => {
  const lying = rusmarcOf(rowsIn('cp1251'), 'utf-8').map((record) => {
    const at = record.indexOf('50      ca');
    record.write('0189', at, 'latin1');
    return record;
  });
  expect(survey(lying).charset).toBe('utf-8');
});

test('a file with records of two sets is said to be mixed', () => {
  const rows = rowsIn('cp1251');
  const some = rusmarcOf(rows.slice(0, 20), 'utf-8');
  expect(survey([...some, ...rusmarcOf(rows.slice(20), 'cp1251')])).toEqual({
    charset: 'cp1251',
    mixed: true,
  });
});

test('plain ASCII is UTF-8, and a record of it takes what the file is', () => {
  expect(survey([Buffer.from('Discovery')])).toEqual({ charset: 'utf-8', mixed: false });
  expect(detectRecord(Buffer.from('Discovery'), 'cp866')).toBe('cp866');
});

test.each(CHARSETS)(
  'each single real record in %s is read right when detected alone',
  (charset) => {
    const wrong = rowsIn(charset).filter((row) => {
      const [record] = rusmarcOf([row], charset) as [Buffer];
      const found = detectRecord(record, 'cp1251');
      return decodeText(record, found) !== decodeText(record, charset);
    });
    expect(wrong.map((row) => row.title)).toEqual([]);
  },
);
