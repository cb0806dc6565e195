// One push in one transaction (sync.md 1.2, "Push"): lock the station, check the chain, store every
// new entry as it came, apply the rules, move `applied`. What was applied before is dropped; a gap
// applies nothing and tells where to go on.

import { personOf } from '../../station-server/circulation/erasure.ts';
import {
  type ChainedFields,
  chainValue,
  GENESIS_CHAIN,
  personalDigest,
} from '../../station-server/circulation/journal-chain.ts';
import type { Actor } from '../../station-server/circulation/journal-entry.ts';
import type { LibraryDays } from '../../station-server/circulation/wrong-clock.ts';
import type { Act, Saw } from '../apply/act.ts';
import { clockDoubt, rightAct, rightItemAct } from '../apply/right-days.ts';
import { holdReason, readPersonal } from '../apply/rules.ts';
import { CentralError } from '../errors.ts';
import type { PushRequest, WireEntry } from '../sync-contract.ts';
import { applyToBatch, type Batch, type Fate, newBatch, raise, writeBatch } from './apply-batch.ts';
import { insertRows } from './bulk.ts';
import { checkErasures, type Erasure, readErased, recordErasures } from './erasures.ts';
import { applyWaiting, checkWaiting, readWaiting } from './held.ts';
import { readLibraryDays } from './library-days.ts';
import { writeReviews } from './reviews.ts';
import type { Sql, SqlValue } from './sql.ts';
import type { StationRef } from './stations.ts';
import { ENTRY, ENTRY_PERSON } from './tables.ts';
import { type Body, isItemAct, loadRows, newWorkingSet } from './working-set.ts';

/** An entry with its numbers, its chain value and the time that decides. */
type Arrived = {
  fields: ChainedFields;
  chain: string;
  personal: [string, string] | null;
  atMs: number;
  sure: boolean;
};
export type PushResult = {
  applied: number;
  news: boolean;
  forked: boolean;
  epoch: number;
  erasures: Erasure[];
};

/**
 * When it happened: uptime plus the boot's known distance to central's clock, else the station's
 * wall clock; and never later than now, since it has arrived.
 */
const timeOf = (
  [, , wallMs, bootId, upMs]: WireEntry,
  clocks: Record<string, number> | undefined,
  nowMs: number,
): { atMs: number; sure: boolean } => {
  const offset = clocks !== undefined && Object.hasOwn(clocks, bootId) ? clocks[bootId] : undefined;
  return offset === undefined
    ? { atMs: Math.max(0, Math.min(wallMs, nowMs)), sure: false }
    : { atMs: Math.max(0, Math.min(upMs + offset, nowMs)), sure: true };
};

const arrivedOf = (request: PushRequest, nowMs: number): Arrived[] => {
  let chain = request.previousChain;
  return request.entries.map((wire, index) => {
    const [v, type, wallMs, bootId, upMs, effectiveOn, place, actor, body, digest, personal] = wire;
    if (![v, wallMs, upMs].every(Number.isSafeInteger)) throw new CentralError('body-invalid');
    const fields: ChainedFields = {
      station: request.station,
      seq: request.first + index,
      ...{ v, type, wallMs, bootId, upMs, effectiveOn, place, actor: actor as Actor, body },
      personalDigest: digest,
    };
    chain = chainValue(chain, fields);
    return { fields, chain, personal, ...timeOf(wire, request.clocks, nowMs) };
  });
};

/** True when the entries are the ones that were chained, and follow on what central holds. */
const chainHolds = async (
  sql: Sql,
  ref: StationRef,
  request: PushRequest,
  arrived: readonly Arrived[],
  applied: number,
  head: string,
): Promise<boolean> => {
  const last = arrived[arrived.length - 1];
  if ((last?.chain ?? request.previousChain) !== request.chain) return false;
  for (const { fields, personal } of arrived)
    if (personal !== null && personalDigest(...personal) !== fields.personalDigest) return false;
  const known = async (seq: number): Promise<string | undefined> => {
    if (seq === 0) return GENESIS_CHAIN;
    if (seq === applied) return head;
    const [row] = await sql.all(
      'SELECT chain FROM entry WHERE library_id = $1 AND station = $2 AND seq = $3',
      [ref.libraryId, ref.station, seq],
    );
    return row === undefined ? undefined : String(row.chain);
  };
  if ((await known(request.first - 1)) !== request.previousChain) return false;
  const overlapEnd = Math.min(applied, request.first + arrived.length - 1);
  if (overlapEnd < request.first) return true;
  return (await known(overlapEnd)) === arrived[overlapEnd - request.first]?.chain;
};

