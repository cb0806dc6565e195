// Counts visits and gate alarms from the contacts that the places of the station name (station-schema.ts, `inputs`). Looks at the hour
// now and then, so that an evening's counts do not wait for the next morning.
import type { BridgeMessage } from '../firmware-bridge/messages.ts';
import type { InputMeaning, Place } from '../profiles/station-schema.ts';
import { countOf } from './circulation/people-count.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk-types.ts';

export const LOOK_EVERY_MS = 300_000;

export type VisitCounterDeps = {
  places: readonly Place[];
  desk: Pick<Desk, 'countPassage' | 'journalCounts'>;
  clock: Pick<Clock, 'after'>;
  /** A count that could not be written; the next one is tried again. */
  onFailure(cause: unknown): void;
};

export type VisitCounter = {
  start(): void;
  /** Journals what is left; safe twice. */
  stop(): void;
  message(place: string, message: BridgeMessage): void;
  /** The bridge is away: what its inputs do meanwhile is not known. */
  away(place: string): void;
};

export const createVisitCounter = (deps: VisitCounterDeps): VisitCounter => {
  const { places, desk, clock, onFailure } = deps;
  const meanings = new Map<string, InputMeaning>(
    places.flatMap(({ id, devices }) =>
      devices.flatMap((device) =>
        (device.inputs ?? []).map(
          ({ input, means }) => [`${id} ${device.id} ${input}`, means] as const,
        ),
      ),
    ),
  );
  const known = new Map<string, boolean>();
  let cancel = () => {};
  let stopped = false;

  const attempt = (act: () => void): void => {
    try {
      act();
    } catch (cause) {
      onFailure(cause);
    }
  };
  const forget = (prefix: string): void => {
    for (const key of known.keys()) if (key.startsWith(prefix)) known.delete(key);
  };
  const look = (): void => {
    attempt(() => desk.journalCounts('past-hours'));
    cancel = clock.after(LOOK_EVERY_MS, look);
  };

  return {
    start() {
      if (meanings.size > 0) look();
    },
    stop() {
      if (stopped) return;
      stopped = true;
      cancel();
      if (meanings.size > 0) attempt(() => desk.journalCounts('all'));
    },
    message(place, message) {
      if (message.type === 'device-state' && message.state.state !== 'ready')
        forget(`${place} ${message.state.device} `);
      if (message.type !== 'contact') return;
      const key = `${place} ${message.device} ${message.input}`;
      const what = countOf(meanings.get(key), known.get(key), message.on);
      if (meanings.has(key)) known.set(key, message.on);
      if (what) attempt(() => desk.countPassage(what, place));
    },
    away: (place) => forget(`${place} `),
  };
};
