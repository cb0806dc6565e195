// One push in one transaction (sync.md 1.2, "Push"): lock the station, check the chain, store every
// new entry as it came, apply the rules, move `applied`. What was applied before is dropped; a gap
// applies nothing and tells where to go on.
import type { LibraryRules, Saw } from '../apply/act.ts';
import { clockDoubt, rightAct } from '../apply/right-days.ts';
import { type ApplyAct, holdReason } from '../apply/rules.ts';
import { CentralError } from '../errors.ts';
import type { PushRequest } from '../sync-contract.ts';
import {
  applyToBatch,
  type Batch,
  type Fate,
  newBatch,
  raise,
  raiseHeld,
  writeBatch,
} from './apply-batch.ts';
import {
  type Arrived,
  actOf,
  arrivedOf,
  carriedPerson,
  chainHolds,
  entryValues,
  floorUnsure,
  withoutErased,
} from './arrived.ts';
import { insertRows } from './bulk.ts';
import type { Erasure } from './erasures.ts';
import { noteSecondDisk, quarantine } from './fork.ts';
import {
  type Awaited,
  applyWaiting,
  awaitedBy,
  checkWaiting,
  readWaiting,
  type WaitingActs,
} from './held.ts';
import { rulesOf } from './library-rules.ts';
import { loadRare, lockIfRare } from './rare-rows.ts';
import { settleErasures } from './settle-erasures.ts';
import type { Sql, SqlValue } from './sql.ts';
import type { StationRef } from './stations.ts';
import { ENTRY, ENTRY_PERSON } from './tables.ts';
import { loadRows, newWorkingSet, type ReadyAct, rightTimelines } from './working-set.ts';

export type PushResult = {
  applied: number;
  news: boolean;
  forked: boolean;
  epoch: number;
  erasures: Erasure[];
};
export type Applying = {
  /** The rules; with `holdOnFailure` around them, an entry whose rule throws is held. */
  apply: ApplyAct;
  hashCard(card: string): string;
};
/** What central knew of the library before it read anything else. */
type Known = { rules: LibraryRules | null; seen: number };

/** Once for each run of a station, not for each of its hundred loans. */
const clockWrong = (batch: Batch, { fields }: Arrived, saw: Saw): void => {
  const { station, seq, bootId } = fields;
  raise(batch, { station, seq }, 'clock-wrong', `${station} ${bootId}`, saw);
};

const itemsOf = (acts: readonly ReadyAct[], type: string): string[] =>
  acts.flatMap(({ type: own, act }) =>
    own === type && typeof act.body.itemId === 'string' ? [act.body.itemId] : [],
  );

/** The rows that the entries name, and those of entries that wait for what these make. */
const readAll = async (
  sql: Sql,
  libraryId: string,
  ready: readonly ReadyAct[],
  { rules, seen }: Known,
) => {
  const set = newWorkingSet();
  const locked = await lockIfRare(sql, libraryId, ready);
  const [waiting] = await Promise.all([
    readWaiting(sql, libraryId, ready),
    loadRows(sql, libraryId, ready, set, itemsOf(ready, 'storno')),
  ]);
  const woken = [...waiting.values()].flat();
  if (woken.length > 0) {
    await lockIfRare(sql, libraryId, woken);
    for (const one of woken) one.act = rightAct(one.type, one.act, rules).act;
    // What woke them may not be the newest act of its item: then those behind it come late.
    const whole = ['check-in', 'storno', 'renewal'].flatMap((type) => itemsOf(woken, type));
    await loadRows(sql, libraryId, woken, set, whole);
  }
  rightTimelines(set, rules);
  await loadRare(sql, libraryId, [...ready, ...woken], set, { rules, seen: locked ?? seen });
  return { set, waiting };
};

type Judged = { entry: Arrived; reason: string | null; ready: ReadyAct; behind: number };

/** Applies them in memory; resolves to the rows of the journal. */
const applyAll = async (
  sql: Sql,
  batch: Batch,
  judged: readonly Judged[],
  waiting: WaitingActs,
  nowMs: number,
) => {
  const { libraryId } = batch;
  const rows: SqlValue[][] = [];
  const persons: SqlValue[][] = [];
  const awaited: Awaited[] = [];
  for (const { entry, reason, ready: one, behind } of judged) {
    const unapplied = { outcome: 'held', waitsFor: null, itemId: null } as const;
    const fate: Fate =
      reason === null ? applyToBatch(batch, one) : { ...unapplied, heldFor: reason };
    const { type, v } = entry.fields;
    if (fate.outcome === 'held') raiseHeld(batch, one.act, { type, v }, fate);
    else await applyWaiting(sql, batch, waiting, one.act.name);
    const doubt = reason === null ? clockDoubt(one.type, one.act, behind) : null;
    if (doubt !== null) clockWrong(batch, entry, doubt);
    awaited.push(...awaitedBy(fate));
    rows.push(entryValues(libraryId, entry, fate, nowMs));
    if (entry.personal !== null)
      persons.push([libraryId, entry.fields.station, entry.fields.seq, ...entry.personal]);
  }
  return { rows, persons, awaited };
};

