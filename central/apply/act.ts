// What a rule is given and what it gives back: an act that already happened at a station, the rows
// as central has them, and a list of changes. Pure data (sync.md 1.2): central never refuses an
// act, it changes rows, asks a librarian, or holds it.
import type { EntryBodies, PersonalData } from '../../station-server/circulation/journal-entry.ts';
import type { Item, Loan, Patron, PersonName } from '../../station-server/circulation/types.ts';

/** The order of acts: by time, then station, then number. */
export type Stamp = { atMs: number; station: number; seq: number };

export const compareStamps = (a: Stamp, b: Stamp): number =>
  a.atMs - b.atMs || a.station - b.station || a.seq - b.seq;

/**
 * An entry as a rule sees it. `sure` tells that `atMs` is by central's clock, not only by the
 * station's own.
 */
export type Act<Body> = Stamp & {
  /** `station-seq`; the id of the row that it makes. */
  name: string;
  wallMs: number;
  sure: boolean;
  effectiveOn: string;
  place: string;
  body: Body;
  /** Null where there are none, or where they were erased before they arrived. */
  personal: PersonalData | null;
};
export type ActOf<T extends keyof EntryBodies> = Act<EntryBodies[T]>;

export type LoanRow = Loan & { startedAtMs: number };
/**
 * `languageAtMs`: when the language was chosen, so that the latest choice holds in any order of
 * arrival.
 */
export type PatronRow = Patron & { languageAtMs: number };
export type PersonRow = {
  patronId: string;
  name: PersonName;
  phone: string;
  iin: string | null;
  guardian: PersonalData['guardian'];
};

/**
 * One lending or return of an item; `loanId` is the loan it made, or the one that the station
 * believed to end.
 */
export type ItemAct = Stamp & {
  kind: 'out' | 'in';
  loanId: string | null;
  patronId: string | null;
  wallMs: number;
  effectiveOn: string;
};
export type ItemState = { last: Stamp; openLoanId: string | null };

/** Rows as they stand before the act, those changed by earlier acts of the same batch included. */
export type Rows = {
  patron(patronId: string): PatronRow | undefined;
  item(itemId: string): Item | undefined;
  loan(loanId: string): LoanRow | undefined;
  /** Read where the act is an erasure. */
  openLoansOf(patronId: string): LoanRow[];
  itemState(itemId: string): ItemState | undefined;
  /**
   * Every lending and return so far, where they were read: always when an act may be older than the
   * item's last one, or when a return that names this loan has come before it.
   */
  itemActs(itemId: string): ItemAct[] | undefined;
  /** Ids of patrons with this card. */
  cardHolders(card: string): string[];
  /** Ids of patrons with this birth date whose name is the same but for case. */
  namesakes(name: PersonName, birthDate: string): string[];
};

export const REVIEW_KINDS = [
  'lent-twice',
  'late-check-out',
  'returned-not-lent',
  'patron-unknown',
  'patron-blocked',
  'item-unknown',
  'item-not-lendable',
  'renewed-after-return',
  'card-taken',
  'same-person',
  'held',
  'chain-fork',
  'item-vanished-on-loan',
  'clock-wrong',
  'erased-on-loan',
] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];
/** What each side saw: ids, times and states, never a name. */
export type Saw = { station: Record<string, unknown>; central: Record<string, unknown> };

export type Change =
  | { change: 'loan'; loan: LoanRow }
  | { change: 'patron'; patron: PatronRow }
  | { change: 'person'; person: PersonRow }
  /** Nothing of the person is kept from now on, whatever arrives later. */
  | { change: 'erase'; patronId: string }
  | { change: 'item-act'; itemId: string; act: ItemAct; state: ItemState }
  /**
   * The row gets a new version though nothing in it changed: the station waits for it before it
   * trusts central's row again.
   */
  | { change: 'touch'; table: 'patron' | 'item' | 'loan'; id: string }
  | { change: 'review'; kind: ReviewKind; ref: string; saw: Saw }
  /** A contradiction that a later arrival explained; nothing happens where none was raised. */
  | { change: 'settle'; kind: ReviewKind; ref: string }
  /** Kept, not applied; tried again when the row `waitsFor` has come. */
  | { change: 'hold'; reason: string; waitsFor: string | null }
  /** Applied, and to be looked at again when the row has come. */
  | { change: 'await'; waitsFor: string };

export const touch = (table: 'patron' | 'item' | 'loan', id: string | null): Change[] =>
  id === null ? [] : [{ change: 'touch', table, id }];

/** The later of two days; `YYYY-MM-DD` sorts as text. */
export const laterDay = (a: string, b: string): string => {
  const [, later = a] = [a, b].sort();
  return later;
};
