// From the hold to the open door over a real station and a real bridge with a simulated Kerong board and scanner: what the reader
// sees, what is in store and journal, and a door that is jammed.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDriver } from '../../../devices/registry.ts';
import { type Bridge, createBridge } from '../../../firmware-bridge/bridge.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';
import type { KioskView } from '../../../station-server/api-types.ts';
import { until } from '../../firmware-bridge/until.ts';
import {
  ask,
  bookAt,
  CARD,
  CHILD_CARD,
  type openStream,
  type RunningStation,
  startStation,
} from '../running-station.ts';

const simulated = (id: string, profile: string) => ({
  ...{ id, profile, port: { kind: 'simulated' as const } },
});
const locks = { ...simulated('locks', 'kerong-cu16'), firstDoor: 101 };
let station: RunningStation;
let bridge: Bridge;
let stream: ReturnType<typeof openStream>;
beforeAll(async () => {
  station = await startStation({
    devices: [locks],
    demo: { network: null, onNetwork: () => undefined },
  });
  bridge = createBridge({
    place: {
      ...{ id: 'kiosk-1', kind: 'kiosk' },
      devices: [simulated('scanner', 'generic-serial-scanner'), locks],
    },
    profiles: loadDeviceProfiles(),
    ...{ socketPath: station.socketPath, simulate: true, clock: systemClock, createDriver },
  });
  bridge.start();
  stream = station.stream();
  await until('scanner and locks', () => bridge.states().every(({ state }) => state === 'ready'));
});
afterAll(async () => {
  stream?.close();
  await bridge?.stop();
  await station?.stop();
});

const send = async (path: string, body: unknown) =>
  JSON.parse((await station.post(path, body, station.staff)).text) as Record<string, unknown>;
const scan = (text: string) =>
  station.post('/api/demo/acts', { act: 'scan', device: 'scanner', text });
const at = (lock: number) => ({ place: 'kiosk-1', device: 'locks', lock });
const list = async () =>
  JSON.parse((await ask(`${station.url}/api/lockers`, { headers: station.staff })).text);
const holdAndFill = async (lock: number, serial: number) => {
  const hold = { place: 'desk-1', patronId: '0-1', titleId: '0-1', itemId: null };
  await send('/api/holds', hold);
  return send('/api/lockers/fill', { ...at(lock), barcode: bookAt(serial) });
};
const doors = (view: KioskView) =>
  view.screen === 'locker' ? view.doors.map(({ door, state }) => `${door} ${state.kind}`) : [];
const untilDoors = (...wanted: string[]) =>
  stream.untilView(wanted.join(), (view) => doors(view).join() === wanted.join());
const goHome = async () => {
  await station.act({ act: 'home' });
  await stream.untilView('the home page', ({ screen }) => screen === 'attract');
};

test('the card opens both doors, lends both books, and nobody else could', async () => {
  expect(await holdAndFill(2, 1)).toMatchObject({ outcome: 'filled', opened: true });
  expect(await holdAndFill(5, 2)).toMatchObject({ outcome: 'filled', opened: true });
  expect(await list()).toMatchObject({
    boards: [{ ...{ place: 'kiosk-1', device: 'locks' }, first: 101, count: 16 }],
    lockers: [{ door: 103, takeBack: false }, { door: 106 }],
  });
  await scan(CHILD_CARD);
  await stream.untilView('the child may borrow', ({ screen }) => screen === 'borrow');
  expect(station.entries('check-out')).toEqual([]);
  await goHome();
  await scan(CARD);
  await untilDoors('103 open', '106 open');
  expect(station.store.rows.openLoansOfPatron('0-1')).toHaveLength(2);
  expect(station.entries('check-out')).toMatchObject([{ actor: 'patron' }, { actor: 'patron' }]);
  expect(station.entries('locker-emptied')).toMatchObject([
    { body: { lock: 2, why: 'picked-up' } },
    { body: { lock: 5, why: 'picked-up' } },
  ]);
  expect(await list()).toMatchObject({ lockers: [] });
  await station.act({ act: 'finish', receipt: 'none' });
  await stream.untilView('thanks for two', (view) => {
    return view.screen === 'farewell' && view.lentCount === 2 && view.dueOn !== null;
  });
  await goHome();
});

test('a jammed door calls staff; the card opens it again without a second loan', async () => {
  const jam = (jammed: boolean) =>
    station.post('/api/demo/acts', { act: 'jam', device: 'locks', lock: 7, jammed });
  await jam(true);
  expect(await holdAndFill(7, 3)).toMatchObject({ opened: false, fault: 'lock-not-open' });
  await scan(CARD);
  await untilDoors('108 opening');
  await untilDoors('108 not-opened');
  expect(stream.view()).toMatchObject({ helpCalled: true, lentCount: 1 });
  expect(station.runtime.status().places[0]).toMatchObject({
    help: { taken: false },
    lockerDoors: 16,
  });
  expect(await list()).toMatchObject({ lockers: [{ door: 108, alert: true }] });
  expect(station.entries('check-out')).toHaveLength(3);
  await jam(false);
  await scan(CARD);
  await untilDoors('108 open');
  expect(station.entries('check-out')).toHaveLength(3);
  expect(station.store.rows.openLoansOfPatron('0-1')).toHaveLength(3);
  expect(await list()).toMatchObject({ lockers: [] });
});

test('the demo panel puts a book in for its first adult, whose card opens it', async () => {
  await goHome();
  const put = (text: string) =>
    station.post('/api/demo/acts', { act: 'put', device: 'locks', text });
  expect((await put(bookAt(3))).status).toBe(409);
  expect((await put(bookAt(4))).status).toBeLessThan(300);
  const { lockers, inLocker } = JSON.parse((await ask(`${station.url}/api/demo`)).text);
  expect({ lockers, inLocker }).toEqual({ lockers: ['locks'], inLocker: [bookAt(4)] });
  await scan(CARD);
  await untilDoors('101 open');
});
