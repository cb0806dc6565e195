// The kiosk session by cases: what each scan and tap does on each screen, and how sessions end.
import { describe, expect, test } from 'vitest';
import type { KioskView, Reason } from '../../../station-server/api-types.ts';
import {
  CARDS_MAX,
  FAREWELL_MS,
  FAREWELL_TEXT_MS,
  HELP_MS,
  SAME_CARD_MS_MIN,
  SCAN_AGE_MS_MAX,
} from '../../../station-server/kiosk/session-limits.ts';
import type { SessionEffect } from '../../../station-server/kiosk/session-words.ts';
import {
  account,
  CARD,
  calm,
  freshState,
  friendlyReply,
  GIVEN_NAME,
  identified,
  lent,
  loanOf,
  OTHER_CARD,
  refusal,
  SURNAME,
  site,
  type Walk,
  walk,
} from './session-cases.ts';

const IDLE_MS = site.policy.kioskIdleSeconds * 1_000;

const screens: [string, (to: Walk) => void, KioskView['screen']][] = [
  ['the home page', () => {}, 'attract'],
  ['waiting for a card', (to) => to.act({ act: 'start', what: 'borrow' }), 'identify'],
  ['borrowing', (to) => to.scanCard(), 'borrow'],
  ['returning', (to) => to.act({ act: 'start', what: 'return' }), 'return'],
  [
    'my books',
    (to) => {
      to.act({ act: 'start', what: 'account' });
      to.scanCard();
    },
    'account',
  ],
  ['registering', (to) => to.act({ act: 'start', what: 'register' }), 'register'],
];
const at = (screen: KioskView['screen']): Walk => {
  const to = walk();
  screens.find(([, , name]) => name === screen)![1](to);
  expect(to.view().screen).toBe(screen);
  return to;
};

describe('a scan means what is obvious on each screen', () => {
  const cases: [KioskView['screen'], 'item' | 'card' | 'other-card' | 'isbn' | 'bad', string][] = [
    ['attract', 'item', 'return'],
    ['attract', 'card', 'borrow'],
    ['attract', 'isbn', 'attract: isbn-not-item'],
    ['attract', 'bad', 'attract: barcode-foreign'],
    ['identify', 'card', 'borrow'],
    ['identify', 'item', 'identify'],
    ['identify', 'bad', 'identify: barcode-foreign'],
    ['borrow', 'item', 'borrow'],
    ['borrow', 'card', 'borrow'],
    ['borrow', 'other-card', 'borrow: card-not-wanted'],
    ['borrow', 'isbn', 'borrow: isbn-not-item'],
    ['return', 'item', 'return'],
    ['return', 'card', 'borrow'],
    ['account', 'item', 'borrow'],
    ['account', 'card', 'account'],
    ['account', 'other-card', 'account: card-not-wanted'],
    ['register', 'item', 'register: register-first'],
    ['register', 'card', 'register: register-first'],
    ['register', 'isbn', 'register: register-first'],
  ];
  test.each(cases)('%s, %s: %s', (screen, what, expected) => {
    const to = at(screen);
    if (what === 'item') to.scanItem('500');
    else if (what === 'card') to.scanCard();
    else if (what === 'other-card') to.scanCard(OTHER_CARD);
    else if (what === 'isbn') to.scan({ kind: 'isbn', number: '9786012345678' });
    else to.scan({ kind: 'refused', reason: 'barcode-foreign' });
    const view = to.view();
    const reason = view.notice?.reason;
    expect(reason ? `${view.screen}: ${reason}` : view.screen).toBe(expected);
  });
});

