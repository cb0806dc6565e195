// Which devices of a place are lockers, and which numbers are painted on their doors. Boards count locks from 0 (Kerong) or 1 (Winnsen,
// on the line); the doors of both are painted from 1 on, so the door of lock 0 is 1 unless the station profile says otherwise: the
// second board of a cabinet goes on where the first one ends.
import type { DeviceProfile } from './device-schema.ts';
import type { PlaceDevice } from './station-schema.ts';

/** `first` is the number on the door of lock 0. */
export type LockerDoors = { first: number; count: number };

const LOCKER_DRIVERS: readonly DeviceProfile['driver'][] = ['kerong-locker', 'winnsen-locker'];

/** Null for what is no locker. A relay board is one when `firstDoor` says that locks hang at its outputs. */
export const lockerDoorsOf = (
  { firstDoor }: Pick<PlaceDevice, 'firstDoor'>,
  profile: DeviceProfile | undefined,
): LockerDoors | null => {
  const count = profile?.contacts?.outputs ?? 0;
  if (!profile || count === 0) return null;
  if (firstDoor === undefined && !LOCKER_DRIVERS.includes(profile.driver)) return null;
  return { first: firstDoor ?? 1, count };
};
