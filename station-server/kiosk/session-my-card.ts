// What readers set about themselves at the kiosk, from "my books": a PIN for days without a card. Only with the card shown; what was
// typed is in no state, it goes to the desk and is gone. Pure.
import type { KioskAct, KioskScreen } from '../api-types.ts';
import type { SettingAnswer } from '../desk-types.ts';
import type { MyCardAct } from '../family-types.ts';
import type { MyCardState } from './reader-record.ts';
import { only, type SessionState, type Stepped, withReason } from './session-state.ts';
import type { SessionEffect } from './session-words.ts';

const OVERVIEW: MyCardState = { part: 'overview', sent: false, done: null };

const open = (state: SessionState): Stepped => {
  if (state.stage.at !== 'account' || !state.patron) return only(state);
  return only({ ...state, notice: null, stage: { at: 'my-card', ...OVERVIEW } });
};

const setPin = (
  state: SessionState,
  stage: MyCardState,
  typed: { pin: string; again: string } | null,
): Stepped => {
  const { patron, session } = state;
  if (!patron || stage.sent) return only(state);
  if (patron.byNumber) return only(withReason(state, 'card-needed'));
  const effect: SessionEffect = { effect: 'set-pin', session, patronId: patron.patronId, typed };
  const sent: MyCardState = { ...stage, sent: true, done: null };
  return only({ ...state, notice: null, stage: { at: 'my-card', ...sent } }, effect);
};

export const stepMyCard = (state: SessionState, act: KioskAct & MyCardAct): Stepped => {
  if (act.act === 'my-card-open') return open(state);
  const { stage } = state;
  if (stage.at !== 'my-card') return only(state);
  switch (act.act) {
    case 'my-card-part':
      return only({ ...state, notice: null, stage: { ...stage, part: act.part, done: null } });
    case 'pin-set':
      return stage.part === 'pin' ? setPin(state, stage, act) : only(state);
    case 'pin-remove':
      return stage.part === 'overview' ? setPin(state, stage, null) : only(state);
  }
};

export const afterSetPin = (state: SessionState, answer: SettingAnswer): Stepped => {
  const { stage, patron } = state;
  if (stage.at !== 'my-card' || !stage.sent || !patron) return only(state);
  const asked: SessionState = { ...state, stage: { ...stage, sent: false } };
  if (answer.outcome === 'refused') return only(withReason(asked, answer.reason, answer.details));
  const hasPin = stage.part === 'pin';
  const done = hasPin ? 'pin-set' : 'pin-removed';
  return only({
    ...state,
    patron: { ...patron, record: { ...patron.record, hasPin } },
    stage: { at: 'my-card', ...OVERVIEW, done },
  });
};

export const myCardScreen = (
  { patron }: SessionState,
  { part, done }: MyCardState,
): KioskScreen | null => {
  if (!patron) return null;
  const { hasPin } = patron.record;
  return { screen: 'my-card', patron: patron.view, part, byCard: !patron.byNumber, hasPin, done };
};
