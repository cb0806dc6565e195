// Puts an act whose station had a wrong clock on its right day before any rule sees it, so that a due date is right whatever
// the station took for today (station-server/circulation/wrong-clock.ts). The entry itself stays as it was written.
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

export const rightAct = (
  type: string,
  act: Act<Body>,
  days: LibraryDays | null,
): { act: Act<Body>; behind: number } => {
  const behind = days === null ? 0 : daysBehind(act.wallMs, act.atMs, days.timeZone);
  if (days === null || behind === 0) return { act, behind: 0 };
  const { dueOn } = act.body;
  const promised = PROMISES_A_DAY.has(type) && typeof dueOn === 'string';
  const body = promised
    ? { ...act.body, dueOn: rightDueOn(dueOn, behind, days.calendar) }
    : act.body;
  return {
    act: { ...act, effectiveOn: rightEffectiveOn(act.effectiveOn, behind), body },
    behind,
  };
};

/** The same for an act that was stored before and is read again as part of an item's history. */
export const rightItemAct = (act: ItemAct, days: LibraryDays | null): ItemAct => {
  const behind = days === null ? 0 : daysBehind(act.wallMs, act.atMs, days.timeZone);
  return behind === 0 ? act : { ...act, effectiveOn: rightEffectiveOn(act.effectiveOn, behind) };
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
