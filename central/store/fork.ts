// A journal that is not the one that central knows: where it leaves the known one, and what that
// means. An older copy of a disk shares a beginning and goes on by itself; a number given to two
// shares nothing, or both of its disks are heard (sync.md 3.2, "cloned or rolled-back disk").
import { forkKind } from '../../station-server/circulation/contradictions.ts';
import type { PushRequest } from '../sync-contract.ts';
import { writeReviews } from './reviews.ts';
import type { Sql } from './sql.ts';
import type { StationRef } from './stations.ts';

type Sent = { request: PushRequest; chains: readonly string[] };

const chainsOf = async (sql: Sql, ref: StationRef, first: number, last: number) => {
  const rows = await sql.all(
    `SELECT seq, chain FROM entry WHERE library_id = $1 AND station = $2 AND seq >= $3
     AND seq <= $4`,
    [ref.libraryId, ref.station, first, last],
  );
  return new Map(rows.map((row) => [Number(row.seq), String(row.chain)]));
};

/** `shared`: entries known to be the same; `differs`: the first of which central has another one. */
const compare = async (sql: Sql, ref: StationRef, { request, chains }: Sent) => {
  const { first, previousChain } = request;
  const known = await chainsOf(sql, ref, first - 1, first + chains.length - 1);
  const beginning = first > 1 && known.get(first - 1) === previousChain ? first - 1 : 0;
  if (first > 1 && beginning === 0) return { shared: 0, differs: null };
  for (const [index, chain] of chains.entries()) {
    const seq = first + index;
    const stored = known.get(seq);
    if (stored === undefined) return { shared: seq - 1, differs: null };
    if (stored !== chain) return { shared: seq - 1, differs: seq };
  }
  return { shared: beginning + chains.length, differs: null };
};

const noteFork = async (
  sql: Sql,
  ref: StationRef,
  fork: { kind: 'station-restored' | 'chain-fork'; request: PushRequest; central: object },
  nowMs: number,
): Promise<void> => {
  const { kind, request, central } = fork;
  const { first, previousChain, chain } = request;
  const count = request.entries.length;
  const station = { station: ref.station, first, count, previousChain, chain };
  const saw = { station, central: { ...central } };
  const review = { kind, ref: `${ref.station}`, station: ref.station, seq: first, saw };
  await writeReviews(sql, ref.libraryId, [review], nowMs);
};

/** Nothing more is taken from the station until it has a new number; staff are told why. */
export const quarantine = async (
  sql: Sql,
  ref: StationRef,
  sent: Sent & { applied: number; head: string },
  nowMs: number,
): Promise<void> => {
  const { request, applied, head } = sent;
  await sql.run('UPDATE station SET quarantined = 1 WHERE library_id = $1 AND station = $2', [
    ref.libraryId,
    ref.station,
  ]);
  const { shared, differs } = await compare(sql, ref, sent);
  // Where no stored entry differs, the batch was altered on its way or at the station.
  const kind = forkKind({ entries: differs === null ? 0 : shared });
  const central = { applied, head, forkedAt: differs };
  await noteFork(sql, ref, { kind, request, central }, nowMs);
};

/** The first disk of a quarantined station is still at work: then two bear one number. */
export const noteSecondDisk = async (
  sql: Sql,
  ref: StationRef,
  sent: Sent & { applied: number; head: string },
  nowMs: number,
): Promise<boolean> => {
  const { request, chains, applied, head } = sent;
  const [review] = await sql.all(
    `SELECT saw FROM review WHERE library_id = $1 AND kind = 'station-restored' AND ref = $2`,
    [ref.libraryId, `${ref.station}`],
  );
  if (review === undefined) return false;
  const saw = JSON.parse(String(review.saw)) as {
    central: { applied?: number; forkedAt?: number };
  };
  const last = request.first + chains.length - 1;
  // Entries that were known before may be a question of the disk's own past, late on the line; only new ones show a disk at work.
  if (last <= (saw.central.applied ?? Number.MAX_SAFE_INTEGER)) return false;
  const { shared, differs } = await compare(sql, ref, sent);
  const sameAsCentral = differs === null && shared >= Math.min(last, applied);
  if (!sameAsCentral || last < (saw.central.forkedAt ?? Number.MAX_SAFE_INTEGER)) return false;
  const central = { applied, head, forkedAt: saw.central.forkedAt };
  await noteFork(sql, ref, { kind: 'chain-fork', request, central }, nowMs);
  return true;
};
