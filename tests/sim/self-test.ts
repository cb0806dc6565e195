// What `npm test` runs of the simulation: seeds without a fault, and each planted fault at its recorded seed, where it must be seen.
import { FIRST_SEEDS } from './first-seeds.ts';
import { MUTANTS } from './mutants/mutants.ts';
import { runSeeds } from './run-seeds.ts';
import { createRunner, onLostRejection } from './seeds.ts';

/** About two minutes on two cores; `npm run prove` runs 100,000. */
export const SEEDS = 1_000;
/** Counted as one test. */
const BLOCK = 100;

export const selfTest = async (workers: number): Promise<{ passed: number; failed: number }> => {
  const counted = { passed: 0, failed: 0 };
  const count = (ok: boolean, what: string): void => {
    counted[ok ? 'passed' : 'failed'] += 1;
    if (!ok) console.error(`failed: ${what}`);
  };
  onLostRejection(() => undefined);
  for (const mutant of MUTANTS) {
    const seed = FIRST_SEEDS[mutant.name];
    const runner = seed === undefined ? null : await createRunner(mutant);
    const outcome = await runner?.run(seed as number);
    count(Boolean(outcome?.violation), `planted fault ${mutant.name} is not seen at seed ${seed}`);
  }
  const { failures, told, judged, seconds } = await runSeeds({ from: 1, count: SEEDS, workers });
  for (const { seed, violation } of failures) console.error(`seed ${seed}: ${violation}`);
  for (let first = 1; first <= SEEDS; first += BLOCK) {
    const seeds = failures.map(({ seed }) => seed).filter((s) => s >= first && s < first + BLOCK);
    count(seeds.length === 0, `seeds ${seeds.join(', ')}`);
  }
  count(told > SEEDS * 20 && judged > SEEDS, `too little happened: ${told} acts, ${judged} judged`);
  const rate = (SEEDS / seconds).toFixed(1);
  console.log(`${SEEDS} seeds, ${told} acts told, ${rate} seeds/s with ${workers} threads`);
  return counted;
};
