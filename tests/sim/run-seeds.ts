// Many seeds over a few threads, and their figures.
import { Worker } from 'node:worker_threads';
import type { SeedNews, WorkerOrder } from './seed-worker.ts';

/** A history leaves much behind: room for it spares a quarter of the time. */
const YOUNG_MB_MAX = 64;

export type SeedsResult = {
  seeds: number;
  told: number;
  judged: number;
  failures: { seed: number; violation: string }[];
  seconds: number;
};

export const runSeeds = async (given: {
  from: number;
  count: number;
  workers: number;
  mutant?: string | null;
  /** Ends all threads at the first failure; its seed need not be the lowest. */
  untilFailure?: boolean;
  onProgress?: (done: SeedsResult) => void;
}): Promise<SeedsResult> => {
  const { from, count, workers, mutant = null } = given;
  const startedMs = performance.now();
  const result: SeedsResult = { seeds: 0, told: 0, judged: 0, failures: [], seconds: 0 };
  const threads: Worker[] = [];
  const heard = (news: SeedNews): void => {
    result.seeds += 1;
    result.told += news.told;
    result.judged += news.judged;
    result.seconds = (performance.now() - startedMs) / 1_000;
    if (news.violation !== null) {
      result.failures.push({ seed: news.seed, violation: news.violation });
      if (given.untilFailure) for (const thread of threads) void thread.terminate();
    }
    given.onProgress?.(result);
  };
  const all = Array.from({ length: count }, (_, index) => from + index);
  const thread = (number: number) =>
    new Promise<void>((resolve, reject) => {
      const seeds = all.filter((_, index) => index % workers === number);
      const workerData: WorkerOrder = { seeds, mutant };
      const worker = new Worker(new URL('./seed-worker.js', import.meta.url), {
        workerData,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB_MAX },
      });
      threads.push(worker);
      worker.on('message', heard);
      worker.on('error', reject);
      worker.on('exit', () => resolve());
    });
  await Promise.all(Array.from({ length: workers }, (_, number) => thread(number)));
  if (result.seeds < count && result.failures.length === 0)
    throw new Error(`only ${result.seeds} of ${count} seeds were run`);
  return result;
};
