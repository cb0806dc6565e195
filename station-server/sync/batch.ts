// Journal entries as a push body (central/sync-contract.ts). Pure.
import type { PushRequest, WireEntry } from '../../central/sync-contract.ts';
import { SYNC_VERSION } from '../../central/sync-contract.ts';
import type { StoredEntry } from '../store/journal.ts';

/** Uncompressed: half of what central takes, since a batch that it refuses as too large would be sent for ever. */
export const BATCH_BYTES_MAX = 524_288;

const toWire = (entry: StoredEntry): WireEntry => [
  entry.v,
  entry.type,
  entry.wallMs,
  entry.bootId,
  entry.upMs,
  entry.effectiveOn,
  entry.place,
  entry.actor,
  entry.body,
  entry.personalDigest,
  entry.personal,
];

/** As many of the entries, from the first, as one push carries; at least one. */
export const cutToBytes = (entries: StoredEntry[], bytesMax = BATCH_BYTES_MAX): StoredEntry[] => {
  let bytes = 0;
  const over = entries.findIndex((entry) => {
    bytes += Buffer.byteLength(JSON.stringify(toWire(entry)));
    return bytes > bytesMax;
  });
  return over === -1 ? entries : entries.slice(0, Math.max(1, over));
};

/**
 * `after` is the sequence before the first entry and `previousChain` its chain value; `entries` are consecutive. With none
 * this only asks central where it stands, and whether it holds the same entry under `after`.
 */
export const pushRequest = (given: {
  station: number;
  epoch: number;
  after: number;
  previousChain: string;
  entries: StoredEntry[];
  /** By boot id; see `boot-clocks.ts`. */
  clocks: Record<string, number>;
}): PushRequest => {
  const { station, epoch, after, previousChain, entries, clocks } = given;
  return {
    version: SYNC_VERSION,
    station,
    epoch,
    first: after + 1,
    previousChain,
    entries: entries.map(toWire),
    ...(Object.keys(clocks).length > 0 ? { clocks } : {}),
    chain: entries.at(-1)?.chain ?? previousChain,
  };
};