describe('borrowing', () => {
  test('each book appears at once with its title and due date, and leaves room for fewer', () => {
    const to = at('borrow');
    to.scanItem('500');
    to.scanItem('501');
    expect(to.view()).toMatchObject({
      screen: 'borrow',
      lentCount: 2,
      patron: { initials: 'М. Қ.', itemsLeft: 3 },
      cards: [
        {
          barcode: '500',
          title: 'Кітап 500',
          result: { kind: 'lent', dueOn: '2026-11-06', loanKind: 'home' },
        },
        { barcode: '501' },
      ],
    });
  });

  test('the same book twice is told and not asked of the desk again', () => {
    const to = at('borrow');
    to.scanItem('500');
    to.scanItem('500');
    expect(to.view().notice).toMatchObject({ reason: 'item-already-yours' });
    expect(to.effects('check-out')).toHaveLength(1);
    expect(to.view()).toMatchObject({ lentCount: 1 });
  });

  test('card, books, card again: done, with a receipt and without a touch', () => {
    const to = at('borrow');
    to.time(SAME_CARD_MS_MIN);
    to.scanCard();
    expect(to.view().screen).toBe('borrow');
    to.scanItem('500');
    to.scanCard();
    to.time(SAME_CARD_MS_MIN - 1);
    to.scanCard();
    expect(to.view().screen).toBe('borrow');
    to.time(SAME_CARD_MS_MIN);
    to.scanCard();
    expect(to.view()).toMatchObject({ screen: 'farewell', lentCount: 1 });
    expect(to.effects('print')).toMatchObject([{ request: { slip: 'visit' }, paper: true }]);
  });

  test('a refused book keeps its title; scanned again it is asked again and has one card', () => {
    let reason: Reason | null = 'reading-room-only';
    const to = walk((effect) =>
      effect.effect === 'check-out' && reason
        ? { to: 'check-out', barcode: '500', answer: refusal(reason, '500') }
        : friendlyReply(effect),
    );
    to.scanCard();
    to.scanItem('500');
    expect(to.view()).toMatchObject({
      cards: [{ title: 'Кітап 500', result: { kind: 'refused', reason: 'reading-room-only' } }],
    });
    reason = null;
    to.scanItem('500');
    const view = to.view();
    expect(view.screen === 'borrow' && view.cards.map((card) => card.result.kind)).toEqual([
      'lent',
    ]);
  });

  test('an unknown book is a sentence, not a card', () => {
    const to = walk((effect) =>
      effect.effect === 'check-out'
        ? { to: 'check-out', barcode: effect.barcode, answer: refusal('item-unknown') }
        : friendlyReply(effect),
    );
    to.scanCard();
    to.scanItem('500');
    expect(to.view()).toMatchObject({ cards: [], notice: { reason: 'item-unknown' } });
  });

  test('books before the card are lent when it comes', () => {
    const to = at('identify');
    to.scanItem('500');
    to.scanItem('500');
    to.scanItem('501');
    expect(to.effects('check-out')).toEqual([]);
    to.scanCard();
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 2 });
  });

  test('a book lent and given back in one session is neither on the receipt as lent nor lost', () => {
    const to = at('borrow');
    to.scanItem('500');
    to.act({ act: 'switch', to: 'return' });
    to.scanItem('500');
    to.scanItem('500');
    expect(to.effects('check-in')).toHaveLength(1);
    to.act({ act: 'switch', to: 'borrow' });
    to.scanItem('500');
    expect(to.effects('check-out')).toHaveLength(2);
    to.act({ act: 'finish', receipt: 'paper' });
    expect(to.effects('print')[0]).toMatchObject({
      request: { lent: [{ barcode: '500' }], returned: [] },
    });
  });

  test('the cards on the screen are bounded, the count is not', () => {
    const to = at('return');
    for (let index = 0; index < CARDS_MAX + 7; index += 1) to.scanItem(String(1_000 + index));
    const view = to.view();
    if (view.screen !== 'return') throw new Error(view.screen);
    expect(view.cards).toHaveLength(CARDS_MAX);
    expect(view.returnedCount).toBe(CARDS_MAX + 7);
    expect(new Set(view.cards.map((card) => card.key)).size).toBe(CARDS_MAX);
  });

  test('a stale scan is dropped', () => {
    const to = at('borrow');
    to.scanItem('500', SCAN_AGE_MS_MAX + 1);
    expect(to.effects('check-out')).toEqual([]);
    to.scanItem('500', SCAN_AGE_MS_MAX);
    expect(to.effects('check-out')).toHaveLength(1);
  });

  test('a failure of the station is told with its code and the session goes on', () => {
    let fails = true;
    const to = walk((effect) =>
      effect.effect === 'check-out' && fails
        ? { to: 'failed', staffCode: 'desk-failed' }
        : friendlyReply(effect),
    );
    to.scanCard();
    to.scanItem('500');
    expect(to.view().notice).toMatchObject({ reason: 'station-failed', staffCode: 'desk-failed' });
    fails = false;
    to.scanItem('500');
    expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 1, notice: null });
  });
});

