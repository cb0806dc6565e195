// What is decided when two sides saw different things (sync.md 1.2, "Rules for circulation"): one table and a few pure
// functions that central and the stations share. A physical act always stands; nothing here refuses one. The table of
// central/README.md is this one, and a test keeps them equal.
import type { LocalDate } from '../../profiles/site-schema.ts';
import { laterDate } from './local-date.ts';
import type { Item, Loan, Patron, PatronStatus } from './types.ts';

export type Decision = {
  /** What stays in the books. */
  stands:
    | 'both loans'
    | 'one loan'
    | 'the loan'
    | 'the return'
    | 'the renewal'
    | 'both patrons'
    | 'both merges'
    | 'the act'
    | 'the entry'
    | 'the first journal'
    | 'the item';
  /** Who has the item, or the number that two claim. */
  holder:
    | 'the later reader'
    | 'the same reader'
    | 'the present holder'
    | 'the reader who took it'
    | 'the reader who stayed'
    | 'nobody'
    | 'the earlier registration'
    | 'unchanged';
  /** Whether a librarian must look: `decides` waits in the queue, `is told` is listed, `nothing` is neither. */
  staff: 'decides' | 'is told' | 'nothing';
  /** The counter-entry that `correct` makes; null where there is none to make. */
  correct: null | 'undo the act' | 'undo the later loan' | 'merge the patrons' | 'cancel the hold';
};

export const CONTRADICTIONS = {
  'lent-twice': {
    ...{ stands: 'both loans', holder: 'the later reader', staff: 'decides' },
    correct: 'undo the later loan',
  },
  'lent-again': {
    ...{ stands: 'one loan', holder: 'the same reader', staff: 'nothing', correct: null },
  },
  'late-check-out': {
    ...{ stands: 'the loan', holder: 'the present holder', staff: 'decides' },
    correct: 'undo the act',
  },
  'entered-late': {
    ...{ stands: 'the act', holder: 'the present holder', staff: 'nothing', correct: null },
  },
  'returned-elsewhere': {
    ...{ stands: 'the return', holder: 'nobody', staff: 'nothing', correct: null },
  },
  'returned-not-lent': {
    ...{ stands: 'the return', holder: 'nobody', staff: 'decides', correct: 'undo the act' },
  },
  'renewed-after-return': {
    ...{ stands: 'the renewal', holder: 'unchanged', staff: 'decides', correct: 'undo the act' },
  },
  'patron-unknown': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'decides' },
    correct: 'merge the patrons',
  },
  'patron-blocked': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'decides' },
    correct: 'undo the act',
  },
  'patron-expired': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'decides', correct: null },
  },
  'patron-merged': {
    ...{ stands: 'the loan', holder: 'the reader who stayed', staff: 'nothing', correct: null },
  },
  'patron-erased': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'decides' },
    correct: 'undo the act',
  },
  'erased-on-loan': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'decides', correct: null },
  },
  'limit-passed': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'is told', correct: null },
  },
  'item-unknown': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'decides', correct: null },
  },
  'item-not-lendable': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'decides' },
    correct: 'undo the act',
  },
  'item-vanished-on-loan': {
    ...{ stands: 'the item', holder: 'the present holder', staff: 'decides', correct: null },
  },
  'hold-filled': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'nothing', correct: null },
  },
  'hold-lost': {
    ...{ stands: 'the loan', holder: 'the reader who took it', staff: 'decides' },
    correct: 'cancel the hold',
  },
  'same-person': {
    ...{ stands: 'both patrons', holder: 'unchanged', staff: 'decides' },
    correct: 'merge the patrons',
  },
  'card-taken': {
    ...{ stands: 'both patrons', holder: 'the earlier registration', staff: 'decides' },
    correct: 'merge the patrons',
  },
  'merged-twice': {
    ...{ stands: 'both merges', holder: 'the reader who stayed', staff: 'decides' },
    correct: 'undo the act',
  },
  'storno-impossible': {
    ...{ stands: 'the act', holder: 'unchanged', staff: 'decides', correct: null },
  },
  held: { ...{ stands: 'the entry', holder: 'unchanged', staff: 'decides', correct: null } },
  'clock-wrong': {
    ...{ stands: 'the act', holder: 'unchanged', staff: 'is told', correct: null },
  },
  'chain-fork': {
    ...{ stands: 'the first journal', holder: 'unchanged', staff: 'decides', correct: null },
  },
  'station-restored': {
    ...{ stands: 'the first journal', holder: 'unchanged', staff: 'decides', correct: null },
  },
} as const satisfies Record<string, Decision>;

export type Contradiction = keyof typeof CONTRADICTIONS;
export const CONTRADICTION_KINDS = Object.keys(CONTRADICTIONS) as Contradiction[];
/** Those of which a librarian hears. */
export type ReviewKind = {
  [K in Contradiction]: (typeof CONTRADICTIONS)[K]['staff'] extends 'nothing' ? never : K;
}[Contradiction];
export const REVIEW_KINDS = CONTRADICTION_KINDS.filter(
  (kind): kind is ReviewKind => CONTRADICTIONS[kind].staff !== 'nothing',
);

