// One place put together: its devices as the bridge tells of them, its session, and the way of a scan from one to the other.
import type {
  BridgeMessage,
  ReceiptDocument,
  StationMessage,
} from '../firmware-bridge/messages.ts';
import { recogniseBarcode } from '../profiles/barcode-rules.ts';
import { usualComfort } from '../profiles/comfort-schema.ts';
import type { SiteContent } from '../profiles/content-schema.ts';
import type { DeviceClass } from '../profiles/device-schema.ts';
import type { Branch, Site } from '../profiles/site-schema.ts';
import type { Place } from '../profiles/station-schema.ts';
import type { StationStatus } from './api-types.ts';
import type { Hello } from './bridge-link/bridge-peer.ts';
import { isOpen } from './circulation/calendar.ts';
import { localDateOf } from './circulation/local-date.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk-types.ts';
import { STATION_ERRORS, type StationErrorCode } from './errors.ts';
import type { HelpCall } from './kiosk/help-call.ts';
import { createPlaceDevices } from './kiosk/place-devices.ts';
import { createPlacePad, type PlacePad } from './kiosk/place-pad.ts';
import { readingCampaign } from './kiosk/reading-campaign.ts';
import { createSessionHost, type SessionHost } from './kiosk/session-host.ts';
import type { SlipProgress, Surroundings } from './kiosk/session-words.ts';
import { createTagKeeper, type TagKeeper } from './kiosk/tag-keeper.ts';
import { TOLD_TURN_MS, toldNow } from './kiosk/told-now.ts';
import type { TryLimit } from './kiosk/try-limit.ts';
import type { LockerFlow } from './lockers/locker-flow.ts';
import type { StoredPrintJob } from './printing/print-job-store.ts';
import type { PrintQueue } from './printing/print-queue.ts';

export type PlaceRuntimeDeps = {
  place: Place;
  site: Site;
  branch: Branch;
  /** Null where the library tells nothing. */
  content: SiteContent | null;
  desk: Desk;
  lockers: LockerFlow;
  tries: TryLimit;
  clock: Clock;
  queue: Pick<PrintQueue, 'submit' | 'reprint'>;
  /** To the place's bridge; false when there is none. */
  send(message: StationMessage): boolean;
  newRequest(): string;
  deviceClass(profile: string): DeviceClass;
  online(): boolean;
  onFailure(code: StationErrorCode, cause: unknown): void;
};

export type PlaceMessage = Exclude<BridgeMessage, Hello | { type: 'print-progress' }>;

export type PlaceRuntime = {
  start(): void;
  pad: Pick<PlacePad, 'tagging' | 'setTagging'>;
  host: SessionHost;
  bridgeReady(hello: Hello): void;
  bridgeAway(): void;
  message(message: PlaceMessage): void;
  slip(job: StoredPrintJob): void;
  status(): StationStatus['places'][number];
};

const SLIP_PROGRESS: Partial<Record<StoredPrintJob['state'], SlipProgress>> = {
  printed: 'printed',
  unconfirmed: 'unconfirmed',
  interrupted: 'interrupted',
  expired: 'gone',
  failed: 'gone',
};

const hintOf = (code: StationErrorCode): string => STATION_ERRORS[code].hint;

const helpStatus = (call: HelpCall | null, nowMs: number) =>
  call && { sinceMs: nowMs - call.agoMs, taken: call.taken };

