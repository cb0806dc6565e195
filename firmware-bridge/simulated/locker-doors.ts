// The doors of a simulated locker: a coil that pulls lets the door spring open after a moment, unless something jams it; whoever
// stands there shuts it some seconds later, unless a hand was quicker.
import type { Clock } from '../../devices/driver.ts';

/** A spring door leaves its sensor in about this time. */
const SPRING_MS = 150;
/** A book is taken and the door pushed shut. */
export const SHUT_MS = 10_000;

export type LockerDoors = {
  readonly open: readonly boolean[];
  pull(lock: number): void;
  /** By hand: shuts it, or opens it with the key. */
  set(lock: number, open: boolean): boolean;
  jam(lock: number, jammed: boolean): void;
};

export const createLockerDoors = (locks: number, clock: Clock): LockerDoors => {
  /** By lock, until when its door stays open. No timer of its own: nobody waits for it. */
  const openUntilMs = new Array<number>(locks).fill(0);
  const jammed = new Set<number>();
  return {
    get open() {
      return openUntilMs.map((untilMs) => clock.upMs() < untilMs);
    },
    pull(lock) {
      if (lock >= locks || jammed.has(lock)) return;
      clock.after(SPRING_MS, () => {
        openUntilMs[lock] = clock.upMs() + SHUT_MS;
      });
    },
    set(lock, open) {
      if (lock >= locks) return false;
      openUntilMs[lock] = open ? Number.POSITIVE_INFINITY : 0;
      return true;
    },
    jam(lock, isJammed) {
      if (isJammed) jammed.add(lock);
      else jammed.delete(lock);
    },
  };
};
