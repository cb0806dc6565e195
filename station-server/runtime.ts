// A station put together: places, bridge link, print queue and HTTP, over a store and a desk that it is given. Reads no settings
// and opens no database (`commands/station.ts` does).
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import type { StationMessage } from '../firmware-bridge/messages.ts';
import type { SiteContent } from '../profiles/content-schema.ts';
import type { DeviceClass } from '../profiles/device-schema.ts';
import type { LockerDoors } from '../profiles/locker-doors.ts';
import type { Site } from '../profiles/site-schema.ts';
import type { PlaceDevice, StationProfile } from '../profiles/station-schema.ts';
import type { StationStatus } from './api-types.ts';
import { type BridgeLink, createBridgeLink } from './bridge-link/bridge-link.ts';
import { createIndexKeeper } from './catalogue/index-keeper.ts';
import { createSearchIndex } from './catalogue/search-index.ts';
import { localDateOf } from './circulation/local-date.ts';
import { CLOCK_WRONG_FROM_MS } from './circulation/wrong-clock.ts';
import type { Clock } from './clock.ts';
import { createDemoLocker } from './demo/demo-locker.ts';
import { createDemoPanel } from './demo/demo-panel.ts';
import { createDemoSamples } from './demo/demo-samples.ts';
import type { NetworkSwitch } from './demo/network-switch.ts';
import { createSlipShelf } from './demo/slip-shelf.ts';
import type { Desk } from './desk-types.ts';
import type { PatronEraser } from './erase-patron.ts';
import { STATION_ERRORS, StationError, type StationErrorCode } from './errors.ts';
import { buildApp } from './http/app.ts';
import type { App, Demo } from './http/app-types.ts';
import { createTryLimit } from './kiosk/try-limit.ts';
import { createLockOpener } from './lockers/lock-opener.ts';
import { createLockerFlow, type LockerBoard, type LockerFlow } from './lockers/locker-flow.ts';
import { createPlaceRuntime, type PlaceRuntime } from './place-runtime.ts';
import { createPrintJobStore } from './printing/print-job-store.ts';
import { createPrintQueue } from './printing/print-queue.ts';
import type { StationTimeState } from './station-time.ts';
import { createVisitCounter } from './visit-counter.ts';

export type StationRuntimeDeps = {
  site: Site;
  /** What screens tell that nobody uses; null: nothing. */
  content: SiteContent | null;
  profile: StationProfile;
  /** Class of a device profile, by its id. */
  deviceClass(profile: string): DeviceClass;
  /** Null for a device that is no locker. */
  lockerDoors(device: PlaceDevice): LockerDoors | null;
  db: Database.Database;
  desk: Desk;
  clock: Clock;
  newJobId(): string;
  socketPath: string;
  /** Port 0 takes a free one. */
  listen: { host: string; port: number };
  /** More names that pages open this station by, with port; its own address and `localhost` always are. */
  allowedHosts: readonly string[];
  staffToken: string;
  pagesFolder: string;
  /** Folders of spoken prompts; a file of an earlier folder wins. */
  voiceFolders: string[];
  queue(): StationStatus['queue'];
  time(): StationTimeState;
  /** A person wants the acts on their way now. */
  syncNow(): void;
  online(): boolean;
  /** Told of each patron that was erased, here or at central. */
  onErased: PatronEraser['onErased'];
  /** Present under `kitap start` and `--demo` only. */
  demo: { network: NetworkSwitch | null; onNetwork(cut: boolean): void } | null;
  /** Once for each failure and each bridge that came to grief; no patron data in it. `detail` is a place. */
  onFailure(code: StationErrorCode, cause: unknown, detail?: string): void;
};

export type StationRuntime = {
  /** Resolves when bridges and pages can connect. */
  start(): Promise<{ url: string }>;
  /** Safe to call twice. */
  stop(): Promise<void>;
  status(): StationStatus;
  /** Sync or the clock changed: show it now rather than with the next second. */
  refresh(): void;
};

const clockStatus = ({ source, wallErrorMs }: StationTimeState): StationStatus['clock'] => {
  const wrong = source === 'last-contact' || Math.abs(wallErrorMs ?? 0) >= CLOCK_WRONG_FROM_MS;
  const hint = wrong ? STATION_ERRORS['clock-wrong'].hint : null;
  return { source, errorMs: wallErrorMs, wrong, hint };
};

/** More than staff can look at in a day: the rest follows when these are settled. */
const TAG_ALERTS_MAX = 100;

const tagAlerts = (desk: Desk): StationStatus['tagAlerts'] =>
  desk
    .tagDuties()
    .filter(({ alert }) => alert)
    .slice(0, TAG_ALERTS_MAX)
    .map(({ uid, itemId, secured, place, sinceMs }) => {
      const found = desk.describeItem(itemId);
      const { barcode, title } = { barcode: found?.item.barcode, title: found?.title.title };
      const wanted = secured ? 'secured' : 'unsecured';
      return { uid, barcode: barcode ?? '', title: title ?? '', wanted, place, sinceMs };
    });

const lockerBoards = ({ profile, lockerDoors }: StationRuntimeDeps): LockerBoard[] =>
  profile.places.flatMap((place) =>
    place.devices.flatMap((device) => {
      const doors = lockerDoors(device);
      return doors ? [{ place: place.id, device: device.id, ...doors }] : [];
    }),
  );

