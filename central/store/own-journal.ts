// The journal of central itself: what its staff do, as entries of station number 0 with a chain of
// their own, applied by the same rules as what stations send. Stations have numbers from 1.
import { randomBytes } from 'node:crypto';
import {
  type ChainedFields,
  chainValue,
  GENESIS_CHAIN,
} from '../../station-server/circulation/journal-chain.ts';
import {
  bodyVersion,
  type EntryBodies,
  type EntryType,
} from '../../station-server/circulation/journal-entry.ts';
import { localDateOf } from '../../station-server/circulation/local-date.ts';
import type { LibraryRules } from '../apply/act.ts';
import { applyAct } from '../apply/rules.ts';
import { SYNC_VERSION, type WireEntry } from '../sync-contract.ts';
import { push } from './push.ts';
import type { Sql } from './sql.ts';

export const CENTRAL_STATION = 0;
const BOOT_ID = 'central';
const PLACE = 'central';

/** No erasures: central erases by command (erasure-keeper.ts). */
type OwnType = Exclude<EntryType, 'erasure'>;
export type OwnEntry = {
  [T in OwnType]: { type: T; body: EntryBodies[T] };
}[OwnType];
const noErasures = (): string => {
  throw new Error('an erasure in the journal of central');
};

/** Locked until the commit: decisions of one library are made one after the other. */
export const lockOwnJournal = async (
  sql: Sql,
  libraryId: string,
  nowMs: number,
): Promise<{ applied: number; chain: string }> => {
  // No token has this digest, so nobody can send under the number.
  await sql.run(
    `INSERT INTO station (library_id, station, token_hash, applied, chain, epoch, quarantined,
       added_at_ms, last_contact_ms) VALUES ($1, $2, $3, 0, $4, 0, 0, $5, NULL)
     ON CONFLICT (library_id, station) DO NOTHING`,
    [libraryId, CENTRAL_STATION, randomBytes(32).toString('hex'), GENESIS_CHAIN, nowMs],
  );
  const [row] = await sql.all(
    `SELECT applied, chain FROM station WHERE library_id = $1 AND station = $2${sql.forUpdate}`,
    [libraryId, CENTRAL_STATION],
  );
  return { applied: Number(row?.applied), chain: String(row?.chain) };
};

/** Appends and applies, inside the transaction that holds the lock. */
export const appendOwn = async (
  sql: Sql,
  libraryId: string,
  journal: { applied: number; chain: string },
  given: {
    entries: readonly OwnEntry[];
    staffId: string;
    rules: LibraryRules | null;
    nowMs: number;
  },
): Promise<void> => {
  const { nowMs } = given;
  const actor = `staff:${given.staffId}` as const;
  const effectiveOn = localDateOf(nowMs, given.rules?.timeZone ?? 'UTC');
  let { chain } = journal;
  const entries = given.entries.map(({ type, body }, index): WireEntry => {
    const v = bodyVersion(type);
    const fields: ChainedFields = {
      ...{ station: CENTRAL_STATION, seq: journal.applied + 1 + index, v, type },
      ...{ wallMs: nowMs, bootId: BOOT_ID, upMs: nowMs, effectiveOn, place: PLACE, actor },
      ...{ body: body as Record<string, unknown>, personalDigest: null },
    };
    chain = chainValue(chain, fields);
    return [v, type, nowMs, BOOT_ID, nowMs, effectiveOn, PLACE, actor, fields.body, null, null];
  });
  const request = {
    ...{ version: SYNC_VERSION, station: CENTRAL_STATION, epoch: 0, first: journal.applied + 1 },
    ...{ previousChain: journal.chain, entries, clocks: { [BOOT_ID]: 0 }, chain },
  };
  const { forked } = await push(
    sql,
    { libraryId, station: CENTRAL_STATION },
    request,
    nowMs,
    // A rule that fails fails the decision: nobody waits behind it.
    { apply: applyAct, hashCard: noErasures },
  );
  if (forked) throw new Error('the journal of central does not follow on itself');
};
