// Recorded views of the children's kiosk. All people are invented.
import { loadContent } from '../../profiles/loader.ts';
import type {
  ItemCard,
  KioskScreen,
  KioskView,
  PatronView,
  ShelfBook,
} from '../../station-server/api-types.ts';
import { AGE_GROUPS } from '../../station-server/shelf-types.ts';
import { familyOf } from './family-views.ts';

const patron: PatronView = {
  initials: 'Ә. Н.',
  itemsLeft: 3,
  pending: false,
  blockedBy: null,
  reregistrationReminder: false,
};
const book = (
  key: string,
  title: string,
  author: string,
  result: ItemCard['result'],
): ItemCard => ({
  ...{ key, barcode: `3000100300${key}`, title, author, result },
});
const lent = { kind: 'lent', dueOn: '2026-12-07', loanKind: 'home' } as const;
const lentBooks: ItemCard[] = [
  book('0017', 'Менің атым Қожа', 'Б. Соқпақбаев', lent),
  book('0025', 'Алдар көсе', '', lent),
  book('0033', 'Приключения Незнайки и его друзей', 'Н. Носов', {
    ...lent,
    ...{ dueOn: '2026-11-22', loanKind: 'hall' },
  }),
];
const returned = { kind: 'returned', overdueDays: 0, foreignBranch: false } as const;
const SUMMER = {
  kk: 'Кітаппен жаз көңілді',
  ru: 'С книгой лето веселее',
  en: 'Summer is more fun with a book',
};
const children = { audience: 'children' } as const;
const notice = (reason: 'isbn-not-item' | 'patron-unknown'): Partial<KioskView> => ({
  ...children,
  notice: { id: 1, kind: 'reason', reason, staffCode: reason },
});
const borrow = (
  more: Partial<Extract<KioskScreen, { screen: 'borrow' }>> = {},
): Extract<KioskScreen, { screen: 'borrow' }> => ({
  ...{ screen: 'borrow', patron, cards: [], lentCount: 0, waiting: [] },
  ...more,
});

const SHELVES = loadContent('balkhash').shelves ?? [];
const place = (index: number): Pick<ShelfBook, 'place' | 'dueOn' | 'branch'> => {
  if (index === 2) return { place: 'lent', dueOn: '2026-12-07', branch: null };
  if (index !== 3) return { place: 'here', dueOn: null, branch: null };
  const name = '№ 5 Қоңырат кентінің балалар кітапханасы';
  return { place: 'elsewhere', dueOn: null, branch: { kk: name, ru: name, en: name } };
};
const BOOKS: ShelfBook[] = [
  ...['Теремок', 'Шалқан', 'Түлкі бикеш пен көкжал қасқыр', 'Цветик-семицветик'],
  ...['Лисичка-сестричка и серый волк', 'Мақтаншақ қоян', 'Снегурочка', 'Однажды утром'],
].map((title, index) => ({
  ...{ titleId: `0-${index}`, title, author: 'халық ертегісі' },
  ...place(index),
}));
const shelves = (
  more: Partial<Extract<KioskScreen, { screen: 'shelves' }>> = {},
): Extract<KioskScreen, { screen: 'shelves' }> => ({
  ...{ screen: 'shelves', ageYears: 7, ageKnown: false, ageGroups: AGE_GROUPS, shelves: SHELVES },
  ...{ shelf: null, books: [], open: null },
  ...more,
});