const applyArrived = async (
  sql: Sql,
  libraryId: string,
  came: readonly Arrived[],
  known: Known,
  nowMs: number,
  { apply, hashCard }: Applying,
): Promise<Erasure[]> => {
  const arrived = await withoutErased(sql, libraryId, came);
  const judged = arrived.map((entry): Judged => {
    const { type, v, body } = entry.fields;
    const { act, behind } = rightAct(type, actOf(entry), known.rules);
    const reason = holdReason(type, v, body, entry.personal?.[1] ?? null);
    return { entry, reason, ready: { type, act }, behind };
  });
  const ready = judged.filter(({ reason }) => reason === null).map((j) => j.ready);
  const { set, waiting } = await readAll(sql, libraryId, ready, known);
  const batch = newBatch(libraryId, set, apply);
  const { rows, persons, awaited } = await applyAll(sql, batch, judged, waiting, nowMs);
  const owners = arrived.flatMap(carriedPerson);
  if (owners.length > 0) batch.mustTakeFeed = true;
  await Promise.all([
    insertRows(sql, ENTRY, rows),
    insertRows(sql, ENTRY_PERSON, persons),
    writeBatch(sql, batch, nowMs, () => checkWaiting(sql, batch, ready, waiting, awaited)),
  ]);
  return settleErasures(sql, batch, owners, hashCard);
};

/**
 * The body of the push transaction; throws nothing that must be kept, since a throw undoes it all.
 */
export const push = async (
  sql: Sql,
  ref: StationRef,
  request: PushRequest,
  nowMs: number,
  applying: Applying,
): Promise<PushResult> => {
  const { libraryId } = ref;
  const key = [libraryId, ref.station];
  const [station] = await sql.all(
    `SELECT applied, chain, quarantined,
       (SELECT value FROM meta WHERE name = 'epoch') AS epoch,
       (SELECT rules FROM library WHERE library.library_id = station.library_id) AS rules,
       (SELECT rare FROM feed WHERE feed.library_id = station.library_id) AS seen
     FROM station WHERE library_id = $1 AND station = $2${sql.forUpdate}`,
    key,
  );
  if (station === undefined) throw new CentralError('token-wrong');
  const applied = Number(station.applied);
  const head = String(station.chain);
  const none = { epoch: Number(station.epoch), erasures: [] };
  const sent = (arrived: readonly Arrived[]) => ({
    ...{ request, chains: arrived.map(({ chain }) => chain), applied, head },
  });
  if (station.quarantined === 1) {
    await noteSecondDisk(sql, ref, sent(arrivedOf(request, nowMs)), nowMs);
    return { applied, news: false, forked: true, ...none };
  }
  const contact = (seq: number, chain: string) =>
    sql.run(
      `UPDATE station SET applied = $3, chain = $4, epoch = $5, last_contact_ms = $6
       WHERE library_id = $1 AND station = $2`,
      [...key, seq, chain, request.epoch, nowMs],
    );
  if (request.first > applied + 1) {
    await contact(applied, head);
    return { applied, news: false, forked: false, ...none };
  }
  const arrived = arrivedOf(request, nowMs);
  if (!(await chainHolds(sql, ref, request, arrived, applied, head))) {
    await quarantine(sql, ref, sent(arrived), nowMs);
    return { applied, news: true, forked: true, ...none };
  }
  const fresh = arrived.slice(applied + 1 - request.first);
  await floorUnsure(sql, ref, fresh, applied);
  const last = fresh[fresh.length - 1];
  const known = { rules: rulesOf(libraryId, station), seen: Number(station.seen) };
  const [, erasures] = await Promise.all([
    contact(last?.fields.seq ?? applied, last?.chain ?? head),
    last === undefined ? [] : applyArrived(sql, libraryId, fresh, known, nowMs, applying),
  ]);
  const news = last !== undefined;
  return { ...none, applied: last?.fields.seq ?? applied, news, forked: false, erasures };
};
