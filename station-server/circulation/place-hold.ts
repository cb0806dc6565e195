// Whether a reader may order a title at a kiosk. Staff place holds without these rules. A book that stands on the shelf right here is
// fetched, not ordered.
import type { LocalDate } from '../../profiles/site-schema.ts';
import { ageInYears } from './local-date.ts';
import { cardRefusal, lendingRefusal, refused, type StandingInput } from './standing.ts';
import type { Hold, Item, Refused, Title } from './types.ts';

/** Titles that one reader may wait for at once. */
export const HOLDS_MAX = 5;

export type Copy = { item: Item; dueOn: LocalDate | null };

export type PlaceHoldInput = StandingInput & {
  title: Title;
  copies: readonly Copy[];
  /** Waiting, of this reader. */
  ownHolds: readonly Hold[];
  /** Waiting, for this title. */
  queue: readonly Hold[];
  branch: string;
};

/** Lent home by somebody, or free to be. */
export const isLendable = ({ item }: Copy): boolean => item.status === 'available' && item.home;

export const decideHold = (input: PlaceHoldInput): { outcome: 'hold' } | Refused => {
  const { patron, patronLoans, title, copies, ownHolds, queue, on } = input;
  const no = cardRefusal(patron) ?? lendingRefusal(input);
  if (no !== null) return no;
  // For the librarian it is advice, at the kiosk it holds: as when lending.
  if (title.ageMin > 0 && ageInYears(patron.birthDate, on) < title.ageMin) {
    return refused('age', { age: title.ageMin });
  }
  const own = new Set(copies.map(({ item }) => item.itemId));
  if (patronLoans.some(({ itemId }) => own.has(itemId))) return refused('item-already-yours');
  if (ownHolds.some(({ titleId }) => titleId === title.titleId)) return refused('hold-already');
  if (ownHolds.length >= HOLDS_MAX) return refused('hold-limit', { limit: HOLDS_MAX });
  const lendable = copies.filter(isLendable);
  if (lendable.length === 0) return refused('hold-no-copy');
  const here = lendable.some(({ item, dueOn }) => dueOn === null && item.branch === input.branch);
  return here && queue.length === 0 ? refused('hold-on-shelf') : { outcome: 'hold' };
};
