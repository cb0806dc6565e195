// The reader's compartments at the lockers of the place: the card opens them one after the other. A loan is counted when the desk made
// it, a door when its sensor answered; in between the reader may go on, and finishing waits for the door that is moving. Pure.
import type { LockerDoor } from '../api-types.ts';
import type { PickupAnswer } from '../desk-types.ts';
import type { LockerBook } from '../lockers/locker-flow.ts';
import { isSameLock, type LockerName } from '../lockers/locker-rule.ts';
import { withCall } from './help-call.ts';
import { withLent } from './session-borrow.ts';
import { CARDS_MAX } from './session-limits.ts';
import { only, type SessionLocker, type SessionState, type Stepped } from './session-state.ts';
import type { DeskReply } from './session-words.ts';

const isOpening = ({ state }: SessionLocker): boolean => state.kind === 'opening';
export const doorMoves = (state: SessionState): boolean => state.lockers.some(isOpening);

const withDoor = (
  state: SessionState,
  name: LockerName,
  door: LockerDoor['state'],
): SessionState => ({
  ...state,
  lockers: state.lockers.map((one) => (isSameLock(one.name, name) ? { ...one, state: door } : one)),
});

/** One coil at a time; none once the reader wants to leave, whose book would stand in an open compartment. */
export const openNext = (state: SessionState): Stepped => {
  const { patron, session } = state;
  const next = state.lockers.find((one) => one.state.kind === 'waiting');
  if (!patron || !next || doorMoves(state) || state.finishing !== null) return only(state);
  const { name } = next;
  return only(withDoor(state, name, { kind: 'opening' }), {
    ...{ effect: 'pick-up', session, patronId: patron.patronId, name },
  });
};

/** Doors under way stay as they are, so that a card that is read twice opens nothing twice; what failed before is tried again. */
export const afterLockers = (state: SessionState, books: readonly LockerBook[]): Stepped => {
  if (!state.patron || books.length === 0) return only(state);
  const underWay = state.lockers.filter(({ state: { kind } }) =>
    ['waiting', 'opening'].includes(kind),
  );
  const fresh = books
    .filter(({ name }) => !underWay.some((one) => isSameLock(one.name, name)))
    .map(({ name, door, item, title }): SessionLocker => {
      const { barcode } = item;
      return {
        ...{ name, door, barcode, title: title.title, author: title.author },
        state: { kind: 'waiting' },
      };
    });
  const others = state.lockers.filter(
    (one) => !fresh.some(({ name }) => isSameLock(one.name, name)),
  );
  const byDoor = (left: SessionLocker, right: SessionLocker) => left.door - right.door;
  const lockers = [...others, ...fresh].slice(-CARDS_MAX).sort(byDoor);
  return openNext({ ...state, notice: null, lockers, stage: { at: 'locker' } });
};

export const afterPickUp = (
  state: SessionState,
  name: LockerName,
  answer: PickupAnswer,
): Stepped => {
  const own = state.lockers.find((one) => isSameLock(one.name, name));
  if (!own) return only(state);
  if (answer.outcome === 'refused') {
    const { reason, details = {} } = answer;
    return openNext(withDoor(state, name, { kind: 'refused', reason, details }));
  }
  const { barcode, title, author } = own;
  const { dueOn } = answer.loan;
  const uses = answer.outcome === 'lent' ? 1 : 0;
  const counted = withLent(state, { barcode, title, author, dueOn }, uses);
  return only(withDoor(counted, name, { kind: 'opening', dueOn }));
};

/** A door that stays shut calls the librarian, and brings its page back to a reader who went on. */
export const afterDoor = (state: SessionState, name: LockerName, opened: boolean): Stepped => {
  const own = state.lockers.find((one) => isSameLock(one.name, name));
  if (own?.state.kind !== 'opening') return only(state);
  const dueOn = own.state.dueOn ?? null;
  const told = withDoor({ ...state, idleMs: 0 }, name, {
    ...{ kind: opened ? 'open' : 'not-opened', dueOn },
  });
  return openNext(opened ? told : withCall({ ...told, stage: { at: 'locker' } }));
};

/** The reader has left before the door answered: staff are called all the same. */
export const afterLeaving = (state: SessionState, reply: DeskReply): SessionState =>
  reply.to === 'door' && !reply.opened ? withCall(state) : state;
