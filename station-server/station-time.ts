// What time it is in the library, as well as this station can know: by central's clock where this run has heard it, else by the
// wall clock, but never before the last contact. Nobody sets the machine's clock; a wrong one is told to staff (sync.md 1.2
// "Clocks"). Days of loans and stamps of entries come from here.
import type { Clock } from './clock.ts';
import type { Meta } from './store/meta.ts';
import type { BootClocks } from './sync/boot-clocks.ts';

/** Wall clock and uptime part by this much only when one was set or the other stood still in a sleeping machine. */
const LEAP_MS = 5_000;
/** This program is not older: a central that says less has lost its own clock, and nothing is learned from it. */
const CENTRAL_MS_MIN = Date.UTC(2026, 0, 1);
/** How often the moment of the last contact is written down. */
const CONTACT_WRITTEN_EVERY_MS = 60_000;

export type StationTimeState = {
  /** `last-contact`: the wall clock lies before it, so time goes on from there. */
  source: 'central' | 'station' | 'last-contact';
  /** Wall clock minus the time believed; null where nothing but the wall clock is known. */
  wallErrorMs: number | null;
};

export type StationTime = {
  /** Epoch milliseconds, whole. */
  nowMs(): number;
  /** An answer with central's time, asked at uptime `sentMs` and come at `gotMs`. */
  heard(centralMs: number, sentMs: number, gotMs: number): void;
  /** Central's clock minus uptime for those of the boots of which it is surely known. */
  offsets(bootIds: Iterable<string>): Record<string, number>;
  state(): StationTimeState;
};

export const createStationTime = (deps: {
  clock: Pick<Clock, 'nowMs' | 'upMs'>;
  boots: BootClocks;
  bootId: string;
  meta: Meta;
}): StationTime => {
  const { clock, boots, bootId, meta } = deps;
  let offsetMs: number | null = null;
  /** Wall clock minus central's, at the last answer of this run. */
  let wallErrorMs: number | null = null;
  let contactMs = meta.number('central-ms');

  const byUptime = (): number | null =>
    offsetMs === null ? null : Math.round(clock.upMs() + offsetMs);

  /** A machine that slept counted no uptime; its wall clock ran on and lies further ahead than it did. */
  const slept = (): boolean => {
    const up = byUptime();
    if (up === null || wallErrorMs === null) return false;
    const errorMs = clock.nowMs() - up;
    return errorMs > LEAP_MS && errorMs - wallErrorMs > LEAP_MS;
  };

  const believed = (): { nowMs: number; source: StationTimeState['source'] } => {
    const wallMs = clock.nowMs();
    const up = byUptime();
    if (up !== null && !slept()) return { nowMs: up, source: 'central' };
    if (wallErrorMs !== null) return { nowMs: wallMs - wallErrorMs, source: 'central' };
    return wallMs >= contactMs
      ? { nowMs: wallMs, source: 'station' }
      : { nowMs: contactMs + Math.round(clock.upMs()), source: 'last-contact' };
  };

  return {
    nowMs: () => believed().nowMs,
    heard: (centralMs, sentMs, gotMs) => {
      if (centralMs < CENTRAL_MS_MIN) return;
      boots.heard(centralMs, sentMs, gotMs);
      offsetMs = boots.of([bootId])[bootId] ?? null;
      const centralNowMs = byUptime() ?? Math.round(centralMs + (gotMs - sentMs) / 2);
      wallErrorMs = Math.round(clock.nowMs() - centralNowMs);
      if (Math.abs(centralMs - contactMs) < CONTACT_WRITTEN_EVERY_MS) return;
      contactMs = centralMs;
      meta.set('central-ms', centralMs);
    },
    offsets: (bootIds) => {
      const known = boots.of(bootIds);
      if (slept()) delete known[bootId];
      return known;
    },
    state: () => {
      const { nowMs, source } = believed();
      return { source, wallErrorMs: source === 'station' ? null : clock.nowMs() - nowMs };
    },
  };
};