/** What an old copy of a station, or an old file, brings of somebody who was erased is not stored. */
const withoutErased = async (
  sql: Sql,
  libraryId: string,
  arrived: readonly Arrived[],
): Promise<Arrived[]> => {
  const erased = await readErased(sql, libraryId, arrived.flatMap(carriedPerson));
  return arrived.map((entry) =>
    carriedPerson(entry).some((id) => erased.has(id)) ? { ...entry, personal: null } : entry,
  );
};

/** None or one. */
const carriedPerson = ({ fields, personal }: Arrived): string[] => {
  const patronId = personal === null ? null : personOf(fields);
  return patronId === null ? [] : [patronId];
};

const actOf = ({ fields, personal, atMs, sure }: Arrived): Act<Body> => ({
  atMs,
  sure,
  station: fields.station,
  seq: fields.seq,
  name: `${fields.station}-${fields.seq}`,
  wallMs: fields.wallMs,
  effectiveOn: fields.effectiveOn,
  place: fields.place,
  body: fields.body,
  personal: personal === null ? null : readPersonal(personal[1]),
});

const held = (batch: Batch, entry: Arrived, fate: Fate): void => {
  const { station, seq, type, v } = entry.fields;
  const saw = { station: { type, v, atMs: entry.atMs }, central: { heldFor: fate.heldFor } };
  raise(batch, { station, seq }, 'held', `${station}-${seq}`, saw);
};

/** Once for each run of a station, not for each of its hundred loans. */
const clockWrong = (batch: Batch, { fields }: Arrived, saw: Saw): void => {
  const { station, seq, bootId } = fields;
  raise(batch, { station, seq }, 'clock-wrong', `${station} ${bootId}`, saw);
};

const entryValues = (libraryId: string, e: Arrived, fate: Fate, nowMs: number): SqlValue[] => [
  ...[libraryId, e.fields.station, e.fields.seq, e.fields.v, e.fields.type, e.fields.wallMs],
  ...[e.fields.bootId, e.fields.upMs, e.fields.effectiveOn, e.fields.place, e.fields.actor],
  ...[JSON.stringify(e.fields.body), e.fields.personalDigest, e.chain, fate.atMs, e.sure ? 1 : 0],
  ...[nowMs, fate.outcome, fate.heldFor, fate.waitsFor, fate.itemId],
];

const applyArrived = async (
  sql: Sql,
  libraryId: string,
  days: LibraryDays | null,
  came: readonly Arrived[],
  nowMs: number,
  hashCard: (card: string) => string,
): Promise<Erasure[]> => {
  const arrived = await withoutErased(sql, libraryId, came);
  const judged = arrived.map((entry) => {
    const { type, v, body } = entry.fields;
    const { act, behind } = rightAct(type, actOf(entry), days);
    const reason = holdReason(type, v, body, entry.personal?.[1] ?? null);
    return { entry, reason, ready: { type, act }, behind };
  });
  const ready = judged.filter(({ reason }) => reason === null).map((j) => j.ready);
  const set = newWorkingSet();
  const [waiting] = await Promise.all([
    readWaiting(sql, libraryId, ready),
    loadRows(sql, libraryId, ready, set),
  ]);
  const woken = [...waiting.values()].flat();
  for (const one of woken) one.act = rightAct(one.type, one.act, days).act;
  const returned = woken.filter(({ type }) => isItemAct(type));
  const whole = returned.map(({ act }) => String(act.body.itemId));
  if (woken.length > 0) await loadRows(sql, libraryId, woken, set, whole);
  for (const [itemId, acts] of set.timelines)
    set.timelines.set(
      itemId,
      acts.map((act) => rightItemAct(act, days)),
    );
  const batch = newBatch(libraryId, set);

  const rows: SqlValue[][] = [];
  const persons: SqlValue[][] = [];
  const waitsFor: string[] = [];
  for (const { entry, reason, ready: one, behind } of judged) {
    const unapplied = { atMs: entry.atMs, outcome: 'held', waitsFor: null, itemId: null } as const;
    const fate = reason === null ? applyToBatch(batch, one) : { ...unapplied, heldFor: reason };
    if (fate.outcome === 'held') held(batch, entry, fate);
    else await applyWaiting(sql, batch, waiting.get(one.act.name) ?? []);
    const doubt = reason === null ? clockDoubt(one.type, one.act, behind) : null;
    if (doubt !== null) clockWrong(batch, entry, doubt);
    if (fate.waitsFor !== null) waitsFor.push(fate.waitsFor);
    rows.push(entryValues(libraryId, entry, fate, nowMs));
    if (entry.personal !== null)
      persons.push([libraryId, entry.fields.station, entry.fields.seq, ...entry.personal]);
  }
  const owners = arrived.flatMap(carriedPerson);
  if (owners.length > 0) batch.mustTakeFeed = true;
  await Promise.all([
    insertRows(sql, ENTRY, rows),
    insertRows(sql, ENTRY_PERSON, persons),
    writeBatch(sql, batch, nowMs, () => checkWaiting(sql, batch, ready, waiting, waitsFor)),
  ]);
  return settleErasures(sql, batch, owners, hashCard);
};

