// A children's kiosk: no time pressure, one scan and a child is at the borrowing page, and its pages are told whom they speak to.
import { expect, test } from 'vitest';
import {
  CHILDREN_FAREWELL_MS,
  CHILDREN_IDLE_MS_MIN,
} from '../../../station-server/kiosk/session-limits.ts';
import type { SessionState } from '../../../station-server/kiosk/session-state.ts';
import { freshState, friendlyReply, site, walk } from './session-cases.ts';

const childrensState = (): SessionState => {
  const state = freshState();
  return { ...state, settings: { ...state.settings, audience: 'children' } };
};

test('a page is told whom it speaks to', () => {
  expect(walk().view().audience).toBe('everyone');
  expect(walk(friendlyReply, childrensState()).view().audience).toBe('children');
});

test('the site hurries grown-ups after a minute, children never before 90 seconds', () => {
  expect(site.policy.kioskIdleSeconds * 1_000).toBeLessThan(CHILDREN_IDLE_MS_MIN);
  const child = walk(friendlyReply, childrensState());
  child.scanCard();
  child.time(CHILDREN_IDLE_MS_MIN - 1);
  expect(child.view().screen).toBe('borrow');
  child.time(1);
  expect(child.view().screen).toBe('attract');
});

test('a site that gives everyone more time gives it to children too', () => {
  const state = childrensState();
  const policy = { ...state.settings.policy, kioskIdleSeconds: 200 };
  const child = walk(friendlyReply, { ...state, settings: { ...state.settings, policy } });
  child.scanCard();
  child.time(199_999);
  expect(child.view().screen).toBe('borrow');
});

test('one scan: a card on the home page leads to borrowing, the next book is lent', () => {
  const child = walk(friendlyReply, childrensState());
  child.scanCard();
  expect(child.view()).toMatchObject({ screen: 'borrow', lentCount: 0 });
  child.scanItem('101');
  expect(child.view()).toMatchObject({ screen: 'borrow', lentCount: 1 });
});

test('the thanks page stays long enough for its stars to be counted', () => {
  const child = walk(friendlyReply, childrensState());
  child.scanItem('101');
  child.act({ act: 'finish', receipt: 'none' });
  child.time(CHILDREN_FAREWELL_MS - 1);
  expect(child.view().screen).toBe('farewell');
  child.time(1);
  expect(child.view().screen).toBe('attract');
});
