// What a reader sets in a session: only with the card shown, nothing of a PIN in any state, each answer told.
import { expect, test } from 'vitest';
import type { CheckOutAnswer } from '../../../station-server/desk-types.ts';
import type { DeskReply, SessionEffect } from '../../../station-server/kiosk/session-words.ts';
import { CARD, friendlyReply, lent, walk } from './session-cases.ts';

const PIN = '80214';
const set = { act: 'pin-set', pin: PIN, again: PIN } as const;

const atMyCard = (reply = friendlyReply, typed = false) => {
  const session = walk(reply);
  if (typed) {
    session.act({ act: 'start', what: 'account' });
    session.act({ act: 'identify-by-number', card: CARD, birthDate: '1990-05-14' });
  } else {
    session.scanCard();
    session.act({ act: 'switch', to: 'account' });
  }
  session.act({ act: 'my-card-open' });
  return session;
};

test('typed twice and saved; the state never held it', () => {
  const session = atMyCard();
  expect(session.view()).toMatchObject({ screen: 'my-card', part: 'overview', hasPin: false });
  session.act({ act: 'my-card-part', part: 'pin' });
  expect(session.view()).toMatchObject({ part: 'pin' });
  session.act(set);
  expect(session.effects('set-pin')).toMatchObject([{ patronId: '0-1', typed: { pin: PIN } }]);
  expect(session.view()).toMatchObject({ part: 'overview', hasPin: true, done: 'pin-set' });
  expect(JSON.stringify(session.state())).not.toContain(PIN);
  session.act({ act: 'pin-remove' });
  expect(session.effects('set-pin')).toMatchObject([{}, { typed: null }]);
  expect(session.view()).toMatchObject({ hasPin: false, done: 'pin-removed' });
  session.act({ act: 'my-card-part', part: 'pin' });
  expect(session.view()).toMatchObject({ done: null });
});

test('a refusal is told and leads back to the fields', () => {
  const session = atMyCard((effect) =>
    effect.effect === 'set-pin'
      ? { to: 'set-pin', answer: { outcome: 'refused', reason: 'pin-weak' } }
      : friendlyReply(effect),
  );
  session.act({ act: 'my-card-part', part: 'pin' });
  session.act(set);
  expect(session.view()).toMatchObject({ part: 'pin', notice: { reason: 'pin-weak' } });
});

test('a second tap while the first is under way asks nothing; after a failure it works again', () => {
  const answers: (DeskReply | null)[] = [null, { to: 'set-pin', answer: { outcome: 'set' } }];
  const reply = (effect: SessionEffect) =>
    effect.effect === 'set-pin' ? answers.shift()! : friendlyReply(effect);
  const session = atMyCard(reply);
  session.act({ act: 'my-card-part', part: 'pin' });
  session.act(set);
  session.act(set);
  expect(session.effects('set-pin')).toHaveLength(1);
  const failed: DeskReply = { to: 'failed', staffCode: 'desk-failed' };
  session.give({ input: 'reply', session: session.state().session, reply: failed });
  session.act(set);
  expect(session.view()).toMatchObject({ done: 'pin-set' });
});

test('after a typed number nothing is set until the card is shown', () => {
  const session = atMyCard(friendlyReply, true);
  expect(session.view()).toMatchObject({ screen: 'my-card', byCard: false });
  session.act({ act: 'my-card-part', part: 'pin' });
  session.act(set);
  expect(session.effects('set-pin')).toHaveLength(0);
  expect(session.view()).toMatchObject({ notice: { reason: 'card-needed' } });
  session.scanCard();
  expect(session.view()).toMatchObject({ byCard: true });
  session.act(set);
  expect(session.view()).toMatchObject({ done: 'pin-set' });
});

test('the wish to be told what one had before, on and off; a lent book says it', () => {
  const session = atMyCard((effect) =>
    effect.effect === 'check-out'
      ? {
          ...{ to: 'check-out', barcode: effect.barcode },
          answer: { ...lent(effect.barcode), readBefore: true } as CheckOutAnswer,
        }
      : friendlyReply(effect),
  );
  session.act({ act: 'remember', wanted: true });
  expect(session.view()).toMatchObject({ remembers: true, done: 'remembers' });
  session.act({ act: 'remember', wanted: false });
  expect(session.view()).toMatchObject({ remembers: false, done: 'forgets' });
  expect(session.effects('set-remembering')).toMatchObject([{ wanted: true }, { wanted: false }]);
  session.act({ act: 'switch', to: 'borrow' });
  session.scanItem('101');
  expect(session.view()).toMatchObject({ cards: [{ result: { kind: 'lent', readBefore: true } }] });
});

test('a wish that cannot be kept is told, and a typed number sets none', () => {
  const refused = atMyCard((effect) =>
    effect.effect === 'set-remembering'
      ? {
          ...{ to: 'set-remembering', wanted: true },
          answer: { outcome: 'refused', reason: 'patron-unknown' },
        }
      : friendlyReply(effect),
  );
  refused.act({ act: 'remember', wanted: true });
  expect(refused.view()).toMatchObject({ remembers: false, notice: { reason: 'patron-unknown' } });
  const typed = atMyCard(friendlyReply, true);
  typed.act({ act: 'remember', wanted: true });
  expect(typed.effects('set-remembering')).toHaveLength(0);
  expect(typed.view()).toMatchObject({ notice: { reason: 'card-needed' } });
});

test('the card for the phone is shown to whoever showed the card, and to nobody who typed its number', () => {
  const session = atMyCard();
  expect(session.view()).toMatchObject({ phone: null });
  session.act({ act: 'my-card-part', part: 'phone' });
  expect(session.view()).toMatchObject({ part: 'phone', phone: { card: CARD } });
  session.act({ act: 'my-card-part', part: 'overview' });
  expect(session.view()).toMatchObject({ phone: null });
  const typed = atMyCard(friendlyReply, true);
  typed.act({ act: 'my-card-part', part: 'phone' });
  expect(typed.view()).toMatchObject({
    part: 'overview',
    phone: null,
    notice: { reason: 'card-needed' },
  });
});

test('opened from "my books" alone, and acts of it do nothing elsewhere', () => {
  const session = walk();
  session.act({ act: 'my-card-open' });
  session.act(set);
  session.scanCard();
  session.act({ act: 'my-card-open' });
  session.act({ act: 'pin-remove' });
  expect(session.view().screen).toBe('borrow');
  expect(session.effects('set-pin')).toHaveLength(0);
  const open = atMyCard();
  open.act(set);
  expect(open.effects('set-pin')).toHaveLength(0);
});
