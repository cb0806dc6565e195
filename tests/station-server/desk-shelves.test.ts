// What stands on a shelf of pictures: only what the library has and the age allows, nearest first, each title once.
import { beforeEach, expect, test } from 'vitest';
import { SHELF_BOOKS_MAX } from '../../station-server/desk-shelves.ts';
import { adult, itemAt, makeStation, title } from './test-station.ts';

let station: ReturnType<typeof makeStation>;
const kiosk = { place: 'kiosk-1', actor: 'patron' } as const;
const put = (n: number, name: string, more: { ageMin?: number; branch?: string } = {}): void => {
  const titleId = `0-${n}`;
  const { ageMin = 0, branch = 'BLK-C' } = more;
  station.rows.putTitle({ ...title, titleId, title: name, author: 'халық ертегісі', ageMin });
  station.rows.putItem(itemAt(n, { titleId, branch }));
};
const titles = (ageYears: number, ...find: string[]): string[] =>
  station.desk.shelf(find, ageYears).map((book) => book.title);

beforeEach(() => {
  station = makeStation({ items: 0 });
  put(11, 'Теремок');
  put(12, 'Лиса и волк', { ageMin: 12 });
  put(13, 'Шалқан', { branch: 'BLK-5' });
  put(14, 'Снегурочка');
});

test('nothing beyond the age', () => {
  expect(titles(7, 'халық ертегісі')).not.toContain('Лиса и волк');
  expect(titles(11, 'халық ертегісі')).not.toContain('Лиса и волк');
  expect(titles(12, 'халық ертегісі')).toContain('Лиса и волк');
});

test('what is here comes first, then what somebody reads, then what is in another branch', () => {
  station.desk.checkOut(adult.patronId, itemAt(14).barcode, 'home', kiosk);
  expect(station.desk.shelf(['халық ертегісі'], 7)).toMatchObject([
    { title: 'Теремок', place: 'here', dueOn: null },
    { title: 'Снегурочка', place: 'lent', dueOn: '2026-11-06', branch: null },
    { title: 'Шалқан', place: 'elsewhere', branch: { ru: 'Детская библиотека-филиал №5' } },
  ]);
});

test('a title that two searches find stands there once', () => {
  expect(titles(7, 'теремок', 'халық ертегісі').filter((one) => one === 'Теремок')).toHaveLength(1);
});

test('a title whose copies are gone does not', () => {
  station.rows.putItem(itemAt(11, { titleId: '0-11', status: 'written-off' }));
  expect(titles(7, 'теремок')).toEqual([]);
});

test('a shelf ends', () => {
  for (let n = 100; n < 130; n += 1) put(n, `Ертегі ${n}`);
  expect(titles(7, 'ертегі')).toHaveLength(SHELF_BOOKS_MAX);
});

test('no word finds, no book stands', () => {
  expect(titles(7, 'жоқ кітап')).toEqual([]);
});