describe('who is here', () => {
  test("the language is the patron's own; another choice is remembered for them", () => {
    const to = walk();
    to.act({ act: 'language', language: 'en' });
    expect(to.view().language).toBe('en');
    expect(to.effects('set-language')).toEqual([]);
    to.scanCard();
    expect(to.view().language).toBe('ru');
    to.act({ act: 'language', language: 'kk' });
    to.act({ act: 'language', language: 'kk' });
    expect(to.effects('set-language')).toEqual([
      { effect: 'set-language', patronId: '0-1', language: 'kk' },
    ]);
    to.act({ act: 'home' });
    expect(to.view().language).toBe('kk');
  });

  test('by number and birth date, only where the card is asked for', () => {
    const to = walk();
    const byNumber = { act: 'identify-by-number', card: CARD, birthDate: '1990-05-14' } as const;
    to.act(byNumber);
    expect(to.asked).toEqual([]);
    to.act({ act: 'start', what: 'account' });
    to.act({ act: 'keypad', open: true });
    expect(to.view()).toMatchObject({ screen: 'identify', keypad: true });
    to.act(byNumber);
    expect(to.view()).toMatchObject({ screen: 'account' });
  });

  test('a refused card leaves the screen as it was, with the reason', () => {
    const to = walk(() => ({
      to: 'identify',
      byNumber: false,
      answer: refusal('patron-unknown'),
    }));
    to.scanCard();
    expect(to.view()).toMatchObject({ screen: 'attract', notice: { reason: 'patron-unknown' } });
    to.time(IDLE_MS);
    expect(to.view().notice).toBeNull();
  });

  test('a blocked patron is told, and may still return', () => {
    const to = walk((effect) =>
      effect.effect === 'identify'
        ? {
            to: 'identify',
            byNumber: false,
            answer: identified({ blockedBy: 'overdue-block', itemsLeft: 0 }),
          }
        : friendlyReply(effect),
    );
    to.scanCard();
    expect(to.view()).toMatchObject({ patron: { blockedBy: 'overdue-block', itemsLeft: 0 } });
    to.act({ act: 'switch', to: 'return' });
    to.scanItem('500');
    expect(to.view()).toMatchObject({ screen: 'return', returnedCount: 1 });
  });
});

describe('renewing', () => {
  test('one, then all: each loan is asked once however often it is tapped', () => {
    const to = at('account');
    to.act({ act: 'switch', to: 'account' });
    to.act({ act: 'renew', loanId: '7-101' });
    to.act({ act: 'renew', loanId: '7-101' });
    to.act({ act: 'renew-all' });
    to.act({ act: 'renew-all' });
    expect(to.effects('renew')).toMatchObject([{ loanId: '7-101' }, { loanId: '7-102' }]);
    const view = to.view();
    expect(view.screen === 'account' && view.loans.map((loan) => loan.renewal)).toEqual([
      { kind: 'renewed', dueOn: '2026-11-21' },
      { kind: 'renewed', dueOn: '2026-11-21' },
    ]);
  });

  test('a refusal stands at its loan', () => {
    const to = walk((effect) =>
      effect.effect === 'renew'
        ? { to: 'renew', loanId: effect.loanId, answer: refusal('renewals-used-up') }
        : effect.effect === 'identify'
          ? { to: 'identify', byNumber: false, answer: identified({ loans: [loanOf('101')] }) }
          : friendlyReply(effect),
    );
    to.act({ act: 'start', what: 'account' });
    to.scanCard();
    to.act({ act: 'renew-all' });
    expect(to.view()).toMatchObject({
      loans: [{ renewal: { kind: 'refused', reason: 'renewals-used-up' } }],
    });
  });
});

