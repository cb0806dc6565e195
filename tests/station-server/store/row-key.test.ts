// Ids as numbers inside SQL: there and back without loss, and nothing else is taken for one.
import { expect, test } from 'vitest';
import { openDatabase } from '../../../station-server/store/open-database.ts';
import {
  ROW_ID_PATTERN,
  rowId,
  rowKey,
  SEQUENCES_OF_STATION,
} from '../../../station-server/store/row-key.ts';
import { createRows } from '../../../station-server/store/rows.ts';

test.each([
  ['0-0', 0],
  ['0-123', 123],
  ['1-1', 4_294_967_297],
  ['999999-999999999', 999_999 * SEQUENCES_OF_STATION + 999_999_999],
  ['2097151-4294967295', Number.MAX_SAFE_INTEGER],
])('%s is %d and back', (id, key) => {
  expect(rowKey(id)).toBe(key);
  expect(rowId(key)).toBe(id);
});

test.each([
  '',
  'x',
  '-',
  '1',
  '1-',
  '-1',
  '-1-5',
  '5--3',
  '01-5',
  '1-05',
  '1-2-3',
  '1-1.5',
  '0x1-5',
  ' 1-5',
  '1-1e3',
  '0-4294967296',
  '2097152-0',
])('"%s" is no id', (id) => {
  expect(() => rowKey(id)).toThrow(/not a station-sequence id/);
  expect(id).not.toMatch(new RegExp(ROW_ID_PATTERN));
});

test('numbers above 32 bits keep every digit in the store, and two stations stay apart', () => {
  const db = openDatabase(':memory:');
  const rows = createRows(db);
  const row = { title: '', author: '', language: '', year: '', ageMin: 0 };
  const ids = ['2097151-4294967295', '2097151-4294967294', '1-7', '2-7'];
  for (const titleId of ids) rows.putTitle({ ...row, titleId, title: titleId });
  for (const titleId of ids) expect(rows.titleById(titleId)?.title).toBe(titleId);
  expect(db.prepare('SELECT DISTINCT typeof(title_id) FROM title').pluck().all()).toEqual([
    'integer',
  ]);
  expect(() => rows.titleById('x')).toThrow(/not a station-sequence id/);
});
