// An erased patron who stands at a kiosk, or whose card is still on its screen: the session ends, others go on.
import { expect, test } from 'vitest';
import { step } from '../../../station-server/kiosk/session.ts';
import { emptySession, type SessionState } from '../../../station-server/kiosk/session-state.ts';
import { CARD, freshState, walk } from './session-cases.ts';

const forget = (state: SessionState, patronId: string, card = '') =>
  step(state, { input: 'forget', patronId, card }).state;

test('the session of the patron ends, and nothing of it is left', () => {
  const to = walk();
  to.scanCard();
  const state = to.state();
  const patronId = state.patron?.patronId ?? '';
  expect(state.patron?.card).toBe(CARD);
  const ended = forget(state, patronId);
  expect(ended).toMatchObject(emptySession(state.settings));
  expect(JSON.stringify(ended)).not.toContain(CARD);
  expect(ended.session).toBe(state.session + 1);
});

test('the page that shows a new card is left by its card', () => {
  const fresh = freshState();
  const stage = { at: 'registered', card: CARD, initials: 'А.Б.', itemsMax: 3 } as const;
  expect(forget({ ...fresh, stage }, '7-1', CARD).stage).toEqual({ at: 'attract' });
});

test('another patron is not disturbed', () => {
  const to = walk();
  to.scanCard();
  expect(forget(to.state(), '9-9', '29')).toBe(to.state());
});
