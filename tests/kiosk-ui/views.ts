// Recorded views, one for each face of each screen, with the long words and the awkward cases. All
// people and cards are invented.
import { usualComfort } from '../../profiles/comfort-schema.ts';
import type {
  AccountLoan,
  ItemCard,
  KioskScreen,
  KioskView,
  Language,
  LockerDoor,
  PatronView,
  RegisterStep,
} from '../../station-server/api-types.ts';
import { CHILDREN_SCREENS } from './children-views.ts';
import { FAMILY_SCREENS } from './family-views.ts';
import { FIND_SCREENS, HOLDS } from './find-views.ts';
import { TOLD_SCREENS } from './told-views.ts';

const STEPS: RegisterStep[] = [
  'name',
  'birth-date',
  'category',
  'contact',
  'guardian',
  'agreement',
  'review',
];
const LONG_TITLE = 'Балқаш өлкесінің тарихы мен бүгіні: деректі материалдар жинағы';
const patron: PatronView = {
  initials: 'Ә. Н.',
  itemsLeft: 3,
  pending: false,
  blockedBy: null,
  reregistrationReminder: false,
};
const lent = (key: string, title: string, author: string): ItemCard => ({
  key,
  barcode: '30001003000017',
  title,
  author,
  result: { kind: 'lent', dueOn: '2026-12-07', loanKind: 'home' },
});
const cards: ItemCard[] = [
  lent('1', 'Абай жолы. 1-кітап', 'Мұхтар Әуезов'),
  lent('2', 'Үнсіз үй', 'Орхан Памук'),
  {
    key: '3',
    barcode: '30001003000025',
    title: LONG_TITLE,
    author: 'Орталықтандырылған кітапхана жүйесі',
    result: { kind: 'refused', reason: 'reading-room-only', details: {} },
  },
  {
    ...lent('4', 'Сирек кітап', ''),
    result: { kind: 'lent', dueOn: '2026-11-22', loanKind: 'hall' },
  },
];
const returned: ItemCard[] = [
  { ...cards[0]!, key: 'r1', result: { kind: 'returned', overdueDays: 0, foreignBranch: false } },
  { ...cards[1]!, key: 'r2', result: { kind: 'returned', overdueDays: 12, foreignBranch: true } },
  { ...cards[2]!, key: 'r3', result: { kind: 'not-on-loan', foreignBranch: true } },
  { ...cards[3]!, key: 'r4', result: { kind: 'refused', reason: 'item-written-off', details: {} } },
];
const loan = (id: number, title: string, more: Partial<AccountLoan> = {}): AccountLoan => ({
  loanId: `7-${id}`,
  title,
  author: 'Мұхтар Әуезов',
  dueOn: '2026-12-07',
  overdueDays: 0,
  loanKind: 'home',
  renewalsLeft: 2,
  renewal: null,
  ...more,
});
const door = (number: number, title: string, state: LockerDoor['state']): LockerDoor => ({
  ...{ door: number, title, author: 'Мұхтар Әуезов', state },
});
const loans: AccountLoan[] = [
  loan(1, 'Абай жолы. 1-кітап'),
  loan(2, 'Көшпенділер', {
    overdueDays: 5,
    dueOn: '2026-11-17',
    renewal: { kind: 'refused', reason: 'renewal-overdue', details: {} },
  }),
  loan(3, 'Үнсіз үй', {
    dueOn: '2026-12-22',
    renewalsLeft: 1,
    renewal: { kind: 'renewed', dueOn: '2026-12-22' },
  }),
  loan(4, 'Балқаш өлкесінің тарихы', { loanKind: 'hall', renewalsLeft: 0 }),
];
const draft = {
  surname: 'Жұмағұлова',
  givenName: 'Әйгерім',
  patronymic: 'Нұрланқызы',
  birthDate: '2014-03-25',
  category: 'pupil',
  phone: '8 701 000 00 00',
  iin: '140325600012',
  guardianSurname: 'Жұмағұлов',
  guardianGivenName: 'Нұрлан',
  guardianPhone: '8 702 000 00 00',
  guaranteeAccepted: true,
  consentAccepted: true,
  rulesAccepted: true,
} as const;
type Register = Extract<KioskScreen, { screen: 'register' }>;
const register = (step: RegisterStep, more: Partial<Register> = {}): Register => ({
  screen: 'register',
  step,
  steps: STEPS,
  draft,
  faults: {},
  duplicateWarning: false,
  ...more,
});
const RECEIPT = [
  'С. Сейфуллин атындағы',
  'Орталық қалалық кітапхана',
  '22.11.2026 15:04   Оқырман: Ә. Н.',
  '--------------------------------',
  'Абай жолы. 1-кітап',
  '  Мұхтар Әуезов       07.12.2026',
  'Үнсіз үй',
  '  Орхан Памук         07.12.2026',
];

const reasonNotice = {
  id: 1,
  kind: 'reason',
  reason: 'isbn-not-item',
  staffCode: 'SCAN_ISBN',
} as const;