export const createStationRuntime = (deps: StationRuntimeDeps): StationRuntime => {
  const { site, profile, clock, desk, db } = deps;
  const branch = site.branches.find(({ code }) => code === profile.branch);
  if (!branch) throw new StationError('branch-unknown', { detail: profile.branch });
  const onFailure = (code: StationErrorCode, cause: unknown) => deps.onFailure(code, cause);
  const places = new Map<string, PlaceRuntime>();
  const shelf = createSlipShelf();
  const tries = createTryLimit(db, () => clock.nowMs());

  const queue = createPrintQueue({
    store: createPrintJobStore(db),
    clock,
    newJobId: deps.newJobId,
    send: (place, message) => link.send(place, message),
    onState: (job) => places.get(job.place)?.slip(job),
    onFailure: (error) => deps.onFailure(error.code, error),
  });
  const opener = createLockOpener({
    clock,
    newRequest: deps.newJobId,
    send: (place, message) => link.send(place, message),
  });
  const lockers = createLockerFlow({ desk, opener, boards: lockerBoards(deps) });
  for (const place of profile.places) {
    const { deviceClass, online } = deps;
    const parts = {
      place,
      site,
      branch,
      content: deps.content,
      ...{ desk, lockers, tries, clock, queue },
      send: (message: StationMessage) => link.send(place.id, message),
      newRequest: deps.newJobId,
      deviceClass,
      online,
      onFailure,
    };
    places.set(place.id, createPlaceRuntime(parts));
  }
  const counter = createVisitCounter({
    ...{ places: profile.places, desk, clock },
    onFailure: (cause) => onFailure('desk-failed', cause),
  });
  const indexKeeper = createIndexKeeper({
    ...{ index: createSearchIndex(db), clock },
    onFailure: (cause) => onFailure('desk-failed', cause),
  });
  const link: BridgeLink = createBridgeLink({
    socketPath: deps.socketPath,
    places: [...places.keys()],
    clock,
    onReady: (place, hello) => {
      places.get(place)?.bridgeReady(hello);
      queue.bridgeReady(place);
    },
    onAway: (place, code) => {
      queue.bridgeAway(place);
      counter.away(place);
      opener.away(place);
      places.get(place)?.bridgeAway();
      deps.onFailure(code, undefined, place);
    },
    onRefused: (code) => deps.onFailure(code, undefined),
    onMessage: (place, message) => {
      if (message.type === 'print-progress') {
        queue.progress(place, message.device, message.jobId, message.state, message.why);
        return;
      }
      if (message.type === 'simulated-slip') shelf.add(message, clock.nowMs());
      counter.message(place, message);
      opener.message(place, message);
      places.get(place)?.message(message);
    },
  });

  deps.onErased((patron) => {
    shelf.clear();
    for (const { host } of places.values()) host.offer({ input: 'forget', ...patron });
  });

  const status = (): StationStatus => ({
    station: profile.station,
    branch: profile.branch,
    queue: deps.queue(),
    clock: clockStatus(deps.time()),
    tagAlerts: tagAlerts(desk),
    places: [...places.values()].map((place) => place.status()),
  });
  const hosts = new Map([...places].map(([id, place]) => [id, place.host]));
  const allowedHosts = new Set(deps.allowedHosts.map((host) => host.toLowerCase()));
  const app: App = buildApp({
    ...{ hosts, desk, lockers, clock, allowedHosts, status, onFailure },
    site,
    staffToken: deps.staffToken,
    syncNow: deps.syncNow,
    tagging: (place) => {
      const pad = places.get(place)?.pad;
      if (!pad) throw new StationError('place-unknown');
      return { view: pad.tagging, set: pad.setTagging };
    },
    pagesFolder: deps.pagesFolder,
    voiceFolders: deps.voiceFolders,
    typeKeys: (place, keys) => link.send(place, { type: 'keys-typed', keys }),
    demo: demoOf(deps, lockers, { status, shelf, link }),
  });
  let stopped = false;

  return {
    status,
    refresh: () => {
      for (const { host } of places.values()) host.refresh();
    },
    start: async () => {
      if (!deps.socketPath.startsWith('\\\\'))
        mkdirSync(dirname(deps.socketPath), { recursive: true });
      queue.recover();
      counter.start();
      indexKeeper.start();
      await link.start();
      for (const place of places.values()) place.start();
      await app.listen(deps.listen);
      const { port } = app.server.address() as AddressInfo;
      for (const name of [deps.listen.host, 'localhost']) allowedHosts.add(`${name}:${port}`);
      return { url: `http://${deps.listen.host}:${port}` };
    },
    stop: async () => {
      if (stopped) return;
      stopped = true;
      for (const { host } of places.values()) host.stop();
      await app.close();
      await link.stop();
      counter.stop();
      indexKeeper.stop();
      queue.stop();
    },
  };
};

const demoOf = (
  deps: StationRuntimeDeps,
  lockers: LockerFlow,
  parts: {
    status(): StationStatus;
    shelf: ReturnType<typeof createSlipShelf>;
    link: BridgeLink;
  },
): Demo | null => {
  const [place] = deps.profile.places;
  if (!deps.demo || !place) return null;
  const { db, desk, clock, site } = deps;
  const { link } = parts;
  const today = () => localDateOf(clock.nowMs(), site.timeZone);
  const samples = createDemoSamples({
    ...{ db, desk, today },
    branch: deps.profile.branch,
    policy: site.policy,
  });
  return createDemoPanel({
    ...{ place, samples, ...parts, ...deps.demo },
    isil: site.isil,
    locker: createDemoLocker({ place: place.id, desk, lockers, samples }),
    pads: place.devices
      .filter(({ profile }) => deps.deviceClass(profile) === 'rfid')
      .map(({ id }) => id),
    simulate: (message) =>
      link.connected(place.id)?.simulated === true && link.send(place.id, message),
  });
};
