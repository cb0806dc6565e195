// The real clock, for processes; tests pass their own.
import { performance } from 'node:perf_hooks';
import type { Clock } from '../devices/driver.ts';

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  upMs: () => performance.now(),
  after(delayMs, call) {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
