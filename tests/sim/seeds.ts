// Runs seeds one after the other, in this process; a sample of them twice, since the same seed must give the same trace.
import { makeImages } from './images.ts';
import type { Mutant } from './mutant.ts';
import { type Outcome, runHistory } from './run-history.ts';
import { kindOf, shrink } from './shrink.ts';
import type { Images } from './simulation.ts';
import { type History, historyOf } from './steps.ts';

export type Failure = { seed: number; violation: string };
export type Figures = { seeds: number; told: number; judged: number };

/** One seed in so many is run twice. */
const TWICE_EVERY = 50;

export type Runner = {
  run(seed: number, keepTrace?: boolean): Promise<Outcome>;
  /** The shortest history found that fails in the same way, with its trace. */
  shortest(seed: number): Promise<{ history: History; outcome: Outcome }>;
};

/** Made once a thread. */
let images: Promise<Images> | null = null;

export const createRunner = async (mutant: Mutant | null): Promise<Runner> => {
  const disks = await (images ??= makeImages());
  const run = async (seed: number, keepTrace = false): Promise<Outcome> => {
    const given = { mutant, keepTrace };
    const outcome = await runHistory(seed, historyOf(seed), disks, given);
    if (outcome.violation !== null || seed % TWICE_EVERY !== 0) return outcome;
    const again = await runHistory(seed, historyOf(seed), disks, given);
    const same = again.digest === outcome.digest;
    return same ? outcome : { ...outcome, violation: 'the same seed gave another trace' };
  };
  return {
    run,
    shortest: async (seed) => {
      const kind = kindOf((await run(seed)).violation ?? '');
      const history = await shrink(historyOf(seed), async (shorter) => {
        const { violation } = await runHistory(seed, shorter, disks, { mutant });
        return violation !== null && kindOf(violation) === kind;
      });
      const outcome = await runHistory(seed, history, disks, { mutant, keepTrace: true });
      return { history, outcome };
    },
  };
};

/** A rejection that nobody handles would end a station's process. `failed` is told of each but those of killed processes. */
export const onLostRejection = (failed: (error: unknown) => void): void => {
  process.on('unhandledRejection', (error) => {
    if ((error as { name?: string } | null)?.name !== 'Killed') failed(error);
  });
};
