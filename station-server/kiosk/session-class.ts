// A class session: a teacher's card opens it, then pupils scan one after another: a card, books, the next card is the next pupil.
// Nobody is hurried and nobody logs out. A pupil for whom no guarantee is on file gets books for the reading hall (libraries.md 7.1).
// The teacher's card, or a tap, closes it with one overview. Pure.
import type { KioskScreen, LoanKind, WaitingSet } from '../api-types.ts';
import type { CheckOutAnswer, IdentifyAnswer } from '../desk-types.ts';
import type { ClassPupil, ClassRoom } from './class-room.ts';
import { recordOf } from './reader-record.ts';
import { afterCheckIn, afterCheckOut, patronView } from './session-borrow.ts';
import { CHILDREN_IDLE_MS_MIN, CLASS_PUPILS_MAX, SAME_CARD_MS_MIN } from './session-limits.ts';
import {
  didSomething,
  endSession,
  only,
  type SessionState,
  type Stepped,
  withReason,
} from './session-state.ts';
import type { DeskReply, RecognisedScan, SessionEffect } from './session-words.ts';

/** Offered to a card of the place's list, before it has borrowed anything. */
export const mayOpenClass = ({ stage, patron, cards, settings }: SessionState): boolean =>
  stage.at === 'borrow' &&
  patron !== null &&
  !patron.byNumber &&
  patron.view.blockedBy === null &&
  !patron.view.pending &&
  cards.length === 0 &&
  settings.classOpeners.includes(patron.record.category);

export const openClass = (state: SessionState): Stepped => {
  if (!mayOpenClass(state) || !state.patron) return only(state);
  const classRoom: ClassRoom = { teacherCard: state.patron.card, pupils: [], returned: 0 };
  return only({ ...noPupil(state), stage: { at: 'class' }, classRoom });
};

const noPupil = (state: SessionState): SessionState => ({
  ...state,
  ...{ notice: null, patron: null, loans: [], cards: [], lent: [], returned: [] },
  ...{ children: [], forChild: null },
  ...{ lentCount: 0, returnedCount: 0 },
});

/** Whoever stood here last has done; each pupil who did something is one visit. */
const leavePupil = (state: SessionState): Stepped => {
  const visit: SessionEffect = {
    effect: 'record-visit',
    patronId: state.patron?.patronId ?? null,
  };
  return only(noPupil(state), ...(didSomething(state) ? [visit] : []));
};

export const closeClass = (state: SessionState): Stepped => {
  if (state.stage.at !== 'class') return only(state);
  if (state.cards.some(({ tag }) => tag === 'put-back')) {
    return only(withReason(state, 'tag-put-back'));
  }
  const left = leavePupil(state);
  return only({ ...left.state, stage: { at: 'class-done' } }, ...left.effects);
};

/** No guarantee: for the reading hall, until the end of the day. */
export const loanKindOf = (state: SessionState): LoanKind =>
  state.stage.at === 'class' && state.patron?.record.guaranteed === false ? 'hall' : 'home';

const scannedCard = (state: SessionState, card: string): Stepped => {
  if (card === state.classRoom?.teacherCard) {
    return state.idleMs >= SAME_CARD_MS_MIN ? closeClass(state) : only(state);
  }
  if (card === state.patron?.card) return only({ ...state, idleMs: 0 });
  if (state.cards.some(({ tag }) => tag === 'put-back')) {
    return only(withReason(state, 'tag-put-back'));
  }
  const { session } = state;
  return only({ ...state, idleMs: 0 }, { effect: 'identify', session, card });
};

const scannedItem = (state: SessionState, barcode: string): Stepped => {
  const { session, patron } = state;
  if (!patron) return only(state, { effect: 'check-in', session, patronId: null, barcode });
  if (state.lent.some((item) => item.barcode === barcode)) {
    return only(withReason(state, 'item-already-yours'));
  }
  const { patronId } = patron;
  return only(state, {
    ...{ effect: 'check-out', session, patronId, barcode, kind: loanKindOf(state) },
  });
};

