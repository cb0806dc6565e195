// What happens at a locker, in the order that is safe: durable first, then the door, then what became of it. Used by the desk's page
// now and by a kiosk's session later.
import type { ActContext, Desk, DeskItem, DeskRefusal } from '../desk-types.ts';
import { StationError } from '../errors.ts';
import type { LockOpened, LockOpener } from './lock-opener.ts';
import type { Locker, LockerName } from './locker-rule.ts';

export type Filled = ({ outcome: 'filled'; locker: Locker } & LockOpened & DeskItem) | DeskRefusal;
/** The loan stands in both: where the door did not open, staff hand the book over or undo the loan. */
export type PickedUp =
  | ({ outcome: 'opened' | 'not-opened'; loanId: string } & LockOpened)
  | DeskRefusal;

export type LockerFlow = ReturnType<typeof createLockerFlow>;

export const createLockerFlow = (deps: {
  desk: Pick<Desk, 'fillLocker' | 'beginPickup' | 'endPickup' | 'emptyLocker' | 'lockers' | 'undo'>;
  opener: Pick<LockOpener, 'open'>;
  /** Whether that place has a board of that name. */
  hasBoard(place: string, device: string): boolean;
}) => {
  const { desk, opener } = deps;
  const check = ({ place, device }: LockerName): void => {
    if (!deps.hasBoard(place, device)) throw new StationError('lock-unknown', { detail: place });
  };
  return {
    list: () => desk.lockers(),
    /** The compartment is the reader's from here on; its door opens so that the book can be put in. */
    async fill(name: LockerName, barcode: string, context: ActContext): Promise<Filled> {
      check(name);
      const answer = desk.fillLocker(name, barcode, context);
      if (answer.outcome === 'refused') return answer;
      return { ...answer, ...(await opener.open(name)) };
    },
    async pickUp(name: LockerName, patronId: string, context: ActContext): Promise<PickedUp> {
      check(name);
      const answer = desk.beginPickup(name, patronId, context);
      if (answer.outcome === 'refused') return answer;
      const loanId = answer.outcome === 'again' ? answer.loanId : answer.loan.loanId;
      const door = await opener.open(name);
      desk.endPickup(name, door.opened, context);
      return { outcome: door.opened ? 'opened' : 'not-opened', loanId, ...door };
    },
    /** By staff, without any act: to look inside, to put in what did not open before. */
    async open(name: LockerName): Promise<LockOpened> {
      check(name);
      return opener.open(name);
    },
    /** Staff took the book out. `undo`: the reader did not get it, the loan is taken back first. */
    empty(name: LockerName, undo: boolean, context: ActContext) {
      check(name);
      const locker = desk.lockers().find(({ place, device, lock }) => {
        return place === name.place && device === name.device && lock === name.lock;
      });
      if (undo && locker?.loanId) {
        const undone = desk.undo(locker.loanId, context);
        if (undone.outcome === 'refused') return undone;
      }
      return desk.emptyLocker(name, context);
    },
  };
};
