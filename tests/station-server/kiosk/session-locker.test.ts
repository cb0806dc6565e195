// The locker screen by cases: the card opens the reader's compartments one after the other, and nothing else does.
import { expect, test } from 'vitest';
import type { LockerDoor } from '../../../station-server/api-types.ts';
import type { DeskReply, SessionEffect } from '../../../station-server/kiosk/session-words.ts';
import {
  account,
  CARD,
  calm,
  freshState,
  friendlyReply,
  loanOf,
  lockerBook,
  OTHER_CARD,
  refusal,
  site,
  type Walk,
  walk,
} from './session-cases.ts';

const at = (reply = friendlyReply) => walk(reply, freshState(calm, true));
const answering = (special: (effect: SessionEffect) => DeskReply | null) =>
  at((effect) => special(effect) ?? friendlyReply(effect));
const shown = (to: Walk): LockerDoor[] => {
  const view = to.view();
  return view.screen === 'locker' ? view.doors : [];
};
const kinds = (to: Walk) => shown(to).map(({ door, state }) => `${door} ${state.kind}`);
const orders = (to: Walk) =>
  to.effects('pick-up').map((effect) => effect.effect === 'pick-up' && effect.name.lock);
const tellDoor = (to: Walk, lock: number, opened: boolean, session = to.state().session) =>
  to.give({
    ...{ input: 'reply', session },
    reply: { to: 'door', name: lockerBook(lock).name, opened },
  });
const openBoth = (to: Walk) => {
  tellDoor(to, 2, true);
  tellDoor(to, 4, true);
};

test('the card opens one door after the other, lends what lies there, and the end tells of it', () => {
  const to = at();
  to.scanCard();
  expect(kinds(to)).toEqual(['3 opening', '5 waiting']);
  tellDoor(to, 2, true);
  expect(kinds(to)).toEqual(['3 open', '5 opening']);
  tellDoor(to, 4, true);
  expect(kinds(to)).toEqual(['3 open', '5 open']);
  expect(shown(to)[0]).toEqual({
    ...{ door: 3, title: 'Кітап 203', author: 'Автор А.' },
    state: { kind: 'open', dueOn: '2026-11-06' },
  });
  expect(to.view()).toMatchObject({ lentCount: 2, patron: { itemsLeft: 3 } });
  to.act({ act: 'finish', receipt: 'paper' });
  expect(to.view()).toMatchObject({ screen: 'farewell', lentCount: 2, dueOn: '2026-11-06' });
  expect(to.effects('print')).toMatchObject([
    { request: { lent: [{ barcode: '203' }, { barcode: '205', dueOn: '2026-11-06' }] } },
  ]);
  expect(to.effects('record-visit')).toHaveLength(1);
});

test.each([
  ['the home page', () => {}],
  ['the page that waits for a card', (to: Walk) => to.act({ act: 'start', what: 'account' })],
  ['a return', (to: Walk) => to.scanItem('500')],
])('a card on %s opens', (_name, before) => {
  const to = at();
  before(to);
  to.scanCard();
  expect(to.view().screen).toBe('locker');
});

test('a card on the RFID pad opens, and opens again when it is lifted and put back', () => {
  const to = at();
  const pad = (card: string | null) =>
    to.give({
      ...{ input: 'pad', titles: {}, blind: false },
      pad: card === null ? [] : [{ sight: 'card', card, uids: ['e1'] }],
    });
  pad(CARD);
  expect(kinds(to)).toEqual(['3 opening', '5 waiting']);
  tellDoor(to, 2, false);
  tellDoor(to, 4, true);
  pad(null);
  pad(CARD);
  expect(orders(to)).toEqual([2, 4, 2]);
  pad(null);
  pad(OTHER_CARD);
  expect(orders(to)).toHaveLength(3);
});

test('a typed number opens nothing; the card shown then does', () => {
  const to = answering((effect) =>
    effect.effect === 'identify-by-number'
      ? { to: 'identify', byNumber: true, answer: { outcome: 'identified', ...account() } }
      : null,
  );
  to.act({ act: 'start', what: 'borrow' });
  to.act({ act: 'keypad', open: true });
  to.act({ act: 'identify-by-number', card: CARD, birthDate: '1990-05-14' });
  expect(to.view().screen).toBe('borrow');
  expect(to.effects('lockers')).toEqual([]);
  to.scanCard();
  expect(to.view().screen).toBe('locker');
});

test('a place without lockers asks nothing, and nothing in them changes nothing', () => {
  const without = walk();
  without.scanCard();
  expect(without.effects('lockers')).toEqual([]);
  const empty = answering((effect) =>
    effect.effect === 'lockers' ? { to: 'lockers', books: [] } : null,
  );
  empty.act({ act: 'start', what: 'account' });
  empty.scanCard();
  expect(empty.view().screen).toBe('account');
});

