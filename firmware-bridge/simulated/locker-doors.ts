// The doors of a simulated locker: a coil that pulls lets the door spring open after a moment, unless something jams it; a door that
// is open stays so until a hand shuts it.
import type { Clock } from '../../devices/driver.ts';

/** A spring door leaves its sensor in about this time. */
const SPRING_MS = 150;

export type LockerDoors = {
  readonly open: readonly boolean[];
  pull(lock: number): void;
  /** By hand: shuts it, or opens it with the key. */
  set(lock: number, open: boolean): boolean;
  jam(lock: number, jammed: boolean): void;
};

export const createLockerDoors = (locks: number, clock: Clock): LockerDoors => {
  const open = new Array<boolean>(locks).fill(false);
  const jammed = new Set<number>();
  return {
    open,
    pull(lock) {
      if (lock >= locks || jammed.has(lock)) return;
      clock.after(SPRING_MS, () => {
        open[lock] = true;
      });
    },
    set(lock, state) {
      if (lock >= locks) return false;
      open[lock] = state;
      return true;
    },
    jam(lock, isJammed) {
      if (isJammed) jammed.add(lock);
      else jammed.delete(lock);
    },
  };
};
