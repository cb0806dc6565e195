// What a contact counts. A counter or a gate closes its contact for each person or alarm: the rise is the event, the fall only its
// end. The first word about an input after its board came (back) tells how it stands, and is no event. Pure.
import type { InputMeaning } from '../../profiles/station-schema.ts';

export const COUNTED = ['visits', 'gate-alarms'] as const;
export type CountedWhat = (typeof COUNTED)[number];

/** A visit is counted once, on the way in. Other contacts are looked at by others. */
const COUNTS: Partial<Record<InputMeaning, CountedWhat>> = {
  'visit-in': 'visits',
  'gate-alarm': 'gate-alarms',
};

export const countOf = (
  means: InputMeaning | undefined,
  before: boolean | undefined,
  on: boolean,
): CountedWhat | null =>
  means !== undefined && before === false && on ? (COUNTS[means] ?? null) : null;

const HOUR_MS = 3_600_000;

/** Whether both fall into one hour of the clock; all zones here are whole hours off UTC. */
export const sameHour = (oneMs: number, otherMs: number): boolean =>
  Math.floor(oneMs / HOUR_MS) === Math.floor(otherMs / HOUR_MS);
