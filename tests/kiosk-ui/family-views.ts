// Recorded views of the yearly re-registration and of families. All people are invented.
import type {
  AccountLoan,
  ItemCard,
  KioskScreen,
  KioskView,
  PatronView,
} from '../../station-server/api-types.ts';
import type { FamilyView } from '../../station-server/family-types.ts';

const patron: PatronView = {
  initials: 'Ә. Н.',
  itemsLeft: 0,
  pending: false,
  blockedBy: 'reregistration-due',
  reregistrationReminder: false,
};
const CARD = '27101001000018';
type Reregister = Extract<KioskScreen, { screen: 'reregister' }>;
const reregister = (more: Partial<Reregister> = {}): Reregister => ({
  screen: 'reregister',
  patron,
  record: {
    birthYear: 1984,
    category: 'entrepreneur',
    branch: {
      kk: '№ 5 Қоңырат кентінің балалар кітапханасы',
      ru: 'Детская библиотека № 5 посёлка Конырат',
      en: 'Children’s library no. 5, Konyrat',
    },
  },
  toAgree: false,
  guarantee: false,
  back: 'borrow',
  state: 'asked',
  ...more,
});

const loan = (loanId: string, title: string, overdueDays = 0): AccountLoan => ({
  ...{ loanId, title, author: 'Спандияр Көбеев', dueOn: '2026-12-07', overdueDays },
  ...{ loanKind: 'home', renewalsLeft: 2, renewal: null },
});
export const familyOf = (forChild: number | null): FamilyView<AccountLoan> => ({
  forChild,
  children: [
    {
      ...{ initials: 'Ә. М.', ageYears: 9, itemsLeft: 3, blockedBy: null },
      loans: [loan('7-31', 'Қобыланды батыр'), loan('7-32', 'Үлкендер мен кішілер', 4)],
    },
    { initials: 'Ұ. М.', ageYears: 6, itemsLeft: 0, blockedBy: 'item-limit', loans: [] },
    { initials: 'Ж. М.', ageYears: 13, itemsLeft: 5, blockedBy: null, loans: [] },
  ],
});
const parent = { ...patron, itemsLeft: 4, blockedBy: null };
const whose = { reader: 'Ә. М. (9)' };
const familyCards: ItemCard[] = [
  {
    ...{ key: '1', barcode: '1', title: 'Көшпенділер', author: 'Ілияс Есенберлин' },
    result: { kind: 'lent', dueOn: '2026-12-07', loanKind: 'home' },
  },
  {
    ...{ key: '2', barcode: '2', title: 'Үш ұл', author: 'Халық ертегісі', ...whose },
    result: { kind: 'lent', dueOn: '2026-12-07', loanKind: 'home', readBefore: true },
  },
  {
    ...{
      key: '3',
      barcode: '3',
      title: 'Тар жол, тайғақ кешу',
      author: 'Сәкен Сейфуллин',
      ...whose,
    },
    result: { kind: 'refused', reason: 'age', details: { age: 16 } },
  },
];

type MyCard = Extract<KioskScreen, { screen: 'my-card' }>;
const myCard = (more: Partial<MyCard> = {}): MyCard => ({
  ...{ screen: 'my-card', patron: { ...patron, blockedBy: null }, part: 'overview' },
  ...{ byCard: true, hasPin: true, remembers: false, phone: null, done: null },
  ...more,
});

export const FAMILY_SCREENS: Record<string, { screen: KioskScreen; more?: Partial<KioskView> }> = {
  'borrow-reregister': {
    screen: { screen: 'borrow', patron, cards: [], lentCount: 0, waiting: [] },
  },
  reregister: { screen: reregister() },
  'reregister-agree': {
    screen: reregister({ toAgree: true, guarantee: true }),
    more: {
      helpCalled: true,
      notice: { id: 1, kind: 'reason', reason: 'texts-changed', staffCode: 'texts-changed' },
    },
  },
  'borrow-family': {
    screen: {
      ...{ screen: 'borrow', patron: { ...parent, itemsLeft: 3 }, cards: familyCards },
      ...{ lentCount: 2, waiting: [], family: familyOf(0) },
    },
  },
  'borrow-family-blocked': {
    screen: {
      ...{
        screen: 'borrow',
        patron: { ...parent, itemsLeft: 0, blockedBy: 'item-limit' },
        cards: [],
      },
      ...{ lentCount: 0, waiting: [], family: familyOf(1) },
    },
  },
  'account-family': {
    screen: {
      ...{ screen: 'account', patron: parent, loans: [loan('7-30', 'Абай жолы. 1-кітап')] },
      holds: [],
      family: familyOf(null),
    },
  },
  'my-card': { screen: myCard() },
  'my-card-phone': {
    screen: myCard({ part: 'phone', phone: { card: CARD } }),
  },
  'my-card-remembers': { screen: myCard({ remembers: true, done: 'remembers' }) },
  'my-card-typed': { screen: myCard({ byCard: false, hasPin: false }) },
  'my-card-done': { screen: myCard({ done: 'pin-set' }) },
  'my-card-pin': { screen: myCard({ part: 'pin' }) },
  'my-card-pin-weak': {
    screen: myCard({ part: 'pin' }),
    more: { notice: { id: 2, kind: 'reason', reason: 'pin-weak', staffCode: 'pin-weak' } },
  },
  'identify-waits': {
    screen: { screen: 'identify', after: 'borrow', keypad: true },
    more: {
      notice: {
        ...{ id: 3, kind: 'reason', reason: 'too-many-tries', staffCode: 'too-many-tries' },
        details: { minutes: 14 },
      },
    },
  },
  'reregister-done': { screen: reregister({ state: 'done' }) },
};