/** Name of the picture to screen; `more` overrides what all screens share. */
const CONTRAST = { ...usualComfort, contrast: true };

export const SCREENS: Record<string, { screen: KioskScreen; more?: Partial<KioskView> }> = {
  attract: { screen: { screen: 'attract', told: [] } },
  'attract-poor': {
    screen: { screen: 'attract', told: [] },
    more: {
      paper: false,
      online: false,
      hours: null,
      helpCalled: true,
      notice: { id: 2, kind: 'device', device: 'paper-out', staffCode: 'PAPER_OUT' },
    },
  },
  'attract-coming': {
    screen: { screen: 'attract', told: [] },
    more: { helpCalled: true, helpComing: true },
  },
  identify: { screen: { screen: 'identify', after: 'borrow', keypad: false } },
  'identify-refused': {
    screen: { screen: 'identify', after: 'account', keypad: false },
    more: {
      notice: { id: 3, kind: 'reason', reason: 'patron-unknown', staffCode: 'CARD_UNKNOWN' },
    },
  },
  'identify-keypad': { screen: { screen: 'identify', after: 'account', keypad: true } },
  'identify-keypad-wrong': {
    screen: { screen: 'identify', after: 'account', keypad: true },
    more: {
      notice: { id: 4, kind: 'reason', reason: 'birth-date-wrong', staffCode: 'BIRTH_DATE_WRONG' },
    },
  },
  'borrow-empty': {
    screen: {
      screen: 'borrow',
      patron: { ...patron, pending: true },
      cards: [],
      lentCount: 0,
      waiting: [],
    },
  },
  borrow: {
    screen: { screen: 'borrow', patron, cards: cards.slice(0, 3), lentCount: 2, waiting: [] },
  },
  'borrow-contrast': {
    screen: { screen: 'borrow', patron, cards: cards.slice(0, 3), lentCount: 2, waiting: [] },
    more: { comfort: CONTRAST },
  },
  'borrow-full': {
    screen: {
      screen: 'borrow',
      patron: { ...patron, itemsLeft: 0, blockedBy: 'overdue-block' },
      cards: [...cards, ...cards.map((card) => ({ ...card, key: `${card.key}b` }))],
      lentCount: 5,
      waiting: [],
    },
    more: { notice: reasonNotice, paper: false },
  },
  'return-empty': { screen: { screen: 'return', cards: [], returnedCount: 0, waiting: [] } },
  return: { screen: { screen: 'return', cards: returned, returnedCount: 2, waiting: [] } },
  'borrow-pad': {
    screen: {
      screen: 'borrow',
      patron,
      cards: [
        ...cards.slice(0, 2).map((card) => ({ ...card, tag: 'done' as const })),
        { ...cards[0]!, key: 'p3', tag: 'working' },
        { ...cards[1]!, key: 'p4', tag: 'put-back' },
      ],
      lentCount: 4,
      waiting: [{ barcode: '1', title: 'Абай жолы. Роман-эпопея', of: 4, missing: [2, 3] }],
    },
    more: {
      pad: true,
      notice: { id: 9, kind: 'reason', reason: 'tag-put-back', staffCode: 'tag-put-back' },
    },
  },
  'return-pad': {
    screen: {
      screen: 'return',
      cards: [
        { ...returned[0]!, tag: 'done' },
        { ...returned[0]!, key: 'r9', result: { kind: 'returning' }, tag: 'working' },
      ],
      returnedCount: 1,
      waiting: [],
    },
    more: { pad: true },
  },
  account: {
    screen: {
      screen: 'account',
      patron: { ...patron, reregistrationReminder: true },
      loans,
      holds: HOLDS,
    },
  },
  locker: {
    screen: {
      screen: 'locker',
      patron,
      doors: [
        door(3, 'Абай жолы. 1-кітап', { kind: 'open', dueOn: '2026-12-07' }),
        door(11, LONG_TITLE, { kind: 'opening', dueOn: '2026-12-07' }),
        door(12, 'Үнсіз үй', { kind: 'waiting' }),
      ],
      lentCount: 2,
    },
  },
  'locker-trouble': {
    screen: {
      screen: 'locker',
      patron,
      doors: [
        door(3, 'Абай жолы. 1-кітап', { kind: 'not-opened', dueOn: '2026-12-07' }),
        door(11, LONG_TITLE, { kind: 'refused', reason: 'item-limit', details: { limit: 5 } }),
        door(16, 'Үнсіз үй', { kind: 'open', dueOn: '2026-12-07' }),
      ],
      lentCount: 2,
    },
    more: { helpCalled: true, helpComing: true, paper: false },
  },
  'locker-refused': {
    screen: {
      screen: 'locker',
      patron: { ...patron, blockedBy: 'overdue-block' },
      doors: [
        door(1, 'Абай жолы. 1-кітап', {
          ...{ kind: 'refused', reason: 'overdue-block', details: { days: 7 } },
        }),
      ],
      lentCount: 0,
    },
  },
  'account-empty': { screen: { screen: 'account', patron, loans: [], holds: [] } },
  'register-name': { screen: register('name', { draft: {} }) },
  'register-name-faults': {
    screen: register('name', {
      faults: { surname: 'required', givenName: 'letters-only', patronymic: 'too-long' },
    }),
  },
  'register-birth-date': {
    screen: register('birth-date', { faults: { birthDate: 'age-implausible' } }),
  },
  'register-category': { screen: register('category') },
  'register-contact': {
    screen: register('contact', { faults: { phone: 'phone-invalid', iin: 'iin-check-digit' } }),
  },
  'register-guardian': {
    screen: register('guardian', { faults: { guaranteeAccepted: 'guarantee-required' } }),
  },
  'register-agreement': {
    screen: register('agreement', {
      draft: { consentAccepted: true },
      faults: { rulesAccepted: 'rules-required' },
    }),
  },
  'register-review': { screen: register('review') },
  'register-review-duplicate': { screen: register('review', { duplicateWarning: true }) },
  registered: {
    screen: {
      screen: 'registered',
      card: '20001003000017',
      initials: 'Ә. Ж.',
      itemsMax: 2,
      slip: 'printed',
    },
  },
  interrupted: {
    screen: {
      screen: 'interrupted',
      cards: [cards[0]!, cards[1]!],
      lentCount: 2,
      returnedCount: 0,
      missed: [{ title: cards[2]!.title, author: cards[2]!.author }],
      cardWanted: true,
    },
  },
  'interrupted-return': {
    screen: {
      screen: 'interrupted',
      cards: [returned[0]!],
      lentCount: 0,
      returnedCount: 1,
      missed: [{ title: 'Үнсіз үй', author: 'Орхан Памук' }],
      cardWanted: false,
    },
  },
  'interrupted-done': {
    screen: {
      screen: 'interrupted',
      cards: [cards[0]!],
      lentCount: 1,
      returnedCount: 0,
      missed: [],
      cardWanted: true,
    },
    more: { paper: false },
  },
  'attract-comfort': { screen: { screen: 'attract', told: [] }, more: { comfortOpen: true } },
  'attract-contrast': { screen: { screen: 'attract', told: [] }, more: { comfort: CONTRAST } },
  'identify-camera': {
    screen: { screen: 'identify', after: 'borrow', keypad: false },
    more: { camera: 'open' },
  },
  'identify-camera-closed': {
    screen: { screen: 'identify', after: 'borrow', keypad: false },
    more: { camera: 'closed' },
  },
  'borrow-camera': {
    screen: { screen: 'borrow', patron, cards, lentCount: 3, waiting: [] },
    more: { camera: 'open' },
  },
  'return-camera': {
    screen: { screen: 'return', cards: returned, returnedCount: 3, waiting: [] },
    more: { camera: 'open' },
  },
  farewell: {
    screen: {
      screen: 'farewell',
      lentCount: 3,
      returnedCount: 1,
      slip: 'unconfirmed',
      dueOn: '2026-12-07',
      receiptText: null,
    },
  },
  'farewell-text': {
    screen: {
      screen: 'farewell',
      lentCount: 2,
      returnedCount: 0,
      slip: 'screen',
      dueOn: '2026-12-07',
      receiptText: [...RECEIPT, ...RECEIPT, ...RECEIPT, ...RECEIPT],
    },
  },
  'farewell-text-contrast': {
    screen: {
      ...{ screen: 'farewell', lentCount: 2, returnedCount: 0, slip: 'screen' },
      ...{ dueOn: '2026-12-07', receiptText: RECEIPT },
    },
    more: { comfort: CONTRAST },
  },
  ...FAMILY_SCREENS,
  ...TOLD_SCREENS,
  ...CHILDREN_SCREENS,
  ...FIND_SCREENS,
};