export const createPlaceRuntime = (deps: PlaceRuntimeDeps): PlaceRuntime => {
  const { place, site, branch, clock, queue } = deps;
  const devices = createPlaceDevices(
    place.devices.map(({ id, profile }) => ({ id, profile, class: deps.deviceClass(profile) })),
  );

  const lockerDoors = deps.lockers.boards
    .filter((board) => board.place === place.id)
    .reduce((sum, { count }) => sum + count, 0);

  const { barcodeRules, libraryNumber } = site;
  const cameraRules = { barcodeRules, libraryNumber };

  const surroundings = (): Surroundings => {
    const nowMs = clock.nowMs();
    const today = localDateOf(nowMs, site.timeZone);
    const turn = Math.floor(nowMs / TOLD_TURN_MS);
    const { opens, closes } = site.calendar;
    return {
      today,
      hours: isOpen(site.calendar, today) ? { opens, closes } : null,
      told: deps.content ? toldNow(deps.content, { branch: branch.code, today, turn }) : [],
      online: deps.online(),
      paper: devices.printer() !== null,
      pad: devices.padReady(),
      trouble: devices.trouble(),
    };
  };
  const print = (document: ReceiptDocument): string | null => {
    const device = devices.printer();
    return device === null ? null : queue.submit(place.id, device, document);
  };
  const keeper: TagKeeper = createTagKeeper({
    place: place.id,
    desk: deps.desk,
    send: deps.send,
    newRequest: deps.newRequest,
    nowMs: () => clock.nowMs(),
    tellProgress: (session, barcode, tag) => offer({ input: 'tag', session, barcode, tag }),
    tellReturned: (session, barcode, answer) =>
      offer({ input: 'reply', session, reply: { to: 'check-in', barcode, answer } }),
    sessionRuns: () => host.view().screen !== 'attract',
    onFailure: (cause) => deps.onFailure('desk-failed', cause),
  });
  const pad = createPlacePad({
    place: place.id,
    ...{ site, desk: deps.desk, keeper, send: deps.send, newRequest: deps.newRequest },
    nowMs: () => clock.nowMs(),
    offer: (input) => offer(input),
    onFailure: (cause) => deps.onFailure('desk-failed', cause),
  });
  const host: SessionHost = createSessionHost({
    place: place.id,
    settings: {
      place: place.id,
      audience: place.audience ?? 'everyone',
      sounds: place.audience === 'children' && place.sounds !== false,
      shelves: deps.content?.shelves ?? [],
      libraryName: site.name,
      branchName: branch.name,
      branches: Object.fromEntries(site.branches.map(({ code, name }) => [code, name])),
      defaultLanguage: site.defaultLanguage,
      policy: site.policy,
      classOpeners: place.classOpeners ?? [],
      lockers: lockerDoors > 0,
      comfort: { ...usualComfort, ...place.comfort },
      camera: place.camera === true ? cameraRules : null,
    },
    receiptPlace: { libraryName: site.name, branchName: branch.name, timeZone: site.timeZone },
    desk: deps.desk,
    ...{ keeper, lockers: deps.lockers },
    lentByBarcode: pad.lentByBarcode,
    padReady: devices.padReady,
    sessionEnded: keeper.sessionEnded,
    sorted: (bin) => moveFlap(bin),
    reading: (patronId) => {
      const campaign = readingCampaign(deps.content, {
        today: surroundings().today,
        branch: branch.code,
      });
      if (!campaign) return null;
      const { title, badgeAt } = campaign;
      return { title, badgeAt, stars: deps.desk.stars(patronId, campaign) };
    },
    tries: deps.tries,
    clock,
    surroundings,
    print,
    reprint: (jobId) => queue.reprint(jobId),
    onFailure: deps.onFailure,
  });

  /** Of the bins that this place has a flap for; the answer of the board is not waited for: the book lies on the belt already. */
  const moveFlap = (bin: string): void => {
    const flap = site.bins?.outputs?.find(
      (one) => one.bin === bin && place.devices.some(({ id }) => id === one.device),
    );
    if (!flap) return;
    const { device, output, ms } = flap;
    const request = deps.newRequest();
    if (!deps.send({ type: 'pulse-output', device, request, output, ms })) {
      deps.onFailure('contacts-away', undefined);
    }
  };
  const offer: SessionHost['offer'] = (input) => {
    const taken = host.offer(input);
    if (!taken) deps.onFailure('place-busy', undefined);
    return taken;
  };
  const message = (given: PlaceMessage): void => {
    switch (given.type) {
      case 'barcode-read': {
        const scan = recogniseBarcode(given, site.barcodeRules, site.libraryNumber);
        if (!pad.scanned(scan)) offer({ input: 'scan', scan, ageMs: given.ageMs });
        return;
      }
      case 'noise-dropped':
        offer({ input: 'noise' });
        return;
      case 'device-state':
        devices.deviceState(given.state);
        if (given.state.state !== 'ready') pad.away(given.state.device);
        host.refresh();
        return;
      case 'printer-state':
        devices.printerState(given.device, given.state);
        host.refresh();
        return;
      case 'tags-on-pad':
        pad.tags(given.device, given.tags);
        return;
      case 'security-set':
        keeper.answer(given);
        return;
      case 'tag-written':
        pad.written(given);
        return;
      case 'contact':
      case 'output-pulsed':
      case 'simulated-slip':
        return;
    }
  };

  return {
    start: () => {
      keeper.start();
      host.start();
    },
    host,
    pad,
    message,
    bridgeReady: (hello) => {
      devices.bridgeReady(hello.devices);
      pad.away(null);
      host.refresh();
    },
    bridgeAway: () => {
      devices.bridgeAway();
      pad.away(null);
      host.refresh();
    },
    slip: (job) => {
      const state = SLIP_PROGRESS[job.state];
      if (state) offer({ input: 'slip', jobId: job.jobId, state });
    },
    status: () => ({
      place: place.id,
      bridge: devices.connected() ? 'connected' : 'away',
      devices: devices.status(hintOf),
      printer: devices.printerStatus(),
      lockerDoors,
      padTags: devices.hasPad() ? pad.count() : null,
      help: helpStatus(host.help(), clock.nowMs()),
    }),
  };
};
