// Runs the rules over a batch of entries in memory and writes what changed. The feed counter is
// taken last: from there to the commit no other writer of the library can number rows, which is why
// a pull misses none (sync.md 1.2, "Pull").
import { erased } from '../../station-server/circulation/erasure.ts';
import type { EntryBodies, EntryType } from '../../station-server/circulation/journal-entry.ts';
import type { Act, Change, LoanRow, ReviewKind, Saw } from '../apply/act.ts';
import type { ApplyAct } from '../apply/rules.ts';
import { CentralError } from '../errors.ts';
import { insertRows, upsertRows } from './bulk.ts';
import { writeHolds } from './hold-rows.ts';
import { isRareChanged, noteApplied, noteLoan, recordRare } from './rare-set.ts';
import { writeRare } from './rare-writes.ts';
import { WriterConflict } from './retry.ts';
import { type Raised, writeReviews } from './reviews.ts';
import type { Sql, SqlValue } from './sql.ts';
import * as tables from './tables.ts';
import { append, isItemAct, type ReadyAct, rowsOf, type WorkingSet } from './working-set.ts';

/** What became of one entry. */
export type Fate = {
  outcome: 'applied' | 'review' | 'held';
  heldFor: string | null;
  waitsFor: string | null;
  itemId: string | null;
  /** Where its rule failed. */
  error?: string;
};

export type Batch = {
  libraryId: string;
  apply: ApplyAct;
  set: WorkingSet;
  touched: { patron: Set<string>; item: Set<string>; loan: Set<string> };
  states: Set<string>;
  reviews: Map<string, Raised>;
  /** Patrons erased by this batch, and by which entry. */
  erasures: Map<string, { by: string; atMs: number; card: string }>;
  /**
   * Set where the counter serves as the lock between an entry that waits and the row that it waits
   * for.
   */
  mustTakeFeed: boolean;
};

export const newBatch = (libraryId: string, set: WorkingSet, apply: ApplyAct): Batch => ({
  libraryId,
  apply,
  set,
  touched: { patron: new Set(), item: new Set(), loan: new Set() },
  states: new Set(),
  reviews: new Map(),
  erasures: new Map(),
  mustTakeFeed: false,
});

export const raise = (
  batch: Batch,
  by: { station: number; seq: number },
  kind: ReviewKind,
  ref: string,
  saw: Saw | null,
): void => {
  const { station, seq } = by;
  batch.reviews.set(`${kind} ${ref}`, { kind, ref, station, seq, saw });
};

/** For staff: `v` where it is at hand. */
export const raiseHeld = (
  batch: Batch,
  { station, seq, name, atMs }: Act<unknown>,
  about: { type: string; v?: number },
  { heldFor, error }: Fate,
): void => {
  const central = { heldFor, ...(error !== undefined && { error }) };
  raise(batch, { station, seq }, 'held', name, { station: { ...about, atMs }, central });
};

