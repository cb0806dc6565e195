// One push in one transaction (sync.md 1.2, "Push"): lock the station, check the chain, store every
// new entry as it came, apply the rules, move `applied`. What was applied before is dropped; a gap
// applies nothing and tells where to go on.

import { decisiveAtMs } from '../../station-server/circulation/decisive-time.ts';
import {
  type ChainedFields,
  chainValue,
  GENESIS_CHAIN,
  personalDigest,
} from '../../station-server/circulation/journal-chain.ts';
import type { Actor } from '../../station-server/circulation/journal-entry.ts';
import type { Act, LibraryRules } from '../apply/act.ts';
import { holdReason, readPersonal } from '../apply/rules.ts';
import { CentralError } from '../errors.ts';
import type { PushRequest, WireEntry } from '../sync-contract.ts';
import { applyToBatch, type Batch, type Fate, newBatch, raise, writeBatch } from './apply-batch.ts';
import { insertRows } from './bulk.ts';
import { noteSecondDisk, quarantine } from './fork.ts';
import { applyWaiting, checkWaiting, readWaiting, type WaitingActs } from './held.ts';
import { loadRare, rulesOf } from './rare-rows.ts';
import type { Sql, SqlValue } from './sql.ts';
import type { StationRef } from './stations.ts';
import { ENTRY, ENTRY_PERSON } from './tables.ts';
import { type Body, loadWorkingSet, type ReadyAct } from './working-set.ts';

/** An entry with its numbers, its chain value and the time that decides. */
type Arrived = {
  fields: ChainedFields;
  chain: string;
  personal: [string, string] | null;
  atMs: number;
  sure: boolean;
};
export type PushResult = { applied: number; news: boolean; forked: boolean };

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

const actOf = (
  { fields, personal, atMs, sure }: Arrived,
  rules: LibraryRules | null,
): Act<Body> => ({
  // What is entered a day later counts from the day on which it happened.
  atMs: rules === null ? atMs : decisiveAtMs(atMs, fields.effectiveOn, rules.timeZone),
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

/** Items whose whole story is needed: of returns that waited, and of acts that are undone. */
const wholeStories = (ready: readonly ReadyAct[], woken: readonly ReadyAct[]): string[] => [
  ...woken.filter(({ type }) => type === 'check-in').map(({ act }) => String(act.body.itemId)),
  ...[...ready, ...woken]
    .filter(({ type }) => type === 'storno')
    .flatMap(({ act }) => (typeof act.body.itemId === 'string' ? [act.body.itemId] : [])),
];

const applyArrived = async (
  sql: Sql,
  libraryId: string,
  arrived: readonly Arrived[],
  nowMs: number,
  rules: LibraryRules | null,
): Promise<void> => {
  const judged = arrived.map((entry) => ({
    entry,
    reason: holdReason(
      entry.fields.type,
      entry.fields.v,
      entry.fields.body,
      entry.personal?.[1] ?? null,
    ),
    ready: { type: entry.fields.type, act: actOf(entry, rules) },
  }));
  const ready = judged.filter(({ reason }) => reason === null).map((j) => j.ready);
  const waiting: WaitingActs = await readWaiting(sql, libraryId, ready);
  const woken = [...waiting.values()].flat();
  const acts = [...ready, ...woken];
  const set = await loadWorkingSet(sql, libraryId, acts, wholeStories(ready, woken));
  await loadRare(sql, libraryId, acts, set, rules);
  const batch = newBatch(libraryId, set);

  const rows: SqlValue[][] = [];
  const persons: SqlValue[][] = [];
  const waitsFor: string[] = [];
  for (const { entry, reason, ready: one } of judged) {
    const unapplied = {
      atMs: one.act.atMs,
      outcome: 'held',
      waitsFor: null,
      itemId: null,
    } as const;
    const fate = reason === null ? applyToBatch(batch, one) : { ...unapplied, heldFor: reason };
    if (fate.outcome === 'held') held(batch, entry, fate);
    else await applyWaiting(sql, batch, waiting, one.act.name);
    if (fate.waitsFor !== null) waitsFor.push(fate.waitsFor);
    rows.push(entryValues(libraryId, entry, fate, nowMs));
    if (entry.personal !== null)
      persons.push([libraryId, entry.fields.station, entry.fields.seq, ...entry.personal]);
  }
  await insertRows(sql, ENTRY, rows);
  await insertRows(sql, ENTRY_PERSON, persons);
  await writeBatch(sql, batch, nowMs);
  await checkWaiting(sql, batch, ready, waiting, waitsFor);
};

/**
 * The body of the push transaction; throws nothing that must be kept, since a throw undoes it all.
 */
export const push = async (
  sql: Sql,
  ref: StationRef,
  request: PushRequest,
  nowMs: number,
): Promise<PushResult> => {
  const key = [ref.libraryId, ref.station];
  const [station] = await sql.all(
    `SELECT applied, chain, quarantined, (SELECT rules FROM library_rules
       WHERE library_rules.library_id = station.library_id) AS rules FROM station
     WHERE library_id = $1 AND station = $2${sql.forUpdate}`,
    key,
  );
  if (station === undefined) throw new CentralError('token-wrong');
  const applied = Number(station.applied);
  const head = String(station.chain);
  if (station.quarantined === 1) {
    const chains = arrivedOf(request, nowMs).map(({ chain }) => chain);
    await noteSecondDisk(sql, ref, { request, chains, applied, head }, nowMs);
    return { applied, news: false, forked: true };
  }
  const contact = (seq: number, chain: string) =>
    sql.run(
      `UPDATE station SET applied = $3, chain = $4, epoch = $5, last_contact_ms = $6
       WHERE library_id = $1 AND station = $2`,
      [...key, seq, chain, request.epoch, nowMs],
    );
  if (request.first > applied + 1) {
    await contact(applied, head);
    return { applied, news: false, forked: false };
  }
  const arrived = arrivedOf(request, nowMs);
  if (!(await chainHolds(sql, ref, request, arrived, applied, head))) {
    const chains = arrived.map(({ chain }) => chain);
    await quarantine(sql, ref, { request, chains, applied, head }, nowMs);
    return { applied, news: true, forked: true };
  }
  const fresh = arrived.slice(applied + 1 - request.first);
  const last = fresh[fresh.length - 1];
  await contact(last?.fields.seq ?? applied, last?.chain ?? head);
  if (last !== undefined) await applyArrived(sql, ref.libraryId, fresh, nowMs, rulesOf(station));
  return { applied: last?.fields.seq ?? applied, news: last !== undefined, forked: false };
};
