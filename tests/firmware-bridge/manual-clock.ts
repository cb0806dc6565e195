// A clock that stands still until a test moves it: time limits and waits are tested without any
// real waiting.
import type { Clock } from '../../devices/driver.ts';

type Timer = { atMs: number; call: () => void };

/** Lets promises that are ready settle, a few rounds deep. */
export const settle = async (): Promise<void> => {
  for (let round = 0; round < 20; round++) await Promise.resolve();
};

export type ManualClock = Clock & {
  /** Moves on by `ms`, calling timers in their order and letting promises settle after each. */
  advance(ms: number): Promise<void>;
  /** Timers that wait. */
  pending(): number;
};

export const createManualClock = (): ManualClock => {
  let upMs = 0;
  let timers: Timer[] = [];
  return {
    nowMs: () => 1_790_000_000_000 + upMs,
    upMs: () => upMs,
    after(delayMs, call) {
      const timer = { atMs: upMs + delayMs, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const endMs = upMs + ms;
      await settle();
      for (;;) {
        const next = timers
          .filter(({ atMs }) => atMs <= endMs)
          .sort((left, right) => left.atMs - right.atMs)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        upMs = Math.max(upMs, next.atMs);
        next.call();
        await settle();
      }
      upMs = endMs;
      await settle();
    },
    pending: () => timers.length,
  };
};
