// What a rule is given and what it gives back: an act that already happened at a station, the rows
// as central has them, and a list of changes. Pure data (sync.md 1.2): central never refuses an
// act, it changes rows, asks a librarian, or holds it.
import type {
  BlockAct,
  Contradiction,
  ReviewKind,
  Stamp,
} from '../../station-server/circulation/contradictions.ts';
import type { EntryBodies, PersonalData } from '../../station-server/circulation/journal-entry.ts';
import type { Item, Loan, Patron, PersonName } from '../../station-server/circulation/types.ts';
import type { LibraryDays } from '../../station-server/circulation/wrong-clock.ts';

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
 * One lending, renewal or return of an item; `loanId` is the loan it made, or the one that the
 * station believed to renew or to end.
 */
export type ItemAct = Stamp & {
  kind: 'out' | 'renew' | 'in';
  loanId: string | null;
  patronId: string | null;
  wallMs: number;
  effectiveOn: string;
  /** The day promised by a lending or a renewal, and how often it had been renewed by then. */
  due: Due | null;
  /** Undone by a storno: kept in the story, without effect. */
  voided: boolean;
};
export type Due = { dueOn: string; renewals: number };
export type ItemState = { last: Stamp; openLoanId: string | null };

/** An entry that central has, as a storno of it needs it. */
export type Target = Stamp & {
  type: string;
  body: Record<string, unknown>;
  wallMs: number;
  /** Kept and not applied yet. */
  held: boolean;
};
/** A storno of an entry; not `active` when it was itself undone. */
export type StornoRow = { target: string; by: string; active: boolean };
/** `intoId` is the patron who stayed, as named by the entry `by`. */
export type MergeRow = Stamp & { patronId: string; intoId: string; by: string };
export type HoldRow = {
  holdId: string;
  patronId: string;
  /** Null: any copy of the title. */
  itemId: string | null;
  titleId: string;
  branch: string;
  placed: Stamp;
  state: 'waiting' | 'filled' | 'cancelled';
  /** The loan that filled it. */
  loanId: string | null;
};
/** What central knows of the library's rules; all of it is optional help, never a reason to refuse. */
export type LibraryRules = LibraryDays & {
  /** Null where central was told of the days alone. */
  lending: {
    itemsMax: { default: number; byCategory: Record<string, number> };
    reregistrationGraceDays: number;
  } | null;
};

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
} & RareRows;

/** Rows that only few acts need; read by `store/rare-rows.ts`. */
export type RareRows = {
  rules: LibraryRules | null;
  target(entry: string): Target | undefined;
  stornos(entry: string): StornoRow[];
  blocks(patronId: string): (BlockAct & { by: string })[];
  /** Every loan of the patron, where it was read: for a block, a merge or its undoing. */
  loansOf(patronId: string): LoanRow[];
  /** To whom the lending entry of a loan names as its reader, merges aside. */
  lentTo(loanId: string): string | undefined;
  merge(patronId: string): MergeRow | undefined;
  /** Ids of the records that were merged into this one, over any number of steps; read for an erasure. */
  mergedInto(patronId: string): string[];
  /** Open home loans before this batch and its acts so far. */
  homeLoans(patronId: string): number;
  hold(holdId: string): HoldRow | undefined;
  /** Waiting holds of this patron, on this item or on its title. */
  holdsFor(patronId: string, itemId: string): HoldRow[];
  /** The title of an item, where it was read: for a hold. */
  titleOf(itemId: string): string | undefined;
  /** A copy of the title that is on the shelf and that no waiting hold names. */
  freeCopy(titleId: string, exceptItemId: string): string | undefined;
};

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
  | { change: 'hold'; reason: string; waitsFor: string | null; error?: string }
  /** Applied, and to be looked at again when the row has come. */
  | { change: 'await'; waitsFor: string }
  | RareChange;

/** Changes of rows that only few acts make; written by `store/rare-rows.ts`. */
export type RareChange =
  | { change: 'storno'; storno: StornoRow }
  /** An entry loses its effect, or has it again; `itemId` where it is part of an item's story. */
  | {
      change: 'void';
      entry: string;
      itemId: string | null;
      voided: boolean;
      state: ItemState | null;
    }
  | { change: 'block'; patronId: string; block: BlockAct & { reason: string } }
  /** `row` null: the merge was undone. */
  | { change: 'merge'; patronId: string; row: MergeRow | null }
  | { change: 'hold-row'; hold: HoldRow }
  | { change: 'decide'; kind: string; ref: string; state: string; by: string };

export { compareStamps } from '../../station-server/circulation/contradictions.ts';
export type { BlockAct, Contradiction, ReviewKind, Stamp };

export const touch = (table: 'patron' | 'item' | 'loan', id: string | null): Change[] =>
  id === null ? [] : [{ change: 'touch', table, id }];

/** The later of two days; `YYYY-MM-DD` sorts as text. */
export const laterDay = (a: string, b: string): string => {
  const [, later = a] = [a, b].sort();
  return later;
};
