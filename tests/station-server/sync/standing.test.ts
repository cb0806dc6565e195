// What a station believes of central's answers, in whatever order they come.
import { expect, test } from 'vitest';
import { createMeta } from '../../../station-server/store/meta.ts';
import { openDatabase } from '../../../station-server/store/open-database.ts';
import { createStandingBook } from '../../../station-server/sync/standing.ts';

const make = (epoch: number, applied: number, cursor: number) => {
  const db = openDatabase(':memory:');
  const meta = createMeta(db);
  meta.set('epoch', epoch);
  meta.set('applied', applied);
  meta.set('cursor', cursor);
  return createStandingBook(db, meta);
};

test('only a push raises what is applied, and no further than it sent', () => {
  const book = make(1, 3, 9);
  const asked = book.now();
  expect(book.hear({ epoch: 1, applied: 7 }, asked, 0)).toBe('current');
  expect(book.now().applied).toBe(3);
  book.hear({ epoch: 1, applied: 7 }, asked, 5);
  expect(book.now()).toEqual({ epoch: 1, applied: 5, cursor: 9 });
});

test('an answer from before what another answer confirmed lowers nothing', () => {
  const book = make(1, 3, 9);
  const asked = book.now();
  book.hear({ epoch: 1, applied: 5 }, asked, 5);
  book.hear({ epoch: 1, applied: 3 }, asked, 0);
  expect(book.now().applied).toBe(5);
});

test('less than central had said before the question: it was restored', () => {
  const book = make(1, 5, 9);
  book.hear({ epoch: 1, applied: 2 }, book.now(), 0);
  expect(book.now()).toEqual({ epoch: 1, applied: 2, cursor: 9 });
});

test('a new epoch takes back what was confirmed in the old one while the question was on its way', () => {
  const book = make(1, 3, 9);
  const pull = book.now();
  book.hear({ epoch: 1, applied: 5 }, book.now(), 5);
  expect(book.hear({ epoch: 2, applied: 3 }, pull, 0)).toBe('current');
  expect(book.now()).toEqual({ epoch: 2, applied: 3, cursor: 0 });
});

test('an answer of an epoch that is over is stale', () => {
  const book = make(1, 3, 9);
  const asked = book.now();
  book.hear({ epoch: 2, applied: 3 }, asked, 0);
  expect(book.hear({ epoch: 1, applied: 8 }, asked, 8)).toBe('stale');
  expect(book.now()).toEqual({ epoch: 2, applied: 3, cursor: 0 });
});
