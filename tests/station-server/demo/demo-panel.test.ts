// The demo panel over HTTP: its notes are true in the store, its clicks reach the simulated devices, its slips are the newest.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DemoView } from '../../../station-server/api-types.ts';
import { duplicateKey } from '../../../station-server/circulation/registration.ts';
import {
  createNetworkSwitch,
  type NetworkSwitch,
} from '../../../station-server/demo/network-switch.ts';
import { SLIPS_MAX } from '../../../station-server/demo/slip-shelf.ts';
import { until } from '../../firmware-bridge/until.ts';
import {
  ask,
  bookAt,
  CARD,
  CHILD_CARD,
  errorOf,
  type RunningStation,
  startStation,
} from '../running-station.ts';
import { helloOf } from '../test-bridge.ts';
import { adult, itemAt, title } from '../test-station.ts';

let station: RunningStation;
let network: NetworkSwitch;
let cuts: boolean[];
beforeEach(async () => {
  network = createNetworkSwitch({ host: '127.0.0.1', port: 1 });
  cuts = [];
  station = await startStation({ demo: { network, onNetwork: (cut) => cuts.push(cut) } });
});
afterEach(async () => {
  await station.stop();
});
const view = async () => JSON.parse((await ask(`${station.url}/api/demo`)).text) as DemoView;
const click = (act: unknown) => station.post('/api/demo/acts', act);

describe('what can be clicked', () => {
  test('cards and books carry notes that are true at this moment', async () => {
    const { rows, desk } = station.store;
    const put = (fields: Partial<typeof adult>) => {
      const patron = { ...adult, ...fields };
      rows.putPatron(patron, duplicateKey(patron.name, patron.birthDate));
    };
    put({ patronId: '0-3', card: '3003', status: 'blocked' });
    put({ patronId: '0-4', card: '3004', status: 'pending' });
    put({ patronId: '0-5', card: '3005', reregisteredOn: '2025-02-03' });
    put({ patronId: '0-6', card: '3006' });
    const desk1 = { place: 'desk-1', actor: 'staff:1' } as const;
    desk.checkOut('0-6', bookAt(12), 'home', { ...desk1, effectiveOn: '2026-09-01' });
    rows.putTitle({ ...title, titleId: '0-2', ageMin: 18 });
    rows.putItem(itemAt(2, { barcode: bookAt(2), titleId: '0-2' }));
    rows.putItem(itemAt(3, { barcode: bookAt(3), home: false }));
    desk.checkOut('0-1', bookAt(1), 'home', desk1);
    const { cards, books, devices } = await view();
    const noted = (code: string) => [...cards, ...books].find((row) => row.barcode === code)?.note;
    expect(noted(CARD)).toBe('adult');
    expect(noted(CHILD_CARD)).toBe('child');
    expect(noted('3003')).toBe('blocked');
    expect(noted('3004')).toBe('pending');
    expect(noted('3005')).toBe('reregistration-due');
    expect(noted(bookAt(1))).toBe('on-loan');
    expect(noted(bookAt(2))).toBe('adult-only');
    expect(noted(bookAt(3))).toBe('reading-room');
    expect(noted(bookAt(4))).toBe('home');
    expect(devices).toEqual(['scanner', 'printer']);
    desk.checkIn(bookAt(1), null, desk1);
    expect((await view()).books.find((row) => row.barcode === bookAt(1))?.note).toBe('home');
  });

  test('a patron with a book long overdue is shown as that', async () => {
    const context = { place: 'desk-1', actor: 'staff:1' } as const;
    station.store.desk.checkOut('0-1', bookAt(5), 'home', context);
    station.store.clock.now += 40 * 86_400_000;
    const { cards } = await view();
    expect(cards.find((row) => row.barcode === CARD)).toMatchObject({ note: 'overdue' });
  });
});

describe('clicks', () => {
  test('go to the simulated device by the bridge', async () => {
    const bridge = await station.bridge();
    expect((await click({ act: 'scan', device: 'scanner', text: CARD })).status).toBe(202);
    await click({ act: 'scan', device: 'scanner', text: '9786012345673' });
    await click({ act: 'unplug', device: 'printer' });
    await click({ act: 'noise', device: 'scanner', bytes: 500 });
    await bridge.untilHeard('simulate', 4);
    expect(bridge.of('simulate').map(({ act }) => act)).toEqual([
      { kind: 'scan', text: CARD, symbology: 'code128' },
      { kind: 'scan', text: '9786012345673', symbology: 'ean13' },
      { kind: 'unplug' },
      { kind: 'noise', bytes: 500 },
    ]);
  });

  test('are refused for devices that are not simulated, or have no bridge', async () => {
    const wedge = await click({ act: 'unplug', device: 'wedge' });
    expect([wedge.status, errorOf(wedge).code]).toEqual([404, 'demo-device-unknown']);
    const alone = await click({ act: 'plug', device: 'scanner' });
    expect([alone.status, errorOf(alone).code]).toEqual([503, 'bridge-away']);
    const bridge = await station.bridge();
    bridge.say(helloOf());
    await bridge.untilClosed();
    expect((await click({ act: 'plug', device: 'scanner' })).status).toBe(503);
  });

  test('cut and restore the network', async () => {
    await click({ act: 'network', cut: true });
    expect((await view()).networkCut).toBe(true);
    await click({ act: 'network', cut: false });
    expect([network.isCut(), cuts]).toEqual([false, [true, false]]);
  });
});

test('the newest slips are kept, with their pictures', async () => {
  const bridge = await station.bridge();
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  for (let index = 0; index < SLIPS_MAX + 3; index += 1) {
    const pngBase64 = picture.toString('base64');
    const lines = [`slip ${index}`];
    bridge.say({ type: 'simulated-slip', device: 'printer', pngBase64, lines, bytes: 900 + index });
  }
  await until('the slips', async () => (await view()).slips[0]?.id === SLIPS_MAX + 3);
  const { slips } = await view();
  expect(slips).toHaveLength(SLIPS_MAX);
  expect(slips[0]).toMatchObject({ bytes: 900 + SLIPS_MAX + 2, lines: [`slip ${SLIPS_MAX + 2}`] });
  const answer = await ask(`${station.url}${slips[0]!.pngUrl}`);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png']);
  expect((await ask(`${station.url}/api/demo/slips/1.png`)).status).toBe(404);
});

test('without a demo there is no demo', async () => {
  const plain = await startStation();
  for (const path of ['/api/demo', '/demo', '/api/demo/slips/1.png'])
    expect((await ask(`${plain.url}${path}`)).status).toBe(404);
  expect((await plain.post('/api/demo/acts', { act: 'network', cut: true })).status).toBe(404);
  await plain.stop();
});
