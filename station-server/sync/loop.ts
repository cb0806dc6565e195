// A loop that works until there is nothing to do, one piece at a time, and waits longer after each failure, with full jitter
// (sync.md 1.2 "Backpressure"). It is woken by `poke` (there is work) and by `now` (a person pressed, or the link is back).
import type { Clock } from '../clock.ts';

export const RETRY_MS_START = 1_000;
/** However the dice fall: a failure that comes at once must not keep the processor busy. */
export const RETRY_MS_MIN = 100;
/** Central may wish for a longer wait than ours, but not for an endless one; timers overflow at 2^31 ms. */
export const RETRY_WISH_MS_MAX = 3_600_000;
const DOUBLINGS_MAX = 12;

export type Worked = 'more' | 'idle' | { pauseMs: number };
export type Failed = 'stop' | { retryAfterMs: number | null };

export type LoopDeps = {
  clock: Pick<Clock, 'after'>;
  /** 0 <= x < 1 */
  random(): number;
  retryMsMax: number;
  work(): Promise<Worked>;
  /** Told of each failure; `stop` leaves the loop still until the next `poke` or `now`. */
  failed(error: unknown): Failed;
  /** The first success after failures. */
  recovered(): void;
};

export type Loop = {
  start(): void;
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
  poke(): void;
  now(): void;
  /** Resolves when it is idle, waits or has stopped. */
  settled(): Promise<void>;
};

export const createLoop = (deps: LoopDeps): Loop => {
  let stopped = true;
  let wanted = false;
  /** `now` came while work was in flight: should that fail, what broke it may be over already. */
  let pressed = false;
  let failures = 0;
  let busy = false;
  let running: Promise<void> = Promise.resolve();
  let cancelTimer: (() => void) | null = null;

  const wait = (delayMs: number): void => {
    cancelTimer = deps.clock.after(delayMs, () => {
      cancelTimer = null;
      poke();
    });
  };
  const backOffMs = (wish: number | null): number => {
    const limit = Math.min(deps.retryMsMax, RETRY_MS_START * 2 ** failures);
    const wished = Math.min(Math.max(wish ?? 0, 0), RETRY_WISH_MS_MAX);
    // On top of the wish: all stations that central sent away at once were told the same.
    return wished + Math.max(Math.min(RETRY_MS_MIN, limit), Math.round(limit * deps.random()));
  };
  const afterFailure = (error: unknown): void => {
    const failed = deps.failed(error);
    if (failed === 'stop') return;
    if (pressed) {
      wanted = true;
      return;
    }
    wait(backOffMs(failed.retryAfterMs));
    failures = Math.min(failures + 1, DOUBLINGS_MAX);
  };
  const afterSuccess = (worked: Worked): void => {
    if (failures > 0) {
      failures = 0;
      deps.recovered();
    }
    if (worked === 'more') wanted = true;
    else if (worked !== 'idle' && !wanted) wait(worked.pauseMs);
  };

  const round = async (): Promise<void> => {
    busy = true;
    while (!stopped && wanted) {
      wanted = false;
      try {
        const worked = await deps.work();
        if (!stopped) afterSuccess(worked);
      } catch (error) {
        wanted = false;
        if (!stopped) afterFailure(error);
      }
      pressed = false;
    }
    busy = false;
  };

  const poke = (): void => {
    if (stopped || cancelTimer) return;
    wanted = true;
    if (!busy) running = round();
  };
  const cancel = (): void => {
    cancelTimer?.();
    cancelTimer = null;
  };
  return {
    start: () => {
      stopped = false;
      failures = 0;
      poke();
    },
    stop: () => {
      stopped = true;
      cancel();
      return running;
    },
    poke,
    now: () => {
      cancel();
      pressed = busy;
      failures = 0;
      poke();
    },
    settled: () => running,
  };
};