const record = (batch: Batch, act: Act<unknown>, change: Change, fate: Fate): void => {
  const { set, touched } = batch;
  switch (change.change) {
    case 'loan':
      set.loans.set(change.loan.loanId, change.loan);
      noteLoan(set, change.loan);
      touched.loan.add(change.loan.loanId);
      return;
    case 'patron': {
      const { patronId, card } = change.patron;
      const before = set.patrons.get(patronId);
      if (before === undefined) append(set.holders, card, patronId);
      // No rule brings an erased patron back, nor gives it a language again.
      const kept = before?.status === 'erased' ? erased(change.patron) : change.patron;
      set.patrons.set(patronId, kept);
      touched.patron.add(patronId);
      return;
    }
    case 'person': {
      const { patronId, name } = change.person;
      set.persons.set(patronId, change.person);
      append(set.births, set.patrons.get(patronId)?.birthDate ?? '', { patronId, name });
      return;
    }
    case 'erase': {
      const { patronId } = change;
      const patron = set.patrons.get(patronId);
      const { atMs, name } = act;
      batch.erasures.set(patronId, { by: `entry ${name}`, atMs, card: patron?.card ?? '' });
      batch.mustTakeFeed = true;
      set.persons.delete(patronId);
      if (patron === undefined) return;
      set.patrons.set(patronId, erased(patron));
      touched.patron.add(patronId);
      return;
    }
    case 'item-act':
      set.states.set(change.itemId, change.state);
      append(set.timelines, change.itemId, change.act);
      batch.states.add(change.itemId);
      fate.itemId = change.itemId;
      return;
    case 'touch':
      touched[change.table].add(change.id);
      return;
    case 'review':
      raise(batch, act, change.kind, change.ref, change.saw);
      if (fate.outcome === 'applied') fate.outcome = 'review';
      return;
    case 'settle':
      raise(batch, act, change.kind, change.ref, null);
      return;
    case 'hold':
      fate.outcome = 'held';
      batch.mustTakeFeed = true;
      fate.heldFor = change.reason;
      fate.waitsFor = change.waitsFor;
      if (change.error !== undefined) fate.error = change.error;
      return;
    case 'await':
      fate.waitsFor = change.waitsFor;
      batch.mustTakeFeed = true;
      return;
    case 'void':
      voidAct(batch, change);
      recordRare(set, change);
      return;
    default:
      recordRare(set, change);
  }
};

/** The act of an item's story keeps its place there, without effect. */
const voidAct = (batch: Batch, change: Change & { change: 'void' }): void => {
  const { entry, itemId, state, voided } = change;
  if (itemId === null || state === null) return;
  batch.set.states.set(itemId, state);
  batch.states.add(itemId);
  const acts = batch.set.timelines.get(itemId) ?? [];
  const marked = acts.map((a) => (`${a.station}-${a.seq}` === entry ? { ...a, voided } : a));
  batch.set.timelines.set(itemId, marked);
};

/** Applies one act to the batch, in memory. */
export const applyToBatch = (batch: Batch, { type, act }: ReadyAct): Fate => {
  const fate: Fate = {
    outcome: 'applied',
    heldFor: null,
    waitsFor: null,
    itemId: null,
  };
  const typed = act as unknown as Act<EntryBodies[EntryType]>;
  const timelineKnown = batch.set.timelines.has(String(act.body.itemId));
  for (const change of batch.apply(type, typed, rowsOf(batch.set)))
    record(batch, act, change, fate);
  noteApplied(batch.set, type, act, fate.outcome === 'held');
  // A timeline that was not read whole must not look like one.
  if (isItemAct(type) && !timelineKnown) batch.set.timelines.delete(String(act.body.itemId));
  return fate;
};

/**
 * The next `count` versions of the library's feed, `ids` ids of imported rows, and how many rare batches there were before.
 */
export const takeFeed = async (
  sql: Sql,
  libraryId: string,
  count: number,
  { ids = 0, rare = 0 } = {},
): Promise<{ ver: () => number; importedId: () => string; rare: number }> => {
  const [row] = await sql.all(
    `UPDATE feed SET ver = ver + $2, imported = imported + $3, rare = rare + $4
     WHERE library_id = $1 RETURNING ver, imported, rare`,
    [libraryId, count, ids, rare],
  );
  if (row === undefined) throw new CentralError('library-unknown', libraryId);
  let ver = Number(row.ver) - count;
  let imported = Number(row.imported) - ids;
  return {
    ver: () => (ver += 1),
    importedId: () => `0-${(imported += 1)}`,
    rare: Number(row.rare) - rare,
  };
};

const present = <T>(ids: Set<string>, rows: Map<string, T>): T[] =>
  [...ids].flatMap((id) => rows.get(id) ?? []);

/** Parts a list in two: those that pass, and the others. */
const parted = <T>(list: readonly T[], passes: (value: T) => boolean): [T[], T[]] => [
  list.filter(passes),
  list.filter((value) => !passes(value)),
];

