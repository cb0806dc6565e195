// A Winnsen locker board that is not there, after hardware.md section 5. `swapped`: one of those boards that send lock and status of
// answer 92 the other way round. A coil that was just pulled must rest before the next time.
import type { Clock } from '../../devices/driver.ts';
import type { ContactBoard } from './contact-line.ts';
import type { LockerDoors } from './locker-doors.ts';

const REST_MS = 1_000;

export const createWinnsenBoard = (options: {
  station: number;
  locks: number;
  doors: LockerDoors;
  clock: Clock;
  swapped?: boolean;
}): ContactBoard => {
  const { station, locks, doors, clock, swapped = false } = options;
  const pulledMs = new Map<number, number>();

  const pull = (lock: number): number => {
    const last = pulledMs.get(lock);
    if (last !== undefined && clock.upMs() - last < REST_MS) return 2;
    pulledMs.set(lock, clock.upMs());
    doors.pull(lock);
    return 1;
  };

  return {
    look(bytes) {
      if (bytes.length === 0) return { kind: 'more' };
      if (bytes[0] !== 0x90) return { kind: 'drop', bytes: 1 };
      if (bytes.length < 6) return { kind: 'more' };
      return bytes[1] === 6 && bytes[5] === 3
        ? { kind: 'command', bytes: 6 }
        : { kind: 'drop', bytes: 1 };
    },
    carryOut(command, fault) {
      const [, , func = 0, address, number = 0] = command;
      if (address !== station || number < 1 || number > locks) return null;
      const from = fault === 'wrong-unit' ? station + 1 : station;
      if (func === 5) return Uint8Array.of(0x90, 7, 0x85, from, number, pull(number - 1), 3);
      if (func !== 0x12) return null;
      const told = [number, doors.open[number - 1] ? 1 : 0];
      return Uint8Array.from([0x90, 7, 0x92, from, ...(swapped ? told.reverse() : told), 3]);
    },
  };
};