describe('finishing', () => {
  test('with a paper receipt: thanks, one due date, home by itself', () => {
    const to = at('borrow');
    to.scanItem('500');
    to.act({ act: 'finish', receipt: 'paper' });
    expect(to.view()).toMatchObject({
      screen: 'farewell',
      lentCount: 1,
      slip: 'printing',
      dueOn: '2026-11-06',
      receiptText: null,
    });
    to.give({ input: 'slip', jobId: 'another', state: 'printed' });
    expect(to.view()).toMatchObject({ slip: 'printing' });
    to.give({ input: 'slip', jobId: 'job-1', state: 'printed' });
    expect(to.view()).toMatchObject({ slip: 'printed' });
    to.time(FAREWELL_MS - 1);
    expect(to.view().screen).toBe('farewell');
    to.time(1);
    expect(to.view().screen).toBe('attract');
    expect(to.effects('record-visit')).toEqual([{ effect: 'record-visit', patronId: '0-1' }]);
  });

  test('different due dates are not one', () => {
    const to = walk((effect) =>
      effect.effect === 'check-out' && effect.barcode === '501'
        ? { to: 'check-out', barcode: '501', answer: lent('501', '2026-10-29') }
        : friendlyReply(effect),
    );
    to.scanCard();
    to.scanItem('500');
    to.scanItem('501');
    to.act({ act: 'finish', receipt: 'none' });
    expect(to.view()).toMatchObject({ screen: 'farewell', slip: 'none', dueOn: null });
    expect(to.effects('print')).toEqual([]);
  });

  test('without paper the slip is read from the screen, with time for it', () => {
    const to = walk(friendlyReply, freshState({ ...calm, paper: false, trouble: 'paper-out' }));
    expect(to.view()).toMatchObject({ paper: false, notice: { device: 'paper-out' } });
    to.scanItem('500');
    to.act({ act: 'finish', receipt: 'paper' });
    expect(to.view()).toMatchObject({ slip: 'screen', receiptText: ['a receipt'] });
    to.time(FAREWELL_TEXT_MS - 1);
    expect(to.view().screen).toBe('farewell');
    to.time(1);
    expect(to.view().screen).toBe('attract');
  });

  test('a torn slip is shown, and printed once more only when paper comes while its owner is here', () => {
    const to = at('borrow');
    to.scanItem('500');
    to.act({ act: 'finish', receipt: 'paper' });
    to.give({ input: 'slip', jobId: 'job-1', state: 'interrupted' });
    to.give({ input: 'surroundings', now: { ...calm, paper: false, trouble: 'paper-out' } });
    expect(to.view()).toMatchObject({ slip: 'screen', receiptText: ['a receipt'] });
    to.give({ input: 'surroundings', now: calm });
    expect(to.effects('reprint')).toMatchObject([{ jobId: 'job-1' }]);
    expect(to.view()).toMatchObject({ slip: 'printing' });
    to.give({ input: 'slip', jobId: 'job-1-r', state: 'interrupted' });
    to.give({ input: 'surroundings', now: { ...calm, paper: false } });
    to.give({ input: 'surroundings', now: calm });
    expect(to.effects('reprint')).toHaveLength(1);
  });

  test('nobody gets the torn slip of the person before', () => {
    const to = at('borrow');
    to.scanItem('500');
    to.act({ act: 'finish', receipt: 'paper' });
    to.give({ input: 'slip', jobId: 'job-1', state: 'interrupted' });
    to.act({ act: 'home' });
    to.give({ input: 'surroundings', now: { ...calm, paper: false } });
    to.give({ input: 'surroundings', now: calm });
    expect(to.effects('reprint')).toEqual([]);
  });

  test('a session in which nothing was done ends without thanks and counts no visit', () => {
    const to = at('borrow');
    to.act({ act: 'finish', receipt: 'paper' });
    expect(to.view().screen).toBe('attract');
    expect(to.effects('record-visit')).toEqual([]);
  });

  const exits: [string, (to: Walk) => void][] = [
    ['home', (to) => to.act({ act: 'home' })],
    ['the idle timer', (to) => to.time(IDLE_MS)],
    [
      'finish and farewell',
      (to) => {
        to.act({ act: 'finish', receipt: 'none' });
        to.time(FAREWELL_MS);
      },
    ],
    [
      'the next reader at the farewell page',
      (to) => {
        to.act({ act: 'finish', receipt: 'none' });
        to.act({ act: 'start', what: 'borrow' });
        to.act({ act: 'home' });
      },
    ],
  ];
  test.each(exits)('by %s everything personal is gone and one visit is counted', (_name, leave) => {
    const to = at('borrow');
    to.scanItem('500');
    leave(to);
    expect(to.view().screen).toBe('attract');
    expect(to.effects('record-visit')).toHaveLength(1);
    const rest = JSON.stringify(to.state());
    for (const personal of [CARD, SURNAME, GIVEN_NAME, 'М. Қ.', 'Кітап 500', '0-1'])
      expect(rest).not.toContain(personal);
  });

  test('no screen at any time shows a full name', () => {
    for (const [, , screen] of screens) {
      const shown = JSON.stringify(at(screen).view());
      expect(shown).not.toContain(SURNAME);
      expect(shown).not.toContain(GIVEN_NAME);
    }
  });

  test('an answer that comes after the session is dropped', () => {
    const late: { session: number; effect: SessionEffect }[] = [];
    const to = walk((effect) => {
      if (effect.effect !== 'check-out') return friendlyReply(effect);
      late.push({ session: effect.session, effect });
      return null;
    });
    to.scanCard();
    to.scanItem('500');
    to.act({ act: 'home' });
    const reply = { to: 'check-out', barcode: '500', answer: lent('500') } as const;
    to.give({ input: 'reply', session: late[0]!.session, reply });
    expect(to.view()).toMatchObject({ screen: 'attract' });
    expect(to.state().lent).toEqual([]);
  });
});