/** `state.idleMs` is still that of before the scan: a scanner reads a card that lies under it again and again. */
export const scannedInClass = (state: SessionState, scan: RecognisedScan): Stepped => {
  if (scan.kind === 'patron') return scannedCard(state, scan.number);
  const awake = { ...state, idleMs: 0 };
  if (scan.kind === 'item') return scannedItem(awake, scan.number);
  const reason = scan.kind === 'refused' ? scan.reason : 'isbn-not-item';
  return only(withReason(awake, reason), { effect: 'record-refusal', act: 'check-out', reason });
};

const withPupil = (
  room: ClassRoom,
  patronId: string,
  change: (pupil: ClassPupil) => ClassPupil,
): ClassRoom => ({
  ...room,
  pupils: room.pupils.map((pupil) => (pupil.patronId === patronId ? change(pupil) : pupil)),
});

const nextPupil = (state: SessionState, room: ClassRoom, answer: IdentifyAnswer): Stepped => {
  if (answer.outcome === 'refused') return only(withReason(state, answer.reason, answer.details));
  const { patronId, card } = answer.patron;
  const known = room.pupils.some((pupil) => pupil.patronId === patronId);
  if (!known && room.pupils.length >= CLASS_PUPILS_MAX) return closeClass(state);
  const left = leavePupil(state);
  const view = patronView(answer);
  const line = { patronId, initials: view.initials, home: 0, hall: 0, refused: 0 };
  return only(
    {
      ...left.state,
      patron: { patronId, card, byNumber: false, view, record: recordOf(answer) },
      classRoom: known ? room : { ...room, pupils: [...room.pupils, line] },
    },
    ...left.effects,
  );
};

const counted =
  (answer: CheckOutAnswer) =>
  (pupil: ClassPupil): ClassPupil => {
    if (answer.outcome === 'refused') return { ...pupil, refused: pupil.refused + 1 };
    return answer.loan.kind === 'home'
      ? { ...pupil, home: pupil.home + 1 }
      : { ...pupil, hall: pupil.hall + 1 };
  };

/** Null: answered as at any other page. */
export const replyInClass = (state: SessionState, reply: DeskReply): Stepped | null => {
  const room = state.classRoom;
  if (state.stage.at !== 'class' || !room) return null;
  if (reply.to === 'identify') return nextPupil(state, room, reply.answer);
  if (reply.to === 'check-in') {
    const returned = room.returned + (reply.answer.outcome === 'returned' ? 1 : 0);
    const now = afterCheckIn(state, reply.barcode, reply.answer);
    return only({ ...now, classRoom: { ...room, returned } });
  }
  if (reply.to !== 'check-out' || !state.patron) return null;
  const classRoom = withPupil(room, state.patron.patronId, counted(reply.answer));
  const counting = { ...state, classRoom };
  return only(afterCheckOut(counting, reply.barcode, reply.answer, reply.patronId));
};

/** A pupil who went away is no longer here for the next book; the class stays. */
export const withClassTime = (state: SessionState): Stepped =>
  state.stage.at === 'class' && state.patron && state.idleMs >= CHILDREN_IDLE_MS_MIN
    ? leavePupil(state)
    : only(state);

export const afterClass = (state: SessionState): Stepped =>
  state.stage.at === 'class' ? closeClass(state) : endSession(state);

export const classScreen = (
  state: SessionState,
  waiting: WaitingSet[],
): Extract<KioskScreen, { screen: 'class' | 'class-done' }> | null => {
  const { classRoom: room, patron, cards, stage } = state;
  if (!room) return null;
  if (stage.at === 'class-done') {
    const pupils = room.pupils.map(({ patronId: _, ...line }) => line);
    return { screen: 'class-done', pupils, returnedCount: room.returned };
  }
  return {
    screen: 'class',
    pupil: patron && { ...patron.view, home: patron.record.guaranteed },
    ...{ cards, waiting, pupilCount: room.pupils.length },
    bookCount: room.pupils.reduce((sum, { home, hall }) => sum + home + hall, 0),
  };
};
