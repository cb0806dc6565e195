// Recorded views of search, title, wish and orders.
import type {
  AccountHold,
  KioskScreen,
  KioskView,
  TitleHit,
} from '../../station-server/api-types.ts';

const hit = (
  number: number,
  title: string,
  author: string,
  more: Partial<TitleHit> = {},
): TitleHit => ({
  ...{ titleId: `0-${number}`, title, author, year: '2019', here: 1, elsewhere: 0, copies: 2 },
  ...more,
});
const HITS: TitleHit[] = [
  hit(1, 'Абай жолы. 1-кітап', 'Әуезов М.'),
  hit(2, 'Абай', 'Құнанбайұлы А.', { here: 0, elsewhere: 3 }),
  hit(
    3,
    'Балқаш өлкесінің тарихы мен бүгіні: деректі материалдар жинағы',
    'Орталықтандырылған кітапхана жүйесі',
    {
      ...{ here: 0, elsewhere: 0, year: '' },
    },
  ),
  hit(4, 'О правоохранительной службе. Закон Республики Казахстан', 'Республика Казахстан', {
    ...{ here: 0, elsewhere: 0, copies: 0 },
  }),
  hit(5, 'Үнсіз үй', 'Памук О.'),
  hit(6, 'Ғашықтар', 'Есенберлин І.'),
];
export const HOLDS: AccountHold[] = [
  { holdId: '7-51', title: 'Ғашықтар', author: 'Есенберлин І.', position: 1 },
  { holdId: '7-52', title: 'Балқаш өлкесінің тарихы мен бүгіні', author: '', position: 12 },
];
type Search = Extract<KioskScreen, { screen: 'search' }>;
type Title = Extract<KioskScreen, { screen: 'title' }>;
const search = (more: Partial<Search> = {}): Search => ({
  ...{ screen: 'search', query: '', hits: [], page: 0, pages: 0, found: 0, more: false },
  ...more,
});
const central = {
  kk: 'С. Сейфуллин атындағы Орталық қалалық кітапхана',
  ru: 'Центральная городская библиотека им. С. Сейфуллина',
  en: 'S. Seifullin Central City Library',
};
const childrens = {
  kk: '№ 5 балалар кітапхана-филиалы',
  ru: 'Детская библиотека-филиал № 5',
  en: 'Children’s branch library no. 5',
};
const title = (more: Partial<Title> = {}): Title => ({
  screen: 'title',
  title: { title: 'Абай жолы. 1-кітап', author: 'Әуезов М.', year: '2014', ageMin: 0 },
  shelves: [
    { branch: central, here: true, onShelf: 0, onLoan: 2, hallOnly: 0, dueOn: '2026-12-07' },
    { branch: childrens, here: false, onShelf: 1, onLoan: 0, hallOnly: 1, dueOn: null },
  ],
  ...{ queue: 3, position: null, orderable: true, sent: false },
  ...more,
});

export const FIND_SCREENS: Record<string, { screen: KioskScreen; more?: Partial<KioskView> }> = {
  'search-empty': { screen: search() },
  search: { screen: search({ query: 'аба', hits: HITS, pages: 10, found: 60, more: true }) },
  'search-nothing': { screen: search({ query: 'Ай қызы' }) },
  title: { screen: title() },
  'title-ordered': { screen: title({ position: 4, queue: 4 }) },
  'title-here': {
    screen: title({
      title: { title: HITS[2]!.title, author: HITS[2]!.author, year: '', ageMin: 16 },
      shelves: [{ branch: central, here: true, onShelf: 2, onLoan: 0, hallOnly: 0, dueOn: null }],
      ...{ queue: 0, orderable: false },
    }),
    more: {
      notice: { id: 1, kind: 'reason', reason: 'hold-on-shelf', staffCode: 'hold-on-shelf' },
    },
  },
  wish: {
    screen: { screen: 'wish', title: 'Ай қызы', state: 'asked' },
    more: { notice: { id: 1, kind: 'reason', reason: 'wish-empty', staffCode: 'wish-empty' } },
  },
  'wish-done': { screen: { screen: 'wish', title: '', state: 'done' } },
  'identify-order': { screen: { screen: 'identify', after: 'title', keypad: false } },
};