export const CHILDREN_SCREENS: Record<string, { screen: KioskScreen; more: Partial<KioskView> }> = {
  'child-attract': { screen: { screen: 'attract', told: [] }, more: children },
  'child-attract-poor': {
    screen: { screen: 'attract', told: [] },
    more: {
      ...children,
      ...{ paper: false, online: false, hours: null, helpCalled: true },
      notice: { id: 2, kind: 'device', device: 'paper-out', staffCode: 'paper-out' },
    },
  },
  'child-identify': {
    screen: { screen: 'identify', after: 'borrow', keypad: false },
    more: children,
  },
  'child-identify-refused': {
    screen: { screen: 'identify', after: 'borrow', keypad: false },
    more: notice('patron-unknown'),
  },
  'child-identify-camera': {
    screen: { screen: 'identify', after: 'borrow', keypad: false },
    more: { ...children, camera: 'open' },
  },
  'child-keypad': { screen: { screen: 'identify', after: 'borrow', keypad: true }, more: children },
  'child-borrow-empty': { screen: borrow(), more: children },
  'child-borrow': { screen: borrow({ cards: lentBooks, lentCount: 3 }), more: children },
  'child-borrow-refused': {
    screen: borrow({
      cards: [
        ...lentBooks,
        book('0041', 'Сайга', '', {
          ...{ kind: 'refused', reason: 'item-limit', details: { limit: 3 } },
        }),
      ],
      lentCount: 3,
      patron: { ...patron, itemsLeft: 0, blockedBy: 'item-limit' },
    }),
    more: children,
  },
  'child-borrow-notice': {
    screen: borrow({ cards: lentBooks.slice(0, 1), lentCount: 1 }),
    more: { ...notice('isbn-not-item'), helpCalled: true, helpComing: true },
  },
  'child-borrow-camera': {
    screen: borrow({ cards: lentBooks, lentCount: 3 }),
    more: { ...children, camera: 'open' },
  },
  'child-return-camera': {
    screen: { screen: 'return', cards: [], returnedCount: 0, waiting: [] },
    more: { ...children, camera: 'open' },
  },
  'child-borrow-family': {
    screen: borrow({
      cards: lentBooks.map((card) => ({ ...card, reader: 'Ә. М. (9)' })),
      ...{ lentCount: 3, family: familyOf(0) },
    }),
    more: { ...children, camera: 'closed' },
  },
  'child-borrow-contrast': {
    screen: borrow({ cards: lentBooks, lentCount: 3 }),
    more: {
      ...children,
      comfort: { contrast: true, text: 100, reach: false, calm: false, voice: false },
    },
  },
  'child-borrow-reading': {
    screen: borrow({
      cards: lentBooks,
      lentCount: 3,
      reading: { title: SUMMER, stars: 7, badgeAt: 12 },
    }),
    more: children,
  },
  'child-farewell-badge': {
    screen: {
      ...{ screen: 'farewell', lentCount: 3, returnedCount: 2, slip: 'printed' },
      ...{ dueOn: '2027-06-22', receiptText: null },
      reading: { title: SUMMER, stars: 12, badgeAt: 12 },
    },
    more: children,
  },
  'child-attract-shelves': {
    screen: { screen: 'attract', told: [] },
    more: { ...children, shelvesOffer: true },
  },
  'shelves-age': { screen: shelves({ ageYears: null, shelves: [] }), more: children },
  shelves: { screen: shelves(), more: children },
  'shelves-covers': { screen: shelves({ shelf: SHELVES[1]!, books: BOOKS }), more: children },
  'shelves-empty': { screen: shelves({ shelf: SHELVES[4]! }), more: children },
  'shelves-here': {
    screen: shelves({ shelf: SHELVES[1]!, books: BOOKS, open: BOOKS[0]! }),
    more: children,
  },
  'shelves-lent': {
    screen: shelves({ shelf: SHELVES[1]!, books: BOOKS, open: BOOKS[2]! }),
    more: children,
  },
  'shelves-elsewhere': {
    screen: shelves({ shelf: SHELVES[1]!, books: BOOKS, open: BOOKS[3]! }),
    more: children,
  },
  'child-borrow-teacher': { screen: borrow({ classOffer: true }), more: children },
  'class-begin': {
    screen: {
      ...{ screen: 'class', pupil: null, cards: [], waiting: [] },
      ...{ pupilCount: 0, bookCount: 0 },
    },
    more: children,
  },
  'class-pupil': {
    screen: {
      ...{ screen: 'class', pupil: { ...patron, home: true }, cards: lentBooks.slice(0, 2) },
      ...{ waiting: [], pupilCount: 21, bookCount: 42 },
    },
    more: children,
  },
  'class-hall': {
    screen: {
      ...{ screen: 'class', pupil: { ...patron, home: false }, cards: lentBooks.slice(2) },
      ...{ waiting: [], pupilCount: 1, bookCount: 1 },
    },
    more: children,
  },
  'class-refused': {
    screen: {
      ...{ screen: 'class', waiting: [], pupilCount: 2, bookCount: 1, cards: [] },
      pupil: { ...patron, home: true, itemsLeft: 0, blockedBy: 'overdue-block' },
    },
    more: notice('patron-unknown'),
  },
  'class-done': {
    screen: {
      ...{ screen: 'class-done', returnedCount: 12 },
      pupils: Array.from({ length: 25 }, (_, index) => ({
        initials: `${'АӘБГҒДЕЖЗКҚЛМНОӨПРСТУҰҮШІ'[index]}. ${'Қ'}.`,
        home: index % 5 === 0 ? 0 : 2,
        hall: index % 5 === 0 ? 1 : 0,
        refused: index % 8 === 0 ? 1 : 0,
      })),
    },
    more: children,
  },
  'child-return-empty': {
    screen: { screen: 'return', cards: [], returnedCount: 0, waiting: [] },
    more: children,
  },
  'child-return': {
    screen: {
      ...{ screen: 'return', returnedCount: 2, waiting: [] },
      cards: [
        book('0025', 'Алдар көсе', '', { ...returned, overdueDays: 12 }),
        book('0017', 'Менің атым Қожа', 'Б. Соқпақбаев', { ...returned, bin: 'children' }),
      ],
    },
    more: children,
  },
  'child-farewell': {
    screen: {
      ...{ screen: 'farewell', lentCount: 3, returnedCount: 2, slip: 'printed' },
      ...{ dueOn: '2026-12-07', receiptText: null },
    },
    more: children,
  },
  'child-farewell-text': {
    screen: {
      ...{ screen: 'farewell', lentCount: 1, returnedCount: 0, slip: 'screen' },
      dueOn: '2026-12-07',
      receiptText: Array.from({ length: 30 }, (_, index) => `Менің атым Қожа ${index + 1}`),
    },
    more: children,
  },
};
