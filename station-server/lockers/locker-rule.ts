// What may be done with a compartment of a locker: a reserved item is put in for the reader who waits for it, and that reader alone
// takes it out. Pure: rows in, decision out. A compartment holds one item.
import type { LocalDate } from '../../profiles/site-schema.ts';
import { addDays, localDateOf } from '../circulation/local-date.ts';
import type { Hold, Item, Refused } from '../circulation/types.ts';

/** `lock` from 0, as the board counts it. */
export type LockerName = { place: string; device: string; lock: number };

export const isSameLock = (one: LockerName, other: LockerName): boolean =>
  one.place === other.place && one.device === other.device && one.lock === other.lock;

export type Locker = LockerName & {
  itemId: string;
  patronId: string;
  holdId: string;
  putAtMs: number;
  /** The loan by which it is being taken out: from here on the book is the reader's, whether the door opened or not. */
  loanId: string | null;
  /** The door did not open: staff must look. */
  alert: boolean;
};

const refused = (reason: Refused['reason']): Refused => ({ outcome: 'refused', reason });

export type FillInput = {
  /** What is in the compartment now. */
  locker: Locker | undefined;
  item: Item;
  onLoan: boolean;
  /** Waiting for the title, oldest first. */
  holds: readonly Hold[];
  /** All compartments that are in use: neither an item nor a hold is put in twice. */
  filled: readonly Locker[];
  branch: string;
};

export const decideFill = (given: FillInput): { outcome: 'fill'; hold: Hold } | Refused => {
  const { locker, item, onLoan, holds, filled, branch } = given;
  if (locker || filled.some(({ itemId }) => itemId === item.itemId)) return refused('locker-taken');
  if (item.status === 'lost') return refused('item-lost');
  if (item.status === 'written-off') return refused('item-written-off');
  if (onLoan) return refused('item-on-loan-to-other');
  const open = holds.filter(
    (hold) =>
      hold.state === 'waiting' &&
      hold.branch === branch &&
      (hold.itemId === null || hold.itemId === item.itemId) &&
      !filled.some(({ holdId }) => holdId === hold.holdId),
  );
  // Who waits for this very copy goes before who takes any.
  const hold = open.find(({ itemId }) => itemId === item.itemId) ?? open[0];
  return hold ? { outcome: 'fill', hold } : refused('nobody-waits');
};

/**
 * `again`: the loan was made before, and the door may not have opened. Of a compartment that holds another reader's book nothing
 * is said but that there is none for this one.
 */
export const decidePickup = (
  locker: Locker | undefined,
  isFor: (patronId: string) => boolean,
): { outcome: 'lend' } | { outcome: 'again'; loanId: string } | Refused => {
  if (!locker || !isFor(locker.patronId)) return refused('locker-empty');
  return locker.loanId === null ? { outcome: 'lend' } : { outcome: 'again', loanId: locker.loanId };
};

/** It lay there through all the days that the site allows; what is lent already is settled otherwise. */
export const isOverstayed = (
  { putAtMs, loanId }: Pick<Locker, 'putAtMs' | 'loanId'>,
  given: { today: LocalDate; timeZone: string; daysMax: number },
): boolean =>
  loanId === null && addDays(localDateOf(putAtMs, given.timeZone), given.daysMax) < given.today;