describe('time', () => {
  test('a warning before the end, and more time', () => {
    const to = at('borrow');
    to.time(IDLE_MS - site.policy.kioskIdleWarningSeconds * 1_000 - 1);
    expect(to.view().idle).toMatchObject({ warning: false });
    to.time(1);
    expect(to.view().idle).toMatchObject({
      warning: true,
      secondsLeft: site.policy.kioskIdleWarningSeconds,
    });
    to.act({ act: 'more-time' });
    expect(to.view().idle).toMatchObject({ warning: false });
    to.time(IDLE_MS - 1);
    expect(to.view().screen).toBe('borrow');
  });

  test('registration gets at least 90 seconds', () => {
    const to = at('register');
    expect(to.view().idle?.totalSeconds).toBeGreaterThanOrEqual(90);
    to.time(89_999);
    expect(to.view().screen).toBe('register');
    to.time(1);
    expect(to.view().screen).toBe('attract');
  });

  test('a language chosen at the home page is forgotten with its chooser', () => {
    const to = walk();
    to.act({ act: 'language', language: 'en' });
    to.time(IDLE_MS);
    expect(to.view()).toMatchObject({ screen: 'attract', language: 'kk', idle: null });
  });

  test('the untouched home page does not change with time', () => {
    const to = walk();
    const { revision } = to.view();
    for (let second = 0; second < 500; second += 1) to.time(1_000);
    expect(to.view().revision).toBe(revision);
  });

  test('the call for a librarian outlives the session for a while', () => {
    const to = at('borrow');
    to.act({ act: 'call-librarian' });
    to.act({ act: 'home' });
    expect(to.view().helpCalled).toBe(true);
    to.time(HELP_MS);
    expect(to.view().helpCalled).toBe(false);
  });
});

describe('taps and notices', () => {
  test('a tap on a screen that is gone is dropped', () => {
    const to = at('borrow');
    const { revision } = to.view();
    to.scanItem('500');
    to.act({ act: 'finish', receipt: 'none' }, revision);
    expect(to.view().screen).toBe('farewell');
    to.act({ act: 'home' }, revision);
    expect(to.view().screen).toBe('farewell');
    to.act({ act: 'home' }, to.view().revision);
    expect(to.view().screen).toBe('attract');
  });

  test('a repeated notice is a new one, and can be put away', () => {
    const to = at('borrow');
    to.scanCard(OTHER_CARD);
    const first = to.view().notice!.id;
    to.scanCard(OTHER_CARD);
    expect(to.view().notice!.id).toBeGreaterThan(first);
    to.act({ act: 'dismiss-notice' });
    expect(to.view().notice).toBeNull();
  });

  test('trouble with a device stands until it is over', () => {
    const to = walk();
    to.give({ input: 'surroundings', now: { ...calm, trouble: 'scanner-away' } });
    expect(to.view().notice).toMatchObject({ kind: 'device', device: 'scanner-away' });
    to.act({ act: 'start', what: 'return' });
    to.act({ act: 'dismiss-notice' });
    expect(to.view().notice).toBeNull();
    to.act({ act: 'home' });
    expect(to.view().notice).toMatchObject({ device: 'scanner-away' });
    to.give({ input: 'surroundings', now: calm });
    expect(to.view().notice).toBeNull();
  });

  test('a page that is loaded again changes nothing', () => {
    const to = at('borrow');
    const before = to.view();
    to.give({ input: 'reload' });
    expect(to.view()).toEqual(before);
  });

  test('figures are asked anew when the screen changes, and only of the same patron', () => {
    const to = walk((effect) =>
      effect.effect === 'account'
        ? { to: 'account', account: account({ itemsLeft: 1 }) }
        : friendlyReply(effect),
    );
    to.scanCard();
    to.act({ act: 'switch', to: 'return' });
    to.act({ act: 'switch', to: 'borrow' });
    expect(to.view()).toMatchObject({ patron: { itemsLeft: 1 } });
  });
});
