// Puts an act on its right day and time before any rule sees it. First the days that a wrong clock wrote
// (station-server/circulation/wrong-clock.ts), so that a due date is right whatever the station took for today; then, by the
// right days, the time that decides where an act was entered a day later (circulation/decisive-time.ts). The stored entry stays
// as it was written, so that an act is put right in the same way whenever it is read.
import { decisiveAtMs } from '../../station-server/circulation/decisive-time.ts';
import {
  CLOCK_DAYS_FORGIVEN,
  daysBehind,
  type LibraryDays,
  rightDueOn,
  rightEffectiveOn,
} from '../../station-server/circulation/wrong-clock.ts';
import type { Act, ItemAct, Saw } from './act.ts';

type Body = Record<string, unknown>;

/** Types whose body holds a day that was worked out from today. */
const PROMISES_A_DAY = new Set(['check-out', 'renewal']);

type Dated = Pick<Act<unknown>, 'wallMs' | 'atMs' | 'effectiveOn'>;

const rightTimes = (
  { wallMs, atMs, effectiveOn }: Dated,
  { timeZone }: LibraryDays,
): { behind: number; effectiveOn: string; atMs: number } => {
  const behind = daysBehind(wallMs, atMs, timeZone);
  const on = rightEffectiveOn(effectiveOn, behind);
  return { behind, effectiveOn: on, atMs: decisiveAtMs(atMs, on, timeZone) };
};

export const rightAct = (
  type: string,
  act: Act<Body>,
  days: LibraryDays | null,
): { act: Act<Body>; behind: number } => {
  if (days === null) return { act, behind: 0 };
  const { behind, effectiveOn, atMs } = rightTimes(act, days);
  const { dueOn } = act.body;
  const promised = PROMISES_A_DAY.has(type) && typeof dueOn === 'string';
  const body =
    promised && behind !== 0
      ? { ...act.body, dueOn: rightDueOn(dueOn, behind, days.calendar) }
      : act.body;
  return { act: { ...act, effectiveOn, atMs, body }, behind };
};

/** The same for an act that was stored before and is read again as part of an item's history. */
export const rightItemAct = (act: ItemAct, days: LibraryDays | null): ItemAct => {
  if (days === null) return act;
  const { behind, effectiveOn, atMs } = rightTimes(act, days);
  const { due } = act;
  const right =
    due === null || behind === 0
      ? due
      : { ...due, dueOn: rightDueOn(due.dueOn, behind, days.calendar) };
  return { ...act, effectiveOn, atMs, due: right };
};

/** What a librarian is told, once for a run of the station; null where no slip is wrong by more than a day. */
export const clockDoubt = (type: string, act: Act<Body>, behind: number): Saw | null => {
  if (Math.abs(behind) <= CLOCK_DAYS_FORGIVEN || !PROMISES_A_DAY.has(type)) return null;
  const { wallMs, atMs, sure, effectiveOn } = act;
  return {
    station: { entry: act.name, today: rightEffectiveOn(effectiveOn, -behind), wallMs },
    central: { today: effectiveOn, atMs, sure, behind },
  };
};
