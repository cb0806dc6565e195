import { expect, test } from 'vitest';
import { createSearch, HITS_MAX } from '../../../station-server/catalogue/search.ts';
import {
  createSearchIndex,
  TITLES_PER_STEP,
} from '../../../station-server/catalogue/search-index.ts';
import type { Title } from '../../../station-server/circulation/types.ts';
import { openDatabase } from '../../../station-server/store/open-database.ts';
import { createRows } from '../../../station-server/store/rows.ts';

const titleAt = (number: number, title: string, author = '', year = '2019'): Title => ({
  ...{ titleId: `0-${number}`, title, author, language: 'kaz', year, ageMin: 0 },
});
const SHELF: Title[] = [
  titleAt(1, 'Абай жолы. 1-кітап', 'Әуезов М.'),
  titleAt(2, 'Абай', 'Құнанбайұлы А.'),
  titleAt(3, 'Ұлы Абай туралы сөз', 'Әуезов М.'),
  titleAt(4, 'Үнсіз үй', 'Памук О.'),
  titleAt(5, 'Ғашықтар', 'Есенберлин І.'),
  titleAt(6, 'Мёртвые души', 'Гоголь Н.'),
  titleAt(7, 'Гашиш', 'Ойдан Ш.'),
];

const library = (titles: readonly Title[] = SHELF) => {
  const db = openDatabase(':memory:');
  const rows = createRows(db);
  for (const title of titles) rows.putTitle(title);
  const index = createSearchIndex(db);
  while (index.catchUp(TITLES_PER_STEP) > 0);
  const search = createSearch(db);
  const found = (query: string) => search.find(query).titles.map(({ titleId }) => titleId);
  return { db, rows, search, found };
};

test('the whole title first, then those that begin so, then those with the word', () => {
  expect(library().found('абай')).toEqual(['0-2', '0-1', '0-3']);
});

test('every beginning of a query finds its title', () => {
  const { found } = library();
  const query = 'унсиз уй памук';
  for (let letters = 2; letters <= query.length; letters += 1) {
    expect(found(query.slice(0, letters))).toContain('0-4');
  }
});

test('without Kazakh letters, with look-alikes, in capitals, in the other layout, in Latin', () => {
  const { found } = library();
  for (const query of ['гашыктар', 'ГАШЫҚТАР', 'ғaшықтaр']) expect(found(query)[0]).toBe('0-5');
  expect(found('мepтвыe души')[0]).toBe('0-6');
  expect(found('vthndst leib')[0]).toBe('0-6');
  expect(found('gashyqtar')[0]).toBe('0-5');
});

test('what is printed just as it was typed comes before what is alike', () => {
  const { found } = library([titleAt(1, 'Ұлан'), titleAt(2, 'Улан'), titleAt(3, 'Үлан')]);
  expect(found('улан')[0]).toBe('0-2');
  expect(found('ұлан')[0]).toBe('0-1');
  expect(found('үлан')[0]).toBe('0-3');
});

test('titles of one author stand in Kazakh order', () => {
  const titles = ['Яблоко', 'Іңкәр', 'Үміт', 'Ұран', 'Әке'].map((title, index) =>
    titleAt(index + 1, title, 'Сарин С.'),
  );
  const { search } = library(titles);
  const order = search.find('сарин').titles.map(({ title }) => title);
  expect(order).toEqual(['Әке', 'Ұран', 'Үміт', 'Іңкәр', 'Яблоко']);
});

test('an inventory number and a barcode find the title', () => {
  const { rows, found } = library();
  const item = { branch: 'BLK-C', itemType: 'book', home: true, status: 'available' } as const;
  rows.putItem({
    ...{ ...item, itemId: '0-1', barcode: '30001003000017', inventoryNo: '500123', titleId: '0-6' },
  });
  expect(found('500123')).toEqual(['0-6']);
  expect(found('30001003000017')).toEqual(['0-6']);
  expect(found('50012')).toEqual([]);
});

test('a title that changed is found by its new words and no longer by the old ones; a deleted one not at all', () => {
  const { db, rows, found } = library();
  expect(found('гашиш')).toEqual(['0-7']);
  rows.putTitle(titleAt(7, 'Қайта аталған', 'Ойдан Ш.'));
  expect(found('кайта аталган')).toEqual(['0-7']);
  expect(found('гашиш')).toEqual([]);
  db.prepare('DELETE FROM title WHERE title_id = 7').run();
  expect(found('кайта аталган')).toEqual([]);
});

test('a title that changes again before the index has taken it in is stored, and found as it is now', () => {
  const { db, rows, found } = library([]);
  for (const title of ['Бірінші', 'Екінші', 'Үшінші']) rows.putTitle(titleAt(8, title));
  db.prepare('DELETE FROM title WHERE title_id = 8').run();
  rows.putTitle(titleAt(8, 'Төртінші'));
  const index = createSearchIndex(db);
  expect(index.catchUp(TITLES_PER_STEP)).toBe(1);
  expect(found('тортинши')).toEqual(['0-8']);
  expect(found('ушинши')).toEqual([]);
});

test('an index of other classes is made anew', () => {
  const { db, found } = library();
  expect(found('абай')).toHaveLength(3);
  db.prepare("UPDATE meta SET v = '0' WHERE k = 'search-folding'").run();
  const index = createSearchIndex(db);
  expect(index.catchUp(TITLES_PER_STEP)).toBe(SHELF.length);
  expect(found('абай')).toHaveLength(3);
  expect(createSearchIndex(db).catchUp(TITLES_PER_STEP)).toBe(0);
});

test('an unchanged row that comes again is not indexed again', () => {
  const { db, rows, found } = library();
  expect(found('абай')).toHaveLength(3);
  rows.putTitle(SHELF[0] as Title);
  expect(createSearchIndex(db).catchUp(TITLES_PER_STEP)).toBe(0);
});

test('nothing that is typed breaks the search', () => {
  const { search, found } = library();
  for (const query of [
    '',
    ' ',
    'а',
    '"',
    '*',
    'абай"*',
    "' OR 1",
    'NEAR(а б)',
    '¤абай',
    '§',
    '\0',
  ]) {
    expect(() => search.find(query)).not.toThrow();
  }
  expect(found('абай "жолы" *')).toEqual(['0-1']);
  expect(found('абай '.repeat(400))[0]).toBe('0-2');
});

test('more titles than are listed are cut, and it is told', () => {
  const many = Array.from({ length: HITS_MAX + 5 }, (_, index) =>
    titleAt(index + 1, `Дала ${index}`),
  );
  const { search } = library(many);
  const answer = search.find('дала');
  expect(answer.titles).toHaveLength(HITS_MAX);
  expect(answer.more).toBe(true);
  expect(search.find('дала 7').more).toBe(false);
});