const writeStates = async (sql: Sql, { libraryId, set, states }: Batch): Promise<void> => {
  const rowOf = (itemId: string): SqlValue[][] => {
    const state = set.states.get(itemId);
    return state === undefined ? [] : [tables.itemStateValues(libraryId, itemId, state)];
  };
  const [stored, fresh] = parted([...states].sort(), (itemId) => set.stored.state.has(itemId));
  await Promise.all([
    upsertRows(sql, tables.ITEM_STATE, stored.flatMap(rowOf)),
    insertRows(sql, tables.ITEM_STATE, fresh.flatMap(rowOf)),
  ]);
};

/** Ended loans go before open ones: at no moment has an item two open loans. */
const writeLoans = async (
  sql: Sql,
  { libraryId, set }: Batch,
  loans: readonly LoanRow[],
  ver: () => number,
): Promise<void> => {
  const [ended, open] = parted(loans, ({ returnedOn }) => returnedOn !== null);
  const rows = (some: LoanRow[]) => some.map((l) => tables.loanValues(libraryId, l, ver()));
  const known = ({ loanId }: LoanRow) => set.stored.loan.has(loanId);
  const [[endedNow, bornEnded], [stillOpen, bornOpen]] = [
    parted(ended, known),
    parted(open, known),
  ];
  const [before, between, after] = [
    rows(endedNow),
    rows(bornEnded.concat(bornOpen)),
    rows(stillOpen),
  ];
  const stays = ({ loanId, itemId, patronId }: LoanRow): boolean => {
    const was = set.stored.loan.get(loanId);
    return was === undefined || (was.itemId === itemId && was.patronId === patronId);
  };
  const kept = loans.every(stays) ? ['item_id', 'patron_id'] : [];
  await Promise.all([
    upsertRows(sql, tables.LOAN, before, kept),
    insertRows(sql, tables.LOAN, between),
    upsertRows(sql, tables.LOAN, after, kept),
  ]);
};

/**
 * `beside` is asked together with the rows that get versions, under the lock of the feed counter.
 */
export const writeBatch = async (
  sql: Sql,
  batch: Batch,
  nowMs: number,
  beside: () => Promise<void>,
): Promise<void> => {
  const { libraryId, set, touched } = batch;
  const persons = [...set.persons.values()].map((p) => tables.personValues(libraryId, p));
  const patrons = present(touched.patron, set.patrons);
  const items = present(touched.item, set.items);
  const loans = present(touched.loan, set.loans);
  const { rare } = set;
  const count = patrons.length + items.length + loans.length + rare.changed.holds.size;
  const before = Promise.all([
    writeStates(sql, batch),
    upsertRows(sql, tables.PERSON, persons),
    writeReviews(sql, libraryId, [...batch.reviews.values()], nowMs),
    writeRare(sql, libraryId, rare, nowMs),
  ]);
  // Several statements that wait for each other; those of other batches go out together with that of the feed.
  if (isRareChanged(rare)) await before;
  const unnumbered = count === 0 && !batch.mustTakeFeed && !rare.counts;
  const [, feed] = await Promise.all([
    before,
    unnumbered ? null : takeFeed(sql, libraryId, count, { rare: rare.counts ? 1 : 0 }),
  ]);
  if (feed === null) return beside();
  if (rare.seen !== null && rare.seen !== feed.rare)
    throw new WriterConflict('a block, a merge, a hold or a storno came between');
  const patronRows = patrons.map((p) => tables.patronValues(libraryId, p, feed.ver()));
  const itemRows = items.map((i) => tables.itemValues(libraryId, i, false, feed.ver()));
  await Promise.all([
    upsertRows(sql, tables.PATRON, patronRows),
    upsertRows(sql, tables.ITEM, itemRows),
    writeLoans(sql, batch, loans, feed.ver),
    writeHolds(sql, libraryId, set, feed.ver),
    beside(),
  ]);
};
