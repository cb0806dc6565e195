// What happens at a locker, in the order that is safe: durable first, then the door, then what became of it. Used by the desk's page
// and by the sessions of kiosks.
import type { LockerDoors } from '../../profiles/locker-doors.ts';
import type { ActContext, Desk, DeskItem, DeskRefusal, PickupAnswer } from '../desk-types.ts';
import { StationError } from '../errors.ts';
import type { LockOpened, LockOpener } from './lock-opener.ts';
import { isSameLock, type Locker, type LockerName } from './locker-rule.ts';

/** A board of a place; `first` is the number on the door of its lock 0. */
export type LockerBoard = { place: string; device: string } & LockerDoors;
/** A compartment as its reader sees it. */
export type LockerBook = { name: LockerName; door: number } & DeskItem;

export type Filled = ({ outcome: 'filled'; locker: Locker } & LockOpened & DeskItem) | DeskRefusal;
/** The loan stands in both: where the door did not open, staff hand the book over or undo the loan. */
export type PickedUp =
  | ({ outcome: 'opened' | 'not-opened'; loanId: string } & LockOpened)
  | DeskRefusal;

type LockerDesk = Pick<
  Desk,
  | 'fillLocker'
  | 'beginPickup'
  | 'endPickup'
  | 'emptyLocker'
  | 'lockers'
  | 'lockersFor'
  | 'describeItem'
  | 'undo'
>;
export type LockerFlow = ReturnType<typeof createLockerFlow>;

export const createLockerFlow = (deps: {
  desk: LockerDesk;
  opener: Pick<LockOpener, 'open'>;
  boards: readonly LockerBoard[];
}) => {
  const { desk, opener, boards } = deps;
  const opening = new Map<string, Promise<LockOpened>>();
  const boardOf = ({ place, device }: LockerName) =>
    boards.find((board) => board.place === place && board.device === device);
  const check = (name: LockerName): void => {
    if (name.lock >= (boardOf(name)?.count ?? 0))
      throw new StationError('lock-unknown', { detail: name.place });
  };
  /** A door that is being opened is not told so twice: whoever asks meanwhile gets the same answer. */
  const open = (name: LockerName): Promise<LockOpened> => {
    const key = `${name.place} ${name.device} ${name.lock}`;
    const under = opening.get(key);
    if (under) return under;
    const answer = opener.open(name).finally(() => opening.delete(key));
    opening.set(key, answer);
    return answer;
  };
  const begin = (name: LockerName, patronId: string, context: ActContext): PickupAnswer => {
    check(name);
    return desk.beginPickup(name, patronId, context);
  };
  /** Opens what `begin` lent, and notes what became of it. */
  const openLent = async (name: LockerName, context: ActContext): Promise<LockOpened> => {
    const door = await open(name);
    desk.endPickup(name, door.opened, context);
    return door;
  };
  const doorOf = (name: LockerName): number => (boardOf(name)?.first ?? 1) + name.lock;

  return {
    boards,
    list: () => desk.lockers(),
    doorOf,
    /** What waits at this place for a reader, in the order of the doors. */
    booksFor: (patronId: string, place: string): LockerBook[] =>
      desk
        .lockersFor(patronId, place)
        .flatMap(({ device, lock, itemId }) => {
          const found = desk.describeItem(itemId);
          const name = { place, device, lock };
          return found ? [{ name, door: doorOf(name), ...found }] : [];
        })
        .sort((left, right) => left.door - right.door),
    begin,
    openLent,
    /** The compartment is the reader's from here on; its door opens so that the book can be put in. */
    async fill(name: LockerName, barcode: string, context: ActContext): Promise<Filled> {
      check(name);
      const answer = desk.fillLocker(name, barcode, context);
      if (answer.outcome === 'refused') return answer;
      return { ...answer, ...(await open(name)) };
    },
    async pickUp(name: LockerName, patronId: string, context: ActContext): Promise<PickedUp> {
      const answer = begin(name, patronId, context);
      if (answer.outcome === 'refused') return answer;
      const { loanId } = answer.loan;
      const door = await openLent(name, context);
      return { outcome: door.opened ? 'opened' : 'not-opened', loanId, ...door };
    },
    /** By staff, without any act: to look inside, to put in what did not open before. */
    async open(name: LockerName): Promise<LockOpened> {
      check(name);
      return open(name);
    },
    /** Staff took the book out. `undo`: the reader did not get it, the loan is taken back first. */
    empty(name: LockerName, undo: boolean, context: ActContext) {
      const locker = desk.lockers().find((one) => isSameLock(one, name));
      // A board that was taken down may have left a book in the list.
      if (!locker) check(name);
      if (undo && locker?.loanId) {
        const undone = desk.undo(locker.loanId, context);
        if (undone.outcome === 'refused') return undone;
      }
      return desk.emptyLocker(name, context);
    },
  };
};
