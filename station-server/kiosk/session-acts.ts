// What a visitor asks for at the page, and the end of a visit. Pure; `session.ts` steps by it.
import type { KioskAct } from '../api-types.ts';
import { withComfort } from './comfort.ts';
import { withCall } from './help-call.ts';
import { goTo, renew } from './session-borrow.ts';
import { withCameraOpen } from './session-camera.ts';
import { afterClass, closeClass, openClass, scannedInClass } from './session-class.ts';
import { forSlip } from './session-family.ts';
import { stepFind } from './session-find.ts';
import { SAME_CARD_MS_MIN } from './session-limits.ts';
import { doorMoves } from './session-locker.ts';
import { stepMyCard } from './session-my-card.ts';
import { tagsOpen } from './session-pad.ts';
import { answerStep, emptyRegister, stepBack, submit } from './session-register.ts';
import { openReregister, reregister } from './session-reregister.ts';
import { borrowFor, scanned } from './session-scan.ts';
import { stepShelves } from './session-shelves.ts';
import {
  didSomething,
  endSession,
  NO_FIND,
  NO_SLIP,
  only,
  type SessionState,
  type Stepped,
  withDevice,
  withReason,
} from './session-state.ts';
import type { RecognisedScan, SessionEffect } from './session-words.ts';

const start = (
  state: SessionState,
  what: 'borrow' | 'return' | 'account' | 'register',
): Stepped => {
  if (state.stage.at === 'farewell') {
    const ended = endSession(state);
    const next = start(ended.state, what);
    return only(next.state, ...ended.effects, ...next.effects);
  }
  if (state.stage.at === 'register') return only(state);
  if (what !== 'register') return goTo(state, what);
  if (state.patron) return only(state);
  return only({ ...state, notice: null, stage: { at: 'register', ...emptyRegister } });
};

const chooseLanguage = (state: SessionState, act: KioskAct & { act: 'language' }): Stepped => {
  const { language } = act;
  if (language === state.language) return only(state);
  const chosen = { ...state, language };
  if (!state.patron) return only(chosen);
  return only(chosen, { effect: 'set-language', patronId: state.patron.patronId, language });
};

/** Card, books, card again: who cannot or will not touch the screen ends the visit like that, with a receipt. */
const isSameCardAgain = (state: SessionState, scan: RecognisedScan): boolean =>
  scan.kind === 'patron' &&
  scan.number === state.patron?.card &&
  state.idleMs >= SAME_CARD_MS_MIN &&
  didSomething(state);

/** Thanks, and the receipt where one is wanted; a session in which nothing was done just ends. */
export const finish = (state: SessionState, receipt: 'paper' | 'none'): Stepped => {
  if (state.stage.at === 'farewell' || state.stage.at === 'register') return only(state);
  if (tagsOpen(state, 'put-back')) return only(withReason(state, 'tag-put-back'));
  if (tagsOpen(state, 'working') || doorMoves(state)) return only({ ...state, finishing: receipt });
  const { lent, returned, renewed, session, language } = state;
  if (lent.length + returned.length + renewed.length === 0) return endSession(state);
  const effects: SessionEffect[] = [];
  if (didSomething(state)) {
    effects.push({ effect: 'record-visit', patronId: state.patron?.patronId ?? null });
  }
  const initials = state.patron?.view.initials ?? '';
  const named = forSlip(state);
  if (receipt === 'paper') {
    const told = { lent: lent.map(named), returned: returned.map(named) };
    const request = {
      slip: 'visit',
      language,
      initials,
      ...told,
      renewed: renewed.map(named),
    } as const;
    effects.push({ effect: 'print', session, request, paper: state.surroundings.paper });
  }
  return only(
    {
      ...state,
      notice: null,
      // Nothing but figures and the receipt is shown from here on.
      patron: null,
      cards: [],
      loans: [],
      holds: [],
      find: NO_FIND,
      children: [],
      forChild: null,
      held: [],
      lockers: [],
      stage: { at: 'farewell' },
      slip: { ...NO_SLIP, state: receipt === 'paper' ? 'printing' : 'none' },
    },
    ...effects,
  );
};

/** What a scanner or the camera read, whatever stands on the screen. */
export const takeScan = (state: SessionState, scan: RecognisedScan): Stepped => {
  if (state.stage.at === 'class') return scannedInClass(state, scan);
  return isSameCardAgain(state, scan)
    ? finish({ ...state, idleMs: 0 }, 'paper')
    : scanned({ ...state, idleMs: 0 }, scan);
};

const identifyByNumber = (state: SessionState, act: KioskAct & { act: 'identify-by-number' }) => {
  if (state.stage.at !== 'identify' || state.patron) return only(state);
  const { card } = act;
  const proof = 'pin' in act ? { pin: act.pin } : { birthDate: act.birthDate };
  return only(state, { effect: 'identify-by-number', session: state.session, card, proof });
};

const dismiss = (state: SessionState): Stepped =>
  only(state.notice ? { ...state, notice: null } : withDevice(state, null));

/** What else is on the page of a class, or of its overview; other acts are of pages that stood before. */
const CLASS_ACTS: readonly KioskAct['act'][] = [
  ...(['language', 'comfort', 'class-close', 'more-time'] as const),
  ...(['dismiss-notice', 'call-librarian', 'home'] as const),
];

/** What a finger asks for; a code from the camera is a scan (`session.ts`). */
export const stepAct = (
  state: SessionState,
  act: Exclude<KioskAct, { act: 'camera-scan' }>,
): Stepped => {
  if (state.classRoom && !CLASS_ACTS.includes(act.act)) return only(state);
  switch (act.act) {
    case 'language':
      return chooseLanguage(state, act);
    case 'comfort':
      return only(withComfort(state, act));
    case 'camera':
      return only(state.stage.at === 'attract' ? state : withCameraOpen(state, act.open));
    case 'start':
      return start(state, act.what);
    case 'switch':
      return start(state, act.to);
    case 'keypad':
      if (state.stage.at !== 'identify') return only(state);
      return only({ ...state, notice: null, stage: { ...state.stage, keypad: act.open } });
    case 'identify-by-number':
      return identifyByNumber(state, act);
    case 'renew':
      return renew(state, (loan) => loan.loanId === act.loanId);
    case 'renew-all':
      return renew(state, () => true);
    case 'reregister-open':
      return openReregister(state);
    case 'reregister':
      return reregister(state, act);
    case 'borrow-for':
      return borrowFor(state, act.child);
    case 'my-card-open':
    case 'my-card-part':
    case 'pin-set':
    case 'pin-remove':
    case 'remember':
      return stepMyCard(state, act);
    case 'register-step':
      return answerStep(state, act.step, act.fields);
    case 'register-back':
      return stepBack(state);
    case 'register-submit':
      return submit(state, act.duplicateAccepted);
    case 'search-open':
    case 'search':
    case 'search-page':
    case 'title-open':
    case 'search-back':
    case 'hold-place':
    case 'hold-cancel':
    case 'wish-open':
    case 'wish':
    case 'rate':
      return stepFind(state, act);
    case 'finish':
      return finish(state, act.receipt);
    case 'more-time':
      return only(state);
    case 'dismiss-notice':
      return dismiss(state);
    case 'call-librarian':
      return only(withCall(state));
    case 'shelves-open':
    case 'shelves-age':
    case 'shelf-open':
    case 'shelf-book':
    case 'shelves-back':
      return stepShelves(state, act);
    case 'class-open':
      return openClass(state);
    case 'class-close':
      return closeClass(state);
    case 'home':
      return afterClass(state);
  }
};