/** `owners` are those whose personal data this batch stores. */
const settleErasures = async (
  sql: Sql,
  { libraryId, set, erasures: erased }: Batch,
  owners: readonly string[],
  hashCard: (card: string) => string,
): Promise<Erasure[]> => {
  const erasedUnknown = [...erased.keys()].filter((id) => !set.patrons.has(id));
  await checkErasures(sql, libraryId, { persons: owners, erasedUnknown });
  const erasures = [...erased].map(([patronId, { by, atMs, card }]): Erasure => {
    return { patronId, atMs, by, cardHash: card === '' ? '' : hashCard(card) };
  });
  await recordErasures(sql, libraryId, erasures);
  return erasures;
};

/**
 * The body of the push transaction; throws nothing that must be kept, since a throw undoes it all.
 */
export const push = async (
  sql: Sql,
  ref: StationRef,
  request: PushRequest,
  nowMs: number,
  hashCard: (card: string) => string,
): Promise<PushResult> => {
  const key = [ref.libraryId, ref.station];
  const [[station], days] = await Promise.all([
    sql.all(
      `SELECT applied, chain, quarantined,
         (SELECT value FROM meta WHERE name = 'epoch') AS epoch FROM station
       WHERE library_id = $1 AND station = $2${sql.forUpdate}`,
      key,
    ),
    readLibraryDays(sql, ref.libraryId),
  ]);
  if (station === undefined) throw new CentralError('token-wrong');
  const applied = Number(station.applied);
  const epoch = Number(station.epoch);
  if (station.quarantined === 1) return { applied, news: false, forked: true, epoch, erasures: [] };
  const contact = (seq: number, chain: string) =>
    sql.run(
      `UPDATE station SET applied = $3, chain = $4, epoch = $5, last_contact_ms = $6
       WHERE library_id = $1 AND station = $2`,
      [...key, seq, chain, request.epoch, nowMs],
    );
  const head = String(station.chain);
  if (request.first > applied + 1) {
    await contact(applied, head);
    return { applied, news: false, forked: false, epoch, erasures: [] };
  }
  const arrived = arrivedOf(request, nowMs);
  if (!(await chainHolds(sql, ref, request, arrived, applied, head))) {
    await quarantine(sql, ref, request, { applied, head }, nowMs);
    return { applied, news: true, forked: true, epoch, erasures: [] };
  }
  const fresh = arrived.slice(applied + 1 - request.first);
  await floorUnsure(sql, ref, fresh, applied);
  const last = fresh[fresh.length - 1];
  const [, erasures] = await Promise.all([
    contact(last?.fields.seq ?? applied, last?.chain ?? head),
    last === undefined ? [] : applyArrived(sql, ref.libraryId, days, fresh, nowMs, hashCard),
  ]);
  const news = last !== undefined;
  return { applied: last?.fields.seq ?? applied, news, forked: false, epoch, erasures };
};

/** How far back a station's last sure time is looked for. */
const SURE_WITHIN_ENTRIES = 1_000;

/**
 * An entry that only a wall clock dates cannot be from before an earlier entry of the same station
 * whose time is sure: a clock that starts in 1970 has gone back, not the library.
 */
const floorUnsure = async (
  sql: Sql,
  ref: StationRef,
  fresh: readonly Arrived[],
  applied: number,
): Promise<void> => {
  if (fresh.every(({ sure }) => sure)) return;
  const [row] = await sql.all(
    `SELECT at_ms FROM entry WHERE library_id = $1 AND station = $2 AND seq <= $3 AND seq > $4
       AND at_sure = 1 ORDER BY seq DESC LIMIT 1`,
    [ref.libraryId, ref.station, applied, applied - SURE_WITHIN_ENTRIES],
  );
  let floorMs = Number(row?.at_ms ?? 0);
  for (const entry of fresh) {
    if (entry.sure) floorMs = Math.max(floorMs, entry.atMs);
    else entry.atMs = Math.max(floorMs, entry.atMs);
  }
};

const quarantine = async (
  sql: Sql,
  ref: StationRef,
  request: PushRequest,
  central: { applied: number; head: string },
  nowMs: number,
): Promise<void> => {
  await sql.run('UPDATE station SET quarantined = 1 WHERE library_id = $1 AND station = $2', [
    ref.libraryId,
    ref.station,
  ]);
  const { first, previousChain, chain } = request;
  const saw = { station: { first, count: request.entries.length, previousChain, chain }, central };
  const raised = { kind: 'chain-fork', ref: `${ref.station}`, saw } as const;
  await writeReviews(sql, ref.libraryId, [{ ...raised, station: ref.station, seq: first }], nowMs);
};
