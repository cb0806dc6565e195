// A clock that jumps from timer to timer while everything between them runs to its end: simulated
// time is exact however many promises hang on each other, and nothing waits for real.
import type { Clock } from '../../../devices/driver.ts';

type Timer = { atMs: number; call: () => void };

export type SteppedClock = Clock & {
  /** Lets so much time pass. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until the promise settles; throws when it takes longer. */
  until<T>(promise: Promise<T>, limitMs?: number): Promise<T>;
  pending(): number;
};

/** Every promise that can go on has gone on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const createSteppedClock = (): SteppedClock => {
  let upMs = 0;
  const timers = new Set<Timer>();
  const earliest = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (!first || timer.atMs < first.atMs) first = timer;
    return first;
  };
  const step = async (untilMs: number): Promise<boolean> => {
    const next = earliest();
    if (!next || next.atMs > untilMs) return false;
    timers.delete(next);
    upMs = Math.max(upMs, next.atMs);
    next.call();
    await settle();
    return true;
  };
  return {
    nowMs: () => 1_790_000_000_000 + upMs,
    upMs: () => upMs,
    after(delayMs, call) {
      const timer = { atMs: upMs + Math.max(0, delayMs), call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const endMs = upMs + ms;
      await settle();
      while (await step(endMs));
      upMs = endMs;
    },
    async until(promise, limitMs = 60_000) {
      let settled = false;
      const mark = () => {
        settled = true;
      };
      promise.then(mark, mark);
      const endMs = upMs + limitMs;
      await settle();
      while (!settled)
        if (!(await step(endMs))) throw new Error(`still not settled after ${limitMs} ms`);
      return promise;
    },
    pending: () => timers.size,
  };
};
