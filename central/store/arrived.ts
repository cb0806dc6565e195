// The entries of one push as they came: their numbers, their chain and their time, whether they follow on what central holds,
// and how they are stored and read as acts.
import { personOf } from '../../station-server/circulation/erasure.ts';
import {
  type ChainedFields,
  chainValue,
  GENESIS_CHAIN,
  personalDigest,
} from '../../station-server/circulation/journal-chain.ts';
import type { Actor } from '../../station-server/circulation/journal-entry.ts';
import type { Act } from '../apply/act.ts';
import { readPersonal } from '../apply/rules.ts';
import { CentralError } from '../errors.ts';
import type { PushRequest, WireEntry } from '../sync-contract.ts';
import type { Fate } from './apply-batch.ts';
import { readErased } from './erasures.ts';
import type { Sql, SqlValue } from './sql.ts';
import type { StationRef } from './stations.ts';
import type { Body } from './working-set.ts';

/** An entry with its numbers, its chain value and the time at which it was entered. */
export type Arrived = {
  fields: ChainedFields;
  chain: string;
  personal: [string, string] | null;
  atMs: number;
  sure: boolean;
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

export const arrivedOf = (request: PushRequest, nowMs: number): Arrived[] => {
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
export const chainHolds = async (
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

/** How far back a station's last sure time is looked for. */
const SURE_WITHIN_ENTRIES = 1_000;

/**
 * An entry that only a wall clock dates cannot be from before an earlier entry of the same station
 * whose time is sure: a clock that starts in 1970 has gone back, not the library.
 */
export const floorUnsure = async (
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

/** What an old copy of a station, or an old file, brings of somebody who was erased is not stored. */
export const withoutErased = async (
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
export const carriedPerson = ({ fields, personal }: Arrived): string[] => {
  const patronId = personal === null ? null : personOf(fields);
  return patronId === null ? [] : [patronId];
};

/** As its station wrote it; `rightAct` puts it on its day. */
export const actOf = ({ fields, personal, atMs, sure }: Arrived): Act<Body> => ({
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

/** `at_ms` is the time of entering, so that the act is put right anew, and in the same way, when it is read again. */
export const entryValues = (
  libraryId: string,
  e: Arrived,
  fate: Fate,
  nowMs: number,
): SqlValue[] => [
  ...[libraryId, e.fields.station, e.fields.seq, e.fields.v, e.fields.type, e.fields.wallMs],
  ...[e.fields.bootId, e.fields.upMs, e.fields.effectiveOn, e.fields.place, e.fields.actor],
  ...[JSON.stringify(e.fields.body), e.fields.personalDigest, e.chain, e.atMs, e.sure ? 1 : 0],
  ...[nowMs, fate.outcome, fate.heldFor, fate.waitsFor, fate.itemId],
];