export function viewOf(name: string, language: Language): KioskView {
  const recorded = SCREENS[name];
  if (!recorded) throw new Error(`no recorded view ${name}`);
  const { screen, more } = recorded;
  return {
    place: 'hall',
    audience: 'everyone',
    sounds: false,
    shelvesOffer: false,
    session: 1,
    language,
    libraryName: {
      kk: 'С. Сейфуллин атындағы Орталықтандырылған кітапхана жүйесі',
      ru: 'Централизованная библиотечная система имени С. Сейфуллина',
      en: 'S. Seifullin Centralized Library System',
    },
    branchName: {
      kk: 'Орталық қалалық кітапхана',
      ru: 'Центральная городская библиотека',
      en: 'Central City Library',
    },
    hours: { opens: '9:00', closes: '19:00' },
    today: '2026-11-22',
    notice: null,
    paper: true,
    pad: false,
    online: true,
    helpCalled: false,
    helpComing: false,
    comfort: usualComfort,
    comfortOpen: false,
    camera: 'none',
    revision: 0,
    idle:
      screen.screen === 'attract' ? null : { secondsLeft: 45, totalSeconds: 60, warning: false },
    agreement: { consentVersion: '2026-1', rulesVersion: '2026-1' },
    guardianUnderYears: 16,
    ...more,
    ...screen,
  };
}
