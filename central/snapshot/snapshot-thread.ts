// Has a snapshot made in a thread of its own with a limit of memory; `stop` ends it in the middle, which leaves nothing behind
// but files that the next one removes.
import { Worker } from 'node:worker_threads';

export type SnapshotOrder = { database: string; folder: string; libraryId: string; nowMs: number };

/** A chunk of rows, their packed columns and the trials. With chunks of 16,384 rows all of central peaked at 247 MB. */
const HEAP_MB_MAX = 384;

export type SnapshotThread = {
  make(order: SnapshotOrder): Promise<void>;
  stop(): Promise<void>;
};

/** `workerFile`: compiled, as Node 20 runs no TypeScript. */
export const createSnapshotThread = (
  workerFile: URL = new URL('./snapshot-worker.js', import.meta.url),
): SnapshotThread => {
  let running: Worker | null = null;
  return {
    make: (order) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(workerFile, {
          workerData: order,
          resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
        });
        running = worker;
        worker.once('error', reject);
        worker.once('exit', (code) => {
          running = null;
          if (code === 0) resolve();
          else reject(new Error(`the snapshot thread ended with ${code}`));
        });
      }),
    stop: async () => {
      await running?.terminate();
    },
  };
};
