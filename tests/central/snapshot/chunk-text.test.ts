// Rows packed by columns come back as they were, whatever they hold; and what a library's columns usually hold costs little.
import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChunkRow, packChunk, unpackChunk } from '../../../central/snapshot/chunk-text.ts';
import { packInts, unpackInts } from '../../../central/snapshot/column-ints.ts';
import { makeNumber } from '../../../profiles/card-number.ts';
import { seededRandom } from '../../bench/seeded.ts';

const back = (rows: ChunkRow[]): ChunkRow[] => {
  const chunk = unpackChunk(packChunk('item', rows));
  expect(chunk).toMatchObject({ table: 'item', rows: rows.length, deleted: false });
  return rows.map((_, row) => chunk.at(row));
};

test('whole numbers of any size and sign, as they are and as differences', () => {
  const numbers = fc.array(fc.maxSafeInteger().map((number) => Math.trunc(number / 4)));
  fc.assert(
    fc.property(numbers, fc.boolean(), (values, differences) => {
      expect(unpackInts(packInts(values, differences), values.length)).toEqual(
        values.map((value) => value + 0),
      );
    }),
  );
});

test('any rows come back: odd values, missing ones, null, one row', () => {
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(
      '7-12',
      '0-1',
      '01-2',
      '2026-02-28',
      '2026-02-30',
      '0012',
      '-0',
      '900719925474099',
    ),
    fc.constantFrom('37101900100019', '37101900100018', '27101001000010', ''),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  );
  const row = fc.record(
    { itemId: value, barcode: value, day: value, name: fc.record({ given: value }) },
    { requiredKeys: ['itemId'] },
  );
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
      expect(back(rows)).toEqual(JSON.parse(JSON.stringify(rows)));
    }),
  );
});

test('labels made by stations, ids, days and their differences are found and cost next to nothing', () => {
  const random = seededRandom(3);
  const rows = Array.from({ length: 4_000 }, (_, index) => {
    const taken = Date.UTC(2026, 0, 1) + Math.floor(index / 40) * 86_400_000;
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    return {
      itemId: `0-${index * 3 + 1}`,
      barcode:
        index % 500 === 7
          ? ''
          : makeNumber({ kind: 'item', libraryNumber: '7101', station: 9, serial: index }),
      inventoryNo: String(81_000 + index),
      titleId: `0-${1 + Math.floor(random() * 4_096)}`,
      takenOn: day(taken),
      dueOn: day(taken + (index % 3 === 0 ? 15 : 30) * 86_400_000),
      enteredAtMs: taken + 40_000_000 + Math.floor(random() * 4_096),
    };
  });
  expect(back(rows)).toEqual(rows);
  const text = packChunk('item', rows);
  const kinds = JSON.parse(text).columns.map(
    ([name, { k, r }]: [string, { k: string; r?: string }]) => `${name} ${k} ${r ?? ''}`.trim(),
  );
  expect(kinds).toEqual([
    'itemId id',
    'barcode card',
    'inventoryNo digits',
    'titleId id',
    'takenOn day',
    'dueOn day takenOn',
    'enteredAtMs number takenOn',
  ]);
  // Twelve random bits for the title and twelve for the time are three bytes; the rest is under a tenth.
  expect(brotliCompressSync(text).length / rows.length).toBeLessThan(3.35);
});

test('ids of what was deleted', () => {
  const chunk = unpackChunk(packChunk('item', [{ itemId: '0-5' }, { itemId: '3-1' }], true));
  expect(chunk).toMatchObject({ deleted: true, rows: 2 });
  expect(chunk.at(1)).toEqual({ itemId: '3-1' });
});

test('a chunk of another format, or cut, or with a column that is too short, is refused', () => {
  const ids = Array.from({ length: 300 }, (_, index) => ({ itemId: `0-${index * index}` }));
  const text = packChunk('item', ids);
  expect(() => unpackChunk(text.replace('"v":1', '"v":2'))).toThrow('format 2');
  expect(() => unpackChunk(text.slice(0, -3))).toThrow();
  expect(() => unpackChunk(text.replace('"rows":300', '"rows":301'))).toThrow('length');
  expect(() => unpackChunk(text.replace('"k":"id"', '"k":"nonsense"'))).toThrow('nonsense');
});
