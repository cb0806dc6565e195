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
import type { Act } from '../apply/act.ts';
import { holdReason, readPersonal } from '../apply/rules.ts';
import { CentralError } from '../errors.ts';
import type { PushRequest, WireEntry } from '../sync-contract.ts';
import { applyToBatch, type Batch, type Fate, newBatch, raise, writeBatch } from './apply-batch.ts';
import { insertRows } from './bulk.ts';
import { checkErasures, type Erasure, readErased, recordErasures } from './erasures.ts';
import { applyWaiting, checkWaiting, readWaiting, type WaitingActs } from './held.ts';
import { writeReviews } from './reviews.ts';
import type { Sql, SqlValue } from './sql.ts';
import type { StationRef } from './stations.ts';
import { ENTRY, ENTRY_PERSON } from './tables.ts';
import { type Body, isItemAct, loadWorkingSet } from './working-set.ts';

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

const entryValues = (libraryId: string, e: Arrived, fate: Fate, nowMs: number): SqlValue[] => [
  ...[libraryId, e.fields.station, e.fields.seq, e.fields.v, e.fields.type, e.fields.wallMs],
  ...[e.fields.bootId, e.fields.upMs, e.fields.effectiveOn, e.fields.place, e.fields.actor],
  ...[JSON.stringify(e.fields.body), e.fields.personalDigest, e.chain, fate.atMs, e.sure ? 1 : 0],
  ...[nowMs, fate.outcome, fate.heldFor, fate.waitsFor, fate.itemId],
];

const applyArrived = async (
  sql: Sql,
  libraryId: string,
  came: readonly Arrived[],
  nowMs: number,
  hashCard: (card: string) => string,
): Promise<Erasure[]> => {
  const arrived = await withoutErased(sql, libraryId, came);
  const judged = arrived.map((entry) => ({
    entry,
    reason: holdReason(
      entry.fields.type,
      entry.fields.v,
      entry.fields.body,
      entry.personal?.[1] ?? null,
    ),
    ready: { type: entry.fields.type, act: actOf(entry) },
  }));
  const ready = judged.filter(({ reason }) => reason === null).map((j) => j.ready);
  const waiting: WaitingActs = await readWaiting(sql, libraryId, ready);
  const woken = [...waiting.values()].flat();
  const returned = woken.filter(({ type }) => isItemAct(type));
  const whole = returned.map(({ act }) => String(act.body.itemId));
  const set = await loadWorkingSet(sql, libraryId, [...ready, ...woken], whole);
  const batch = newBatch(libraryId, set);

  const rows: SqlValue[][] = [];
  const persons: SqlValue[][] = [];
  const waitsFor: string[] = [];
  for (const { entry, reason, ready: one } of judged) {
    const unapplied = { atMs: entry.atMs, outcome: 'held', waitsFor: null, itemId: null } as const;
    const fate = reason === null ? applyToBatch(batch, one) : { ...unapplied, heldFor: reason };
    if (fate.outcome === 'held') held(batch, entry, fate);
    else await applyWaiting(sql, batch, waiting.get(one.act.name) ?? []);
    if (fate.waitsFor !== null) waitsFor.push(fate.waitsFor);
    rows.push(entryValues(libraryId, entry, fate, nowMs));
    if (entry.personal !== null)
      persons.push([libraryId, entry.fields.station, entry.fields.seq, ...entry.personal]);
  }
  await insertRows(sql, ENTRY, rows);
  await insertRows(sql, ENTRY_PERSON, persons);
  const owners = arrived.flatMap(carriedPerson);
  if (owners.length > 0) batch.mustTakeFeed = true;
  await writeBatch(sql, batch, nowMs);
  await checkWaiting(sql, batch, ready, waiting, waitsFor);
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
  const [station] = await sql.all(
    `SELECT applied, chain, quarantined FROM station
     WHERE library_id = $1 AND station = $2${sql.forUpdate}`,
    key,
  );
  if (station === undefined) throw new CentralError('token-wrong');
  const applied = Number(station.applied);
  if (station.quarantined === 1) return { applied, news: false, forked: true, erasures: [] };
  const contact = (seq: number, chain: string) =>
    sql.run(
      `UPDATE station SET applied = $3, chain = $4, epoch = $5, last_contact_ms = $6
       WHERE library_id = $1 AND station = $2`,
      [...key, seq, chain, request.epoch, nowMs],
    );
  const head = String(station.chain);
  if (request.first > applied + 1) {
    await contact(applied, head);
    return { applied, news: false, forked: false, erasures: [] };
  }
  const arrived = arrivedOf(request, nowMs);
  if (!(await chainHolds(sql, ref, request, arrived, applied, head))) {
    await quarantine(sql, ref, request, { applied, head }, nowMs);
    return { applied, news: true, forked: true, erasures: [] };
  }
  const fresh = arrived.slice(applied + 1 - request.first);
  const last = fresh[fresh.length - 1];
  await contact(last?.fields.seq ?? applied, last?.chain ?? head);
  const erasures =
    last === undefined ? [] : await applyArrived(sql, ref.libraryId, fresh, nowMs, hashCard);
  const news = last !== undefined;
  return { applied: last?.fields.seq ?? applied, news, forked: false, erasures };
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
