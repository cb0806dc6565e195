// One thread of `npm run sim`: every so manieth seed, and a message for each.
import { parentPort, workerData } from 'node:worker_threads';
import { mutantNamed } from './mutants/mutants.ts';
import { createRunner, onLostRejection } from './seeds.ts';

export type WorkerOrder = { seeds: number[]; mutant: string | null };
export type SeedNews = { seed: number; violation: string | null; told: number; judged: number };

const { seeds, mutant } = workerData as WorkerOrder;
let lost: unknown = null;
onLostRejection((error) => {
  lost = error;
});
const runner = await createRunner(mutant === null ? null : (mutantNamed(mutant) ?? null));
for (const seed of seeds) {
  const { violation, told, judged } = await runner.run(seed);
  const news: SeedNews = { seed, violation, told, judged };
  if (lost !== null && news.violation === null)
    news.violation = `a rejection that would end the process: ${lost}`;
  lost = null;
  parentPort?.postMessage(news);
}
