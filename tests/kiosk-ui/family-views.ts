// Recorded views of the yearly re-registration and of families. All people are invented.
import type { KioskScreen, KioskView, PatronView } from '../../station-server/api-types.ts';

const patron: PatronView = {
  initials: 'Ә. Н.',
  itemsLeft: 0,
  pending: false,
  blockedBy: 'reregistration-due',
  reregistrationReminder: false,
};
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

type MyCard = Extract<KioskScreen, { screen: 'my-card' }>;
const myCard = (more: Partial<MyCard> = {}): MyCard => ({
  ...{ screen: 'my-card', patron: { ...patron, blockedBy: null }, part: 'overview' },
  ...{ byCard: true, hasPin: true, done: null },
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
  'my-card': { screen: myCard() },
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