test("another reader's card opens nothing and says so", () => {
  const to = at();
  to.scanCard();
  to.scanCard(OTHER_CARD);
  expect(to.view().notice).toMatchObject({ reason: 'card-not-wanted' });
  expect(to.effects('lockers')).toHaveLength(1);
});

test('a second scan of the card while doors move is neither lost nor doubled', () => {
  const to = at();
  to.scanCard();
  to.scanCard();
  expect(orders(to)).toEqual([2]);
  tellDoor(to, 2, false);
  expect(kinds(to)).toEqual(['3 not-opened', '5 opening']);
  to.scanCard();
  expect(orders(to)).toEqual([2, 4]);
  tellDoor(to, 4, true);
  // The failed door follows by itself: the card asked for it while the other one moved.
  expect(orders(to)).toEqual([2, 4, 2]);
  expect(to.view()).toMatchObject({ lentCount: 2 });
});

test('a door that stays shut calls the librarian; the loan stands and is opened again by the card', () => {
  const to = answering((effect) =>
    effect.effect === 'pick-up' && to.effects('pick-up').length > 1
      ? { to: 'pick-up', name: effect.name, answer: { outcome: 'again', loan: loanOf('203').loan } }
      : effect.effect === 'lockers'
        ? { to: 'lockers', books: [lockerBook(2)] }
        : null,
  );
  to.scanCard();
  expect(to.view().helpCalled).toBe(false);
  tellDoor(to, 2, false);
  expect(to.view()).toMatchObject({ helpCalled: true, lentCount: 1 });
  expect(kinds(to)).toEqual(['3 not-opened']);
  to.scanCard();
  tellDoor(to, 2, true);
  expect(kinds(to)).toEqual(['3 open']);
  expect(to.view()).toMatchObject({ lentCount: 1, patron: { itemsLeft: 4 } });
});

test('a book that was lent before the station died is on the receipt, and uses up nothing more', () => {
  const to = answering((effect) =>
    effect.effect === 'pick-up'
      ? { to: 'pick-up', name: effect.name, answer: { outcome: 'again', loan: loanOf('203').loan } }
      : null,
  );
  to.scanCard();
  openBoth(to);
  expect(to.view()).toMatchObject({ lentCount: 2, patron: { itemsLeft: 5 } });
});

test('a refusal stands at its door, and the next one is tried', () => {
  const to = answering((effect) =>
    effect.effect === 'pick-up' && effect.name.lock === 2
      ? { to: 'pick-up', name: effect.name, answer: refusal('item-limit') }
      : null,
  );
  to.scanCard();
  expect(shown(to)[0]?.state).toEqual({ kind: 'refused', reason: 'item-limit', details: {} });
  expect(kinds(to)).toEqual(['3 refused', '5 opening']);
  expect(to.view()).toMatchObject({ lentCount: 1, helpCalled: false });
});

test('finishing waits for the door that moves, and opens no other', () => {
  const to = at();
  to.scanCard();
  to.act({ act: 'finish', receipt: 'none' });
  expect(to.view().screen).toBe('locker');
  tellDoor(to, 2, true);
  expect(to.view()).toMatchObject({ screen: 'farewell', lentCount: 1 });
  expect(orders(to)).toEqual([2]);
});

test('a reader who went on is brought back by a door that stays shut, not by one that opens', () => {
  const to = at();
  to.scanCard();
  to.act({ act: 'switch', to: 'account' });
  tellDoor(to, 2, true);
  expect(to.view().screen).toBe('account');
  tellDoor(to, 4, false);
  expect(kinds(to)).toEqual(['3 open', '5 not-opened']);
});

test('who left before a door answered leaves nothing behind but the call', () => {
  const to = at();
  to.scanCard();
  const { session } = to.state();
  to.time(site.policy.kioskIdleSeconds * 1_000);
  expect(to.view().screen).toBe('attract');
  expect(to.effects('record-visit')).toHaveLength(1);
  tellDoor(to, 2, true, session);
  expect(to.view()).toMatchObject({ screen: 'attract', helpCalled: false });
  tellDoor(to, 2, false, session);
  expect(to.view()).toMatchObject({ screen: 'attract', helpCalled: true });
  expect(to.state().lockers).toEqual([]);
});

test('a book scanned between two doors is lent as everywhere', () => {
  const to = at();
  to.scanCard();
  to.scanItem('500');
  openBoth(to);
  expect(to.view()).toMatchObject({ screen: 'borrow', lentCount: 3 });
  to.scanItem('203');
  expect(to.view().notice).toMatchObject({ reason: 'item-already-yours' });
});
