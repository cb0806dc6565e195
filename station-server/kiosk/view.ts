// What the page is told of a session: the state without what it need not know. Initials at most, and none of the patron after the
// session (libraries.md 7.6).
import type { IdleTick, KioskScreen, KioskView, LocalDate, WaitingSet } from '../api-types.ts';
import { cameraOf } from './session-camera.ts';
import { classScreen, mayOpenClass } from './session-class.ts';
import { borrowerView, familyOf } from './session-family.ts';
import { findScreen } from './session-find.ts';
import { myCardScreen } from './session-my-card.ts';
import { registerSteps } from './session-register.ts';
import { reregisterScreen } from './session-reregister.ts';
import { shelfScreen, shelvesOffered } from './session-shelves.ts';
import { idleLimitMs, type SessionState } from './session-state.ts';
import type { ReceiptItem } from './slip-request.ts';

/** One day for all books, or none to name. */
const commonDueOn = (lent: readonly ReceiptItem[]): LocalDate | null => {
  const first = lent[0]?.dueOn ?? null;
  return lent.every((item) => item.dueOn === first) ? first : null;
};

const waitingSets = ({ pad, titles }: SessionState): WaitingSet[] =>
  pad.flatMap((sight) => {
    if (sight.sight !== 'parts') return [];
    const { barcode, of, missing } = sight;
    return [{ barcode, title: titles[barcode] ?? '', of, missing }];
  });

const readingOf = ({ reading }: SessionState) => (reading ? { reading } : {});

const screenOf = (state: SessionState): KioskScreen => {
  const { stage, patron, cards, slip } = state;
  const home: KioskScreen = { screen: 'attract', told: state.surroundings.told };
  const waiting = waitingSets(state);
  switch (stage.at) {
    case 'attract':
      return home;
    case 'identify':
      return { screen: 'identify', after: stage.after, keypad: stage.keypad };
    case 'borrow':
      if (!patron) return home;
      return {
        ...{ screen: 'borrow', patron: borrowerView(state) ?? patron.view, cards, waiting },
        lentCount: state.lentCount,
        ...familyOf(state),
        ...(mayOpenClass(state) ? { classOffer: true } : {}),
        ...readingOf(state),
      };
    case 'shelves':
      return shelfScreen(state);
    case 'class':
    case 'class-done':
      return classScreen(state, waiting) ?? home;
    case 'return':
      return { screen: 'return', cards, returnedCount: state.returnedCount, waiting };
    case 'account':
      if (!patron) return home;
      return {
        ...{ screen: 'account', patron: patron.view, loans: state.loans, holds: state.holds },
        ...familyOf(state),
      };
    case 'search':
    case 'title':
    case 'wish':
      return findScreen(state, stage) ?? home;
    case 'reregister':
      return reregisterScreen(state, stage) ?? home;
    case 'my-card':
      return myCardScreen(state, stage) ?? home;
    case 'locker': {
      if (!patron) return home;
      const doors = state.lockers.map(({ name: _, barcode: __, ...door }) => door);
      return { screen: 'locker', patron: patron.view, doors, lentCount: state.lentCount };
    }
    case 'register': {
      const { step, draft, faults, duplicateWarning } = stage;
      const steps = registerSteps(state, draft);
      return { screen: 'register', step, steps, draft, faults, duplicateWarning };
    }
    case 'interrupted': {
      const { cards, lentCount, returnedCount, interrupted } = state;
      const missed = (interrupted?.missed ?? []).map(({ title, author }) => ({ title, author }));
      const cardWanted = interrupted?.patronId !== null;
      return { screen: 'interrupted', cards, lentCount, returnedCount, missed, cardWanted };
    }
    case 'registered': {
      const { card, initials, itemsMax } = stage;
      return { screen: 'registered', card, initials, itemsMax, slip: slip.state };
    }
    case 'farewell':
      return {
        screen: 'farewell',
        lentCount: state.lentCount,
        returnedCount: state.returnedCount,
        slip: slip.state,
        dueOn: commonDueOn(state.lent),
        ...readingOf(state),
        receiptText: slip.state === 'screen' || slip.state === 'unconfirmed' ? slip.text : null,
      };
  }
};

/** Seconds until the session ends by itself; none on the home page. The thanks page asks no question. */
export const idleOf = (state: SessionState): IdleTick | null => {
  if (state.stage.at === 'attract') return null;
  const totalMs = idleLimitMs(state);
  const leftMs = Math.max(0, totalMs - state.idleMs);
  const warningMs = state.settings.policy.kioskIdleWarningSeconds * 1_000;
  return {
    secondsLeft: Math.ceil(leftMs / 1_000),
    totalSeconds: Math.ceil(totalMs / 1_000),
    warning: state.stage.at !== 'farewell' && leftMs <= warningMs,
  };
};

export const toView = (state: SessionState): KioskView => {
  const { settings, surroundings } = state;
  const { policy } = settings;
  return {
    ...screenOf(state),
    place: settings.place,
    audience: settings.audience,
    sounds: settings.sounds,
    shelvesOffer: shelvesOffered(state),
    session: state.session,
    language: state.language,
    libraryName: settings.libraryName,
    branchName: settings.branchName,
    hours: surroundings.hours,
    today: surroundings.today,
    notice: state.notice ?? state.deviceNotice,
    paper: surroundings.paper,
    pad: surroundings.pad,
    online: surroundings.online,
    helpCalled: state.helpMs > 0,
    helpComing: state.helpTaken,
    comfort: state.comfort,
    comfortOpen: state.comfortOpen,
    camera: cameraOf(settings.camera, state),
    revision: state.revision,
    idle: idleOf(state),
    agreement: { consentVersion: policy.consentVersion, rulesVersion: policy.rulesVersion },
    guardianUnderYears: policy.guardianUnderYears,
  };
};
