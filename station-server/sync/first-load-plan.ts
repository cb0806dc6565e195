// Which chunks of a snapshot this station needs, in which order, and how far it is with them.
import type { SnapshotChunk } from '../../central/sync-contract.ts';
import type { HeldLoad, LoadStore } from './first-load-store.ts';

export type Loading = {
  /** Compressed bytes that have come, and that will have. */
  bytesDone: number;
  bytesTotal: number;
  chunksDone: number;
  chunksTotal: number;
  /** Patrons, open loans, items and the titles of this branch are in. */
  enoughToLend: boolean;
};

/** The last tier without which not everything can be lent, and the one for stations that held rows before. */
const LENDING_TIER = 2;
const RELOAD_TIER = 4;

/**
 * Each file once. Closed loans matter only while one that is open here is in doubt: they come the last closed first, so seldom
 * more than one chunk of them is read.
 */
export const neededChunks = (
  { answer, hadRows }: Pick<HeldLoad, 'answer' | 'hadRows'>,
  branch: string,
  doubts: number,
): SnapshotChunk[] => {
  const seen = new Set<string>();
  return answer.chunks
    .filter((chunk) => chunk.branch === undefined || chunk.branch === branch)
    .filter(({ tier, table }) => tier < RELOAD_TIER || (table === 'loan' ? doubts > 0 : hadRows))
    .filter(({ sha256 }) => !seen.has(sha256) && seen.add(sha256))
    .sort((a, b) => a.tier - b.tier);
};

export const loadingOf = (
  store: Pick<LoadStore, 'finished' | 'bytesHeld'>,
  { state, hadRows }: HeldLoad,
  chunks: readonly SnapshotChunk[],
): Loading => {
  const finished = ({ sha256 }: SnapshotChunk) => state === 'catch-up' || store.finished(sha256);
  const sum = (list: readonly SnapshotChunk[], of: (chunk: SnapshotChunk) => number) =>
    list.reduce((total, chunk) => total + of(chunk), 0);
  const done = chunks.filter(finished);
  const open = chunks.filter((chunk) => !finished(chunk));
  const [size, held] = [
    ({ bytes }: SnapshotChunk) => bytes,
    ({ sha256 }: SnapshotChunk) => store.bytesHeld(sha256),
  ];
  return {
    bytesDone: sum(done, size) + sum(open, held),
    bytesTotal: sum(chunks, size),
    chunksDone: done.length,
    chunksTotal: chunks.length,
    enoughToLend: hadRows || open.every(({ tier }) => tier > LENDING_TIER),
  };
};
