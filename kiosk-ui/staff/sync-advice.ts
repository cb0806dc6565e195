// What a librarian should think of the queue, from the station's status; pure. A day without sending is worth a stick, a week is
// an alarm (sync.md 1.2 "Backpressure").
import type { StationStatus } from '../../station-server/api-types.ts';
import type { StaffStrings } from '../strings/staff.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
export const STICK_FROM_MS = DAY_MS;
export const ALARM_FROM_MS = 7 * DAY_MS;

export type Advice = keyof StaffStrings['advice'];

export const adviceOf = (queue: StationStatus['queue'], nowMs: number): Advice => {
  if (queue.chainFork) return 'fork';
  if (queue.waiting === 0) {
    return queue.applied === 0 && queue.lastContactAtMs === null ? 'never' : 'sent';
  }
  if (queue.online) return 'sending';
  const oldestMs = queue.oldestAtMs === null ? 0 : nowMs - queue.oldestAtMs;
  if (oldestMs >= ALARM_FROM_MS) return 'alarm';
  return oldestMs >= STICK_FROM_MS ? 'stick' : 'offline';
};

/** `3 days`, `5 hours`, `1 minute`: the largest whole unit, at least a minute. */
export const showAge = (
  ageMs: number,
  s: Pick<StaffStrings, 'days' | 'hours' | 'minutes'>,
): string => {
  if (ageMs >= DAY_MS) return s.days(Math.floor(ageMs / DAY_MS));
  if (ageMs >= HOUR_MS) return s.hours(Math.floor(ageMs / HOUR_MS));
  return s.minutes(Math.max(1, Math.floor(ageMs / MINUTE_MS)));
};
