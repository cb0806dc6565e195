// Chunks that come in beside each other: between the last byte of one and the first of the next the line would lie idle for the
// way to central and back, thirty times a load. What fails ends the others, so that nothing is left running unseen.
import type { SnapshotChunk } from '../../central/sync-contract.ts';
import type { Downloaded } from './first-load-download.ts';

/** Two keep the line busy; more would only put off the first. */
export const CHUNKS_AT_ONCE = 2;

export type Ahead = {
  /** Has the first of `chunks` come in. */
  start(chunks: readonly SnapshotChunk[]): void;
  /** Resolves with what became of the next one to end; null when none is under way. Throws what made it fail. */
  next(): Promise<Downloaded | null>;
  /** The same, for what has ended by now. */
  ended(): Promise<Downloaded | null>;
  /** Resolves when none is under way any more; what had come of them is kept. */
  stop(): Promise<void>;
};

type End = { sha256: string; came: PromiseSettledResult<Downloaded> };

export const createAhead = (
  download: (chunk: SnapshotChunk, stop: AbortSignal) => Promise<Downloaded>,
): Ahead => {
  const coming = new Map<string, Promise<End>>();
  const ends: End[] = [];
  let stopping = new AbortController();

  const start = (chunk: SnapshotChunk): void => {
    const { sha256 } = chunk;
    const settled = Promise.allSettled([download(chunk, stopping.signal)]).then(([came]) => {
      const end = { sha256, came };
      ends.push(end);
      return end;
    });
    coming.set(sha256, settled);
  };
  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all(coming.values());
    coming.clear();
    ends.length = 0;
    stopping = new AbortController();
  };
  const ended = async (): Promise<Downloaded | null> => {
    const end = ends.shift();
    if (end === undefined) return null;
    coming.delete(end.sha256);
    if (end.came.status === 'fulfilled') return end.came.value;
    await stop();
    throw end.came.reason;
  };
  return {
    start: (chunks) => {
      for (const chunk of chunks.slice(0, CHUNKS_AT_ONCE))
        if (!coming.has(chunk.sha256)) start(chunk);
    },
    next: async () => {
      if (coming.size > 0) await Promise.race(coming.values());
      return ended();
    },
    ended,
    stop,
  };
};
