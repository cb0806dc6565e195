// ISO 2709 records: what is written is read again, and wrong lengths are put right by the
// delimiters and said.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FIELD_BYTES_MAX,
  type MarcField,
  parseRecord,
  RECORD_BYTES_MAX,
  writeRecord,
} from '../../../central/catalogue/iso2709.ts';
import { makeRecord, UNIMARC_BOOK } from './records.ts';

const byte = fc.integer({ min: 0, max: 255 }).filter((b) => b !== 0x1d && b !== 0x1e);
const field: fc.Arbitrary<MarcField> = fc.record({
  tag: fc.stringMatching(/^[0-9A-Za-z]{3}$/),
  data: fc.array(byte, { maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
});
const fields = fc.array(field, { minLength: 1, maxLength: 30 });

const SAMPLE = makeRecord(UNIMARC_BOOK, [
  ['001', 'T1'],
  ['200', '1 ', 'aҚазақ әдебиеті', 'fӘуезов М.'],
  ['210', '  ', 'aАлматы', 'd2019'],
]);
const tagsOf = (bytes: Buffer): [string[], string[]] => {
  const parsed = parseRecord(bytes);
  if (!parsed.ok) throw new Error(parsed.reason);
  return [parsed.record.fields.map((f) => f.tag + f.data.toString('utf8')), parsed.record.healed];
};
const [SAMPLE_FIELDS] = tagsOf(SAMPLE);
const altered = (change: (bytes: Buffer) => void): Buffer => {
  const copy = Buffer.from(SAMPLE);
  change(copy);
  return copy;
};

test('a record of any bytes is read as it was written', () => {
  fc.assert(
    fc.property(fields, (list) => {
      const bytes = writeRecord({ leader: UNIMARC_BOOK, fields: list });
      const parsed = parseRecord(bytes);
      expect(parsed.ok && parsed.record.fields).toEqual(list);
      expect(parsed.ok && parsed.record.healed).toEqual([]);
      expect(Number(bytes.toString('latin1', 0, 5))).toBe(bytes.length);
    }),
  );
});

test('lengths count bytes, not characters', () => {
  const bytes = makeRecord(UNIMARC_BOOK, [['200', '1 ', 'aҚұс']]);
  // Indicators 2, subfield mark and code 2, three letters of two bytes, terminator 1.
  expect(bytes.toString('latin1', 27, 31)).toBe('0011');
});

test('an empty directory, a cut leader and a broken tag are malformed', () => {
  const empty = Buffer.from('00026nam  2200025   450 \x1e\x1d', 'latin1');
  expect(parseRecord(empty)).toEqual({ ok: false, reason: 'fields-missing' });
  expect(parseRecord(SAMPLE.subarray(0, 20))).toEqual({ ok: false, reason: 'cut-short' });
  const badTag = altered((b) => b.write('2 0', 36, 'latin1'));
  expect(parseRecord(badTag)).toEqual({ ok: false, reason: 'directory-broken' });
  const leader = altered((b) => b.writeUInt8(0x1f, 7));
  expect(parseRecord(leader)).toEqual({ ok: false, reason: 'leader-broken' });
});

test('directory lengths counted in characters are healed', () => {
  // Field 001 `T1`, 200 and 210 as a program writes them that measures strings: shorter by one for
  // each Cyrillic letter.
  const wrong = altered((b) => {
    b.write('001000300000', 24, 'latin1');
    b.write('200003200003', 36, 'latin1');
    b.write('210001700035', 48, 'latin1');
  });
  expect(tagsOf(wrong)).toEqual([SAMPLE_FIELDS, ['directory-lengths']]);
});

test('a wrong base address is healed', () => {
  const wrong = altered((b) => b.write('99999', 12, 'latin1'));
  expect(tagsOf(wrong)).toEqual([SAMPLE_FIELDS, ['base-address']]);
});

test('any one wrong digit of the directory still gives the right fields', () => {
  for (let entry = 0; entry < 3; entry++) {
    for (let digit = 3; digit < 12; digit++) {
      const at = 24 + entry * 12 + digit;
      const wrong = altered((b) => b.writeUInt8(b[at] === 0x39 ? 0x30 : b[at]! + 1, at));
      expect(tagsOf(wrong), `entry ${entry} digit ${digit}`).toEqual([
        SAMPLE_FIELDS,
        ['directory-lengths'],
      ]);
    }
  }
});

test('entries that swapped their places and their lengths are refused, not guessed', () => {
  const wrong = altered((b) => {
    b.write('200000300035', 36, 'latin1');
    b.write('210000300003', 48, 'latin1');
  });
  expect(parseRecord(wrong)).toEqual({ ok: false, reason: 'directory-broken' });
});

test('a directory of zeros means the order of the fields', () => {
  const zeros = altered((b) => {
    for (const at of [24, 36, 48]) b.write('000000000', at + 3, 'latin1');
  });
  expect(tagsOf(zeros)).toEqual([SAMPLE_FIELDS, ['directory-lengths']]);
});

test('a record without its terminators in number is refused', () => {
  const joined = altered((b) => b.writeUInt8(0x20, b.indexOf(0x1e, 65)));
  expect(parseRecord(joined)).toEqual({ ok: false, reason: 'fields-missing' });
});

test('what ISO 2709 cannot hold is not written', () => {
  const fill = (length: number) => ({ tag: '300', data: Buffer.alloc(length, 0x61) });
  const write = (list: MarcField[]) => () => writeRecord({ leader: UNIMARC_BOOK, fields: list });
  expect(write([fill(FIELD_BYTES_MAX)])).toThrow(
    expect.objectContaining({ code: 'record-too-long' }),
  );
  const eleven = Array.from({ length: 11 }, () => fill(9_500));
  expect(write(eleven)).toThrow(expect.objectContaining({ code: 'record-too-long' }));
  expect(write([{ tag: '300', data: Buffer.of(0x1e) }])).toThrow('delimiter');
  expect(write([fill(FIELD_BYTES_MAX - 1)])().length).toBeLessThan(RECORD_BYTES_MAX);
});
