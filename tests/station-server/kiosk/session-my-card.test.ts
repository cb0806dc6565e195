// What a reader sets in a session: only with the card shown, nothing of a PIN in any state, each answer told.
import { expect, test } from 'vitest';
import type { DeskReply, SessionEffect } from '../../../station-server/kiosk/session-words.ts';
import { CARD, friendlyReply, walk } from './session-cases.ts';

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
