// What readers set about themselves at the kiosk, from "my books": a PIN for days without a card, the wish to be told what they had
// before, the card as a QR code for the phone. Only with the card shown; what was typed is in no state, it goes to the desk and is
// gone. Pure.
import type { KioskAct, KioskScreen } from '../api-types.ts';
import type { SettingAnswer } from '../desk-types.ts';
import type { MyCardAct } from '../family-types.ts';
import type { MyCardState, ReaderRecord } from './reader-record.ts';
import { only, type SessionState, type Stepped, withReason } from './session-state.ts';
import type { SessionEffect } from './session-words.ts';

const OVERVIEW: MyCardState = { part: 'overview', sent: false, done: null };

const open = (state: SessionState): Stepped => {
  if (state.stage.at !== 'account' || !state.patron) return only(state);
  return only({ ...state, notice: null, stage: { at: 'my-card', ...OVERVIEW } });
};

/** Asks the desk, unless it is asked already or the number was typed. */
const ask = (
  state: SessionState,
  stage: MyCardState,
  effect: (patronId: string) => SessionEffect,
): Stepped => {
  const { patron } = state;
  if (!patron || stage.sent) return only(state);
  if (patron.byNumber) return only(withReason(state, 'card-needed'));
  const sent: MyCardState = { ...stage, sent: true, done: null };
  const asked: SessionState = { ...state, notice: null, stage: { at: 'my-card', ...sent } };
  return only(asked, effect(patron.patronId));
};

const setPin = (
  state: SessionState,
  stage: MyCardState,
  typed: { pin: string; again: string } | null,
): Stepped => {
  const { session } = state;
  return ask(state, stage, (patronId) => ({ effect: 'set-pin', session, patronId, typed }));
};

export const stepMyCard = (state: SessionState, act: KioskAct & MyCardAct): Stepped => {
  if (act.act === 'my-card-open') return open(state);
  const { stage } = state;
  if (stage.at !== 'my-card') return only(state);
  switch (act.act) {
    case 'my-card-part':
      if (act.part === 'phone' && state.patron?.byNumber) {
        return only(withReason(state, 'card-needed'));
      }
      return only({ ...state, notice: null, stage: { ...stage, part: act.part, done: null } });
    case 'pin-set':
      return stage.part === 'pin' ? setPin(state, stage, act) : only(state);
    case 'pin-remove':
      return stage.part === 'overview' ? setPin(state, stage, null) : only(state);
    case 'remember': {
      const { session } = state;
      const { wanted } = act;
      if (stage.part !== 'overview') return only(state);
      return ask(state, stage, (patronId) => ({
        ...{ effect: 'set-remembering', session, patronId, wanted },
      }));
    }
  }
};

const after = (
  state: SessionState,
  answer: SettingAnswer,
  set: Partial<ReaderRecord>,
  done: MyCardState['done'],
): Stepped => {
  const { stage, patron } = state;
  if (stage.at !== 'my-card' || !stage.sent || !patron) return only(state);
  const asked: SessionState = { ...state, stage: { ...stage, sent: false } };
  if (answer.outcome === 'refused') return only(withReason(asked, answer.reason, answer.details));
  return only({
    ...state,
    patron: { ...patron, record: { ...patron.record, ...set } },
    stage: { at: 'my-card', ...OVERVIEW, done },
  });
};

export const afterSetPin = (state: SessionState, answer: SettingAnswer): Stepped => {
  const hasPin = state.stage.at === 'my-card' && state.stage.part === 'pin';
  return after(state, answer, { hasPin }, hasPin ? 'pin-set' : 'pin-removed');
};

export const afterSetRemembering = (
  state: SessionState,
  remembers: boolean,
  answer: SettingAnswer,
): Stepped => after(state, answer, { remembers }, remembers ? 'remembers' : 'forgets');

export const myCardScreen = (
  { patron }: SessionState,
  { part, done }: MyCardState,
): KioskScreen | null => {
  if (!patron) return null;
  const { card, byNumber } = patron;
  const { hasPin, remembers } = patron.record;
  const phone = part === 'phone' && !byNumber ? { card } : null;
  return {
    ...{ screen: 'my-card', patron: patron.view, part, byCard: !byNumber, hasPin, remembers },
    ...{ phone, done },
  };
};