/** What staff may do about a review; `undo` takes a decision back. */
export const STAFF_ACTIONS = ['accept', 'correct', 'dismiss'] as const;
export type StaffAction = (typeof STAFF_ACTIONS)[number];
export const staffActionsOf = (kind: ReviewKind): StaffAction[] =>
  STAFF_ACTIONS.filter((action) => action !== 'correct' || CONTRADICTIONS[kind].correct !== null);

/** The order of acts: by the time that decides, then station, then number. */
export type Stamp = { atMs: number; station: number; seq: number };
export const compareStamps = (a: Stamp, b: Stamp): number =>
  a.atMs - b.atMs || a.station - b.station || a.seq - b.seq;

/**
 * A loan that something else ended: a return, or another lending of the item. A day of return before the day of lending is a
 * typing slip in a book-drop entry.
 */
export const endedBy = <L extends Loan>(
  loan: L,
  end: { on: LocalDate; enteredAtMs: number },
): L => ({
  ...loan,
  returnedOn: laterDate(end.on, loan.takenOn),
  returnEnteredAtMs: end.enteredAtMs,
});

/**
 * A loan that was undone: it ended when it began, whichever of several stornos is heard of first. The entry that made it stays
 * readable.
 */
export const undone = <L extends Loan>(loan: L): L =>
  endedBy(loan, { on: loan.takenOn, enteredAtMs: loan.enteredAtMs });

/**
 * A station holds one open loan of an item and central names another. Central has both sides' acts in order, so its loan is
 * the open one; what must be closed for it, or null.
 */
export const closedForPulled = (held: Loan | undefined, pulled: Loan): Loan | null =>
  held === undefined || pulled.returnedOn !== null || held.loanId === pulled.loanId
    ? null
    : endedBy(held, { on: pulled.takenOn, enteredAtMs: pulled.enteredAtMs });

/** Blocks and unblocks of a patron, in any order. */
export type BlockAct = Stamp & { blocked: boolean };

/** Whether the patron was blocked at that time; undefined when no block had been made or lifted before it. */
export const blockedAt = (blocks: readonly BlockAct[], at: Stamp): boolean | undefined =>
  blocks
    .filter((block) => compareStamps(block, at) < 0)
    .sort(compareStamps)
    .at(-1)?.blocked;

/** The status once all of these blocks are known; a merge or an erasure is stronger. */
export const statusAfterBlocks = (
  status: PatronStatus,
  blocks: readonly BlockAct[],
): PatronStatus => {
  const last = [...blocks].sort(compareStamps).at(-1);
  if (last === undefined || status === 'merged' || status === 'erased') return status;
  return last.blocked ? 'blocked' : 'active';
};

/** What speaks against this reader as a borrower at that time; null when nothing does. */
export const patronDoubt = (
  patron: Pick<Patron, 'status'> | undefined,
  blocks: readonly BlockAct[],
  at: Stamp,
): 'patron-unknown' | 'patron-erased' | 'patron-blocked' | 'patron-merged' | null => {
  if (patron === undefined) return 'patron-unknown';
  if (patron.status === 'erased') return 'patron-erased';
  if (patron.status === 'merged') return 'patron-merged';
  // A block that came with an import has no time: it counts until a dated one says otherwise.
  const dated = blocks.length > 0;
  const blocked = dated ? blockedAt(blocks, at) === true : patron.status === 'blocked';
  return blocked ? 'patron-blocked' : null;
};

export const itemDoubt = (
  item: Pick<Item, 'status'> | undefined,
): 'item-unknown' | 'item-not-lendable' | null => {
  if (item === undefined) return 'item-unknown';
  return item.status === 'available' ? null : 'item-not-lendable';
};

/** Ids in the order in which they were given: by station, then number. */
export const compareIds = (a: string, b: string): number => {
  const [stationA = 0, seqA = 0] = a.split('-').map(Number);
  const [stationB = 0, seqB = 0] = b.split('-').map(Number);
  return stationA - stationB || seqA - seqB;
};

/** Of two patrons with one card number, the one who keeps it: who was registered earlier, in any order of arrival. */
export const keepsCard = <P extends Pick<Patron, 'patronId' | 'registeredOn'>>(a: P, b: P): P => {
  if (a.registeredOn !== b.registeredOn) return a.registeredOn < b.registeredOn ? a : b;
  return compareIds(a.patronId, b.patronId) < 0 ? a : b;
};

/** The id under which two patrons are put to a librarian: the later one, whichever was heard of first. */
export const laterId = (a: string, b: string): string => (compareIds(a, b) > 0 ? a : b);

/** What a lending means for a waiting hold on that item, or on any copy of its title. */
export const holdFate = (
  hold: { patronId: string; itemId: string | null; placed: Stamp },
  lending: { patronId: string; itemId: string; at: Stamp },
): 'filled' | 'lost' | 'waits' => {
  if (hold.patronId === lending.patronId) return 'filled';
  const before = compareStamps(hold.placed, lending.at) < 0;
  return before && hold.itemId === lending.itemId ? 'lost' : 'waits';
};

/**
 * Another journal under known numbers. Where a beginning is shared and then differs, the disk is an older copy that went on;
 * where nothing is shared, the number was given to two.
 */
export const forkKind = (shared: { entries: number }): 'station-restored' | 'chain-fork' =>
  shared.entries > 0 ? 'station-restored' : 'chain-fork';
