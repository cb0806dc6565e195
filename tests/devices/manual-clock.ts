// A clock that moves only when a test says so: drivers are given a Clock (devices/driver.ts), so no
// test waits or sleeps.
import type { Clock } from '../../devices/driver.ts';

export type ManualClock = Clock & {
  /**
   * Moves time on and runs what falls due, in order of time; calls started on the way run too when
   * they fall due.
   */
  advance(ms: number): void;
  /** Timers that are still to run: a stopped driver leaves none. */
  pending(): number;
};

const EPOCH_MS = Date.UTC(2025, 0, 15, 4, 0, 0);

export const createManualClock = (startMs: number = EPOCH_MS): ManualClock => {
  let now = 0;
  let nextId = 0;
  const timers = new Map<number, { dueMs: number; call: () => void }>();
  const earliest = (untilMs: number) => {
    let found: { id: number; dueMs: number; call: () => void } | undefined;
    for (const [id, timer] of timers)
      if (timer.dueMs <= untilMs && (!found || timer.dueMs < found.dueMs)) found = { id, ...timer };
    return found;
  };
  return {
    nowMs: () => startMs + now,
    upMs: () => now,
    after: (delayMs, call) => {
      const id = nextId++;
      timers.set(id, { dueMs: now + Math.max(0, delayMs), call });
      return () => {
        timers.delete(id);
      };
    },
    advance: (ms) => {
      const untilMs = now + ms;
      for (let due = earliest(untilMs); due; due = earliest(untilMs)) {
        timers.delete(due.id);
        now = due.dueMs;
        due.call();
      }
      now = untilMs;
    },
    pending: () => timers.size,
  };
};
