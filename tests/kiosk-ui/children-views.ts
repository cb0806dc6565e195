// Recorded views of the children's kiosk. All people are invented.
import type {
  ItemCard,
  KioskScreen,
  KioskView,
  PatronView,
} from '../../station-server/api-types.ts';

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
  'child-borrow-contrast': {
    screen: borrow({ cards: lentBooks, lentCount: 3 }),
    more: {
      ...children,
      comfort: { contrast: true, text: 100, reach: false, calm: false, voice: false },
    },
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
