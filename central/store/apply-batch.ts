// Runs the rules over a batch of entries in memory and writes what changed. The feed counter is
// taken last: from there to the commit no other writer of the library can number rows, which is why
// a pull misses none (sync.md 1.2, "Pull").
import type { EntryBodies, EntryType } from '../../station-server/circulation/journal-entry.ts';
import type { Act, Change, ReviewKind, Saw } from '../apply/act.ts';
import { applyAct } from '../apply/rules.ts';
import { CentralError } from '../errors.ts';
import { upsertRows } from './bulk.ts';
import { writeHolds } from './hold-rows.ts';
import { noteApplied, noteLoan, recordRare } from './rare-set.ts';
import { writeRare } from './rare-writes.ts';
import { type Raised, writeReviews } from './reviews.ts';
import type { Sql, SqlValue } from './sql.ts';
import * as tables from './tables.ts';
import { append, isItemAct, type ReadyAct, rowsOf, type WorkingSet } from './working-set.ts';

/** What became of one entry; `atMs` may have been lifted by the rules. */
export type Fate = {
  atMs: number;
  outcome: 'applied' | 'review' | 'held';
  heldFor: string | null;
  waitsFor: string | null;
  itemId: string | null;
};

export type Batch = {
  libraryId: string;
  set: WorkingSet;
  touched: { patron: Set<string>; item: Set<string>; loan: Set<string> };
  states: Set<string>;
  reviews: Map<string, Raised>;
  /**
   * Set where the counter serves as the lock between an entry that waits and the row that it waits
   * for.
   */
  mustTakeFeed: boolean;
};

export const newBatch = (libraryId: string, set: WorkingSet): Batch => ({
  libraryId,
  set,
  touched: { patron: new Set(), item: new Set(), loan: new Set() },
  states: new Set(),
  reviews: new Map(),
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
      if (!set.patrons.has(patronId)) append(set.holders, card, patronId);
      set.patrons.set(patronId, change.patron);
      touched.patron.add(patronId);
      return;
    }
    case 'person': {
      const { patronId, name } = change.person;
      set.persons.set(patronId, change.person);
      append(set.births, set.patrons.get(patronId)?.birthDate ?? '', { patronId, name });
      return;
    }
    case 'item-act':
      set.states.set(change.itemId, change.state);
      append(set.timelines, change.itemId, change.act);
      batch.states.add(change.itemId);
      fate.atMs = change.act.atMs;
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
    atMs: act.atMs,
    outcome: 'applied',
    heldFor: null,
    waitsFor: null,
    itemId: null,
  };
  const typed = act as unknown as Act<EntryBodies[EntryType]>;
  const timelineKnown = batch.set.timelines.has(String(act.body.itemId));
  for (const change of applyAct(type, typed, rowsOf(batch.set))) record(batch, act, change, fate);
  noteApplied(batch.set, type, act, fate.outcome === 'held');
  // A timeline that was not read whole must not look like one.
  if (isItemAct(type) && !timelineKnown) batch.set.timelines.delete(String(act.body.itemId));
  return fate;
};

/**
 * The next `count` versions of the library's feed, and the first of as many ids of imported rows.
 */
export const takeFeed = async (
  sql: Sql,
  libraryId: string,
  count: number,
  ids = 0,
): Promise<{ ver: () => number; importedId: () => string }> => {
  const [row] = await sql.all(
    `UPDATE feed SET ver = ver + $2, imported = imported + $3 WHERE library_id = $1
     RETURNING ver, imported`,
    [libraryId, count, ids],
  );
  if (row === undefined) throw new CentralError('library-unknown', libraryId);
  let ver = Number(row.ver) - count;
  let imported = Number(row.imported) - ids;
  return { ver: () => (ver += 1), importedId: () => `0-${(imported += 1)}` };
};

const present = <T>(ids: Set<string>, rows: Map<string, T>): T[] =>
  [...ids].flatMap((id) => rows.get(id) ?? []);

export const writeBatch = async (sql: Sql, batch: Batch, nowMs: number): Promise<void> => {
  const { libraryId, set, touched } = batch;
  const states = [...batch.states].sort().flatMap((itemId): SqlValue[][] => {
    const state = set.states.get(itemId);
    return state === undefined ? [] : [tables.itemStateValues(libraryId, itemId, state)];
  });
  await upsertRows(sql, tables.ITEM_STATE, states);
  const persons = [...set.persons.values()].map((p) => tables.personValues(libraryId, p));
  await upsertRows(sql, tables.PERSON, persons);
  await writeReviews(sql, libraryId, [...batch.reviews.values()], nowMs);
  await writeRare(sql, libraryId, set.rare, nowMs);

  const patrons = present(touched.patron, set.patrons);
  const items = present(touched.item, set.items);
  const loans = present(touched.loan, set.loans);
  const count = patrons.length + items.length + loans.length + set.rare.changed.holds.size;
  if (count === 0 && !batch.mustTakeFeed) return;
  // Ended loans go before open ones, here and in the feed: at no moment has an item two open loans.
  loans.sort((a, b) => Number(a.returnedOn === null) - Number(b.returnedOn === null));
  const feed = await takeFeed(sql, libraryId, count);
  const patronRows = patrons.map((p) => tables.patronValues(libraryId, p, feed.ver()));
  await upsertRows(sql, tables.PATRON, patronRows);
  const itemRows = items.map((i) => tables.itemValues(libraryId, i, false, feed.ver()));
  await upsertRows(sql, tables.ITEM, itemRows);
  const loanRows = loans.map((l) => tables.loanValues(libraryId, l, feed.ver()));
  await upsertRows(sql, tables.LOAN, loanRows);
  await writeHolds(sql, libraryId, set, feed.ver);
};
