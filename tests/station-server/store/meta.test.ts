// Named values: absent ones read as 0, and they change with the transaction that they describe.
import { expect, test } from 'vitest';
import { createMeta } from '../../../station-server/store/meta.ts';
import { openDatabase } from '../../../station-server/store/open-database.ts';

test('kept, replaced, undone with the transaction, exact up to the largest cursor', () => {
  const db = openDatabase(':memory:');
  const meta = createMeta(db);
  expect(meta.number('cursor')).toBe(0);
  meta.set('cursor', 5);
  meta.set('cursor', Number.MAX_SAFE_INTEGER);
  expect(meta.number('cursor')).toBe(Number.MAX_SAFE_INTEGER);
  const undone = db.transaction(() => {
    meta.set('cursor', 7);
    throw new Error('undone');
  });
  expect(() => undone()).toThrow('undone');
  expect(createMeta(db).number('cursor')).toBe(Number.MAX_SAFE_INTEGER);
  expect(meta.number('epoch')).toBe(0);
});
