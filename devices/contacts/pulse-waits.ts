// The pulses under way on one board: one at a time on each output, and all of them cut short together when the driver stops, so that
// nothing stays on.
import type { Clock, PulseOutcome } from '../driver.ts';

export type PulseWaits = {
  /** Undefined where that output has a pulse under way. */
  run(output: number, pulse: () => Promise<PulseOutcome>): Promise<PulseOutcome | undefined>;
  /** Resolves after `ms`, or at once when the driver stops. */
  wait(ms: number): Promise<void>;
  /** Cuts all waits short and resolves when every pulse has ended. */
  end(): Promise<void>;
};

export const createPulseWaits = (clock: Clock): PulseWaits => {
  const running = new Map<number, Promise<PulseOutcome>>();
  const waits = new Set<() => void>();
  let ended = false;
  return {
    async run(output, pulse) {
      if (running.has(output)) return undefined;
      const under = pulse();
      running.set(output, under);
      return under.finally(() => running.delete(output));
    },
    wait: (ms) =>
      new Promise((resolve) => {
        if (ended) return resolve();
        const done = () => {
          cancel();
          waits.delete(done);
          resolve();
        };
        const cancel = clock.after(ms, done);
        waits.add(done);
      }),
    async end() {
      ended = true;
      for (const done of [...waits]) done();
      await Promise.allSettled([...running.values()]);
    },
  };
};
