// A whole station for tests, listening on real sockets: the real store, desk, sessions, print queue and HTTP, with a day that
// stands still. Numbers in it have right check digits, so that they pass the site's barcode rules.
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeNumber } from '../../profiles/card-number.ts';
import type { DeviceClass } from '../../profiles/device-schema.ts';
import type { Place, PlaceDevice, StationProfile } from '../../profiles/station-schema.ts';
import type { ApiError, KioskView } from '../../station-server/api-types.ts';
import { duplicateKey } from '../../station-server/circulation/registration.ts';
import { systemClock } from '../../station-server/clock.ts';
import { createStationRuntime, type StationRuntimeDeps } from '../../station-server/runtime.ts';
import { until } from '../firmware-bridge/until.ts';
import { connectBridge, helloOf } from './test-bridge.ts';
import { adult, itemAt, makeStation } from './test-station.ts';

export const STAFF_TOKEN = 'a-token-for-tests-only';
const numberOf = (kind: 'patron' | 'item', serial: number) =>
  makeNumber({ kind, libraryNumber: '7101', station: 1, serial });
export const CARD = numberOf('patron', 1);
export const CHILD_CARD = numberOf('patron', 2);
export const bookAt = (serial: number) => numberOf('item', serial);

const CLASSES: Record<string, DeviceClass> = {
  'a-printer': 'printer',
  'a-locker': 'contacts',
  'kerong-cu16': 'contacts',
};
const profile: StationProfile = {
  id: 'test',
  station: 7,
  branch: 'BLK-C',
  site: 'balkhash',
  places: [
    {
      id: 'kiosk-1',
      kind: 'kiosk',
      devices: [
        { id: 'scanner', profile: 'a-scanner', port: { kind: 'simulated' } },
        { id: 'wedge', profile: 'a-scanner', port: { kind: 'page-keyboard' } },
        { id: 'printer', profile: 'a-printer', port: { kind: 'simulated' } },
      ],
    },
    { id: 'desk-1', kind: 'desk', devices: [] },
  ],
};

/** `fetch` forbids the headers that a forger sends, so requests are made one floor below. */
export const ask = (
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const sent = request(url, { method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

export type StreamedEvent = { event: string; data: unknown };

/** A page's side of the stream: real bytes, parsed as the standard says. */
export const openStream = (url: string) => {
  const events: StreamedEvent[] = [];
  const state = { status: 0, ended: false, comments: 0, headers: {} as Record<string, unknown> };
  const sent = request(url, { agent: false }, (answer) => {
    state.status = answer.statusCode ?? 0;
    state.headers = answer.headers;
    let rest = '';
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.startsWith(':')) state.comments += 1;
        const event = /^event: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (event && data) events.push({ event, data: JSON.parse(data) });
      }
    });
    answer.on('close', () => {
      state.ended = true;
    });
  });
  sent.on('error', () => {
    state.ended = true;
  });
  sent.end();
  const views = () =>
    events.filter(({ event }) => event === 'view').map(({ data }) => data as KioskView);
  return {
    state,
    events,
    views,
    view: () => views().at(-1),
    close: () => void sent.destroy(),
    untilView: (what: string, fits: (view: KioskView) => boolean) =>
      until(what, () => {
        const last = views().at(-1);
        return last !== undefined && fits(last);
      }),
  };
};

export const startStation = async (
  options: {
    demo?: StationRuntimeDeps['demo'];
    pagesFolder?: string;
    voiceFolders?: string[];
    file?: string;
    staffToken?: string;
    content?: StationRuntimeDeps['content'];
    /** More devices of kiosk-1; profile `a-locker` is a board of contacts. */
    devices?: PlaceDevice[];
    /** What else is said of kiosk-1. */
    place?: Partial<Place>;
  } = {},
) => {
  const folder = mkdtempSync(join(tmpdir(), 'kitap-run-'));
  const store = makeStation({ items: 0, ...(options.file ? { file: options.file } : {}) });
  const put = (patron: typeof adult) =>
    store.rows.putPatron(patron, duplicateKey(patron.name, patron.birthDate));
  put({ ...adult, card: CARD });
  const name = { surname: 'Жанабаева', givenName: 'Нұрай', patronymic: '' };
  const child = { patronId: '0-2', card: CHILD_CARD, birthDate: '2016-05-01', name };
  put({ ...adult, ...child, category: 'pupil' });
  for (let serial = 1; serial <= 12; serial += 1)
    store.rows.putItem(itemAt(serial, { barcode: bookAt(serial) }));
  const failures: { code: string; detail: string | undefined }[] = [];
  let jobs = 0;
  let syncs = 0;
  const socketPath = join(folder, 'bridge.sock');
  const runtime = createStationRuntime({
    site: store.site,
    content: options.content ?? null,
    profile: {
      ...profile,
      places: profile.places.map((place) =>
        place.id === 'kiosk-1'
          ? {
              ...{ ...place, ...options.place },
              devices: [...place.devices, ...(options.devices ?? [])],
            }
          : place,
      ),
    },
    deviceClass: (id) => CLASSES[id] ?? 'scanner',
    lockerDoors: ({ profile: id, firstDoor }) =>
      CLASSES[id] === 'contacts' ? { first: firstDoor ?? 1, count: 16 } : null,
    db: store.db,
    desk: store.desk,
    clock: { ...systemClock, nowMs: store.clock.nowMs },
    newJobId: () => `job-${++jobs}`,
    socketPath,
    listen: { host: '127.0.0.1', port: 0 },
    allowedHosts: ['kiosk.test:80'],
    staffToken: options.staffToken ?? STAFF_TOKEN,
    pagesFolder: options.pagesFolder ?? join(folder, 'no-pages'),
    voiceFolders: options.voiceFolders ?? [join(folder, 'no-voice')],
    time: store.time.state,
    syncNow: () => {
      syncs += 1;
    },
    queue: () => ({
      waiting: 0,
      oldestAtMs: null,
      applied: 0,
      lastContactAtMs: null,
      lastError: null,
      chainFork: false,
      online: false,
      link: null,
      loading: null,
    }),
    online: () => false,
    onErased: store.eraser.onErased,
    demo: options.demo ?? null,
    onFailure: (code, _cause, detail) => failures.push({ code, detail }),
  });
  const { url } = await runtime.start();
  const json = (headers: Record<string, string> = {}) => ({
    'content-type': 'application/json',
    ...headers,
  });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(`${url}${path}`, { method: 'POST', headers: json(headers), body: JSON.stringify(body) });
  const staff = { authorization: `Bearer ${STAFF_TOKEN}` };
  return {
    ...{ url, store, runtime, failures, socketPath, folder, post, staff },
    act: (act: unknown) => post('/api/places/kiosk-1/acts', act),
    stream: (place = 'kiosk-1') => openStream(`${url}/api/places/${place}/stream`),
    bridge: async () => {
      const bridge = await connectBridge(socketPath);
      bridge.say(helloOf());
      await bridge.untilHeard('welcome');
      return bridge;
    },
    syncs: () => syncs,
    entries: (type: string) => store.journal.read(0, 1_000).filter((entry) => entry.type === type),
    stop: async () => {
      await runtime.stop();
      if (store.db.open) store.db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type RunningStation = Awaited<ReturnType<typeof startStation>>;

export const errorOf = (answer: { text: string }): ApiError => JSON.parse(answer.text) as ApiError;
