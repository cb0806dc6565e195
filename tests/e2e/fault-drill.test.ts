// The fault drill: what breaks in a library breaks here, with real processes, ports and pages. Each leaves a sentence for the
// reader, a hint for staff, and every act in place.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { STRINGS } from '../../kiosk-ui/strings/languages.ts';
import { loadStation } from '../../profiles/loader.ts';
import type { DemoView } from '../../station-server/api-types.ts';
import { createPtyPair } from '../firmware-bridge/pty-pair.ts';
import { until } from '../firmware-bridge/until.ts';
import { launch, SIZES } from '../kiosk-ui/browser.ts';
import { api, type Kiosk, kioskOn, stationReady } from './kiosk.ts';
import {
  endAll,
  freePort,
  type Library,
  prepareLibrary,
  type Running,
  startBridge,
  startCentral,
  startStation,
} from './processes.ts';

const KAZAKH_ROW = ['қ', '"', 'ә', 'і', 'ң', 'ғ', ',', '.', 'ү', 'ұ'];

let library: Library;
let browser: Browser;
let central: Running;
let station: Running;
let bridge: Running;
let ports: { station: number; central: number };
let url: string;
let demo: DemoView;
let kiosk: Kiosk;

beforeAll(async () => {
  library = prepareLibrary();
  ports = { station: await freePort(), central: await freePort() };
  central = await startCentral(library, ports.central);
  station = await startStation(library, ports);
  url = String(station.ready.url);
  bridge = await startBridge(library);
  demo = await stationReady(url);
  browser = await launch();
}, 120_000);

afterEach(async () => {
  await kiosk?.page.context().close();
});

afterAll(async () => {
  await browser?.close();
  await endAll();
  library?.remove();
});

const openKiosk = async (): Promise<Kiosk> => {
  const context = await browser.newContext({ viewport: SIZES.portrait, reducedMotion: 'reduce' });
  kiosk = kioskOn(await context.newPage(), url, 'ru');
  await kiosk.open();
  return kiosk;
};

/** A card and books that no other test of this file takes. */
const card = (index: number): string =>
  demo.cards.filter(({ note }) => note === 'adult')[index]?.barcode ?? '';
const book = (index: number): string =>
  demo.books.filter(({ note }) => note === 'home')[index]?.barcode ?? '';

const identify = async (index: number): Promise<void> => {
  await kiosk.scan(card(index));
  await kiosk.screen('borrow');
  await kiosk.page.getByRole('button', { name: 'Русский' }).click();
};

const deviceOf = async (id: string) => {
  const { places } = await api(url).status();
  return places[0]?.devices.find(({ device }) => device === id);
};
const isReady = async (id: string): Promise<boolean> => (await deviceOf(id))?.state === 'ready';

test('the page is reloaded in the middle of a session: the session is where it was', async () => {
  const { page, s } = await openKiosk();
  await identify(0);
  await kiosk.scan(book(0));
  await kiosk.items(1);
  await page.reload();
  await kiosk.screen('borrow');
  await kiosk.items(1);
  await kiosk.shows(s.borrow.lent(1));
  await kiosk.scan(book(1));
  await kiosk.items(2);
});

test('the bridge is killed in the middle of a session and a new one goes on with it', async () => {
  const { s } = await openKiosk();
  await identify(0);
  await kiosk.scan(book(2));
  await kiosk.items(1);
  await bridge.end('SIGKILL');
  await kiosk.shows(s.devices['bridge-away'].why);
  await kiosk.picture('fault-bridge-away');
  const { places } = await api(url).status();
  expect(places[0]?.bridge).toBe('away');
  bridge = await startBridge(library);
  await until('the scanner', () => isReady('scanner'));
  await kiosk.items(1);
  await kiosk.scan(book(3));
  await kiosk.items(2);
  await kiosk.shows(s.borrow.lent(2));
});

test('central is stopped for the whole run and started again: everything arrives', async () => {
  const { s } = await openKiosk();
  await kiosk.drained();
  const before = (await api(url).status()).queue.applied;
  await central.end('SIGKILL');
  await identify(1);
  for (const index of [4, 5]) {
    await kiosk.scan(book(index));
    await kiosk.items(index - 3);
  }
  await kiosk.tap(s.borrow.finishNoReceipt);
  await kiosk.screen('farewell');
  await kiosk.home();
  await kiosk.scan(book(4));
  await kiosk.screen('return');
  await kiosk.items(1);
  await kiosk.page.locator('return-page footer .go').click();
  await kiosk.screen('farewell');
  await kiosk.home();
  // The reader has gone, and with her language.
  await kiosk.shows(STRINGS.kk.attract.offline);
  await kiosk.picture('fault-central-away');
  const { queue } = await api(url).status();
  expect(queue.waiting).toBeGreaterThanOrEqual(3);
  expect(queue.lastError).toBeTruthy();
  central = await startCentral(library, ports.central);
  await kiosk.drained();
  expect((await api(url).status()).queue.applied).toBeGreaterThanOrEqual(before + queue.waiting);
});

test('the printer vanishes: lending goes on, the receipt is on the screen, paper comes back', async () => {
  const { s } = await openKiosk();
  await identify(1);
  await kiosk.station.act({ act: 'unplug', device: 'printer' });
  await until('the printer to be away', async () => !(await isReady('printer')));
  expect(await deviceOf('printer')).toMatchObject({ hint: expect.stringMatching(/\S/) });
  await kiosk.scan(book(6));
  await kiosk.items(1);
  await kiosk.tap(s.borrow.finishScreen);
  await kiosk.screen('farewell');
  await kiosk.shows(s.slip.screen);
  expect(await kiosk.page.locator('farewell-page pre').textContent()).toContain(
    demo.books.find(({ barcode }) => barcode === book(6))?.title.slice(0, 12) ?? '?',
  );
  await kiosk.picture('fault-printer-away');
  await kiosk.station.act({ act: 'plug', device: 'printer' });
  await until('the printer', () => isReady('printer'));
});

test('out of paper in the middle of a slip: the receipt is on the screen and nothing is lost', async () => {
  await openKiosk();
  await kiosk.scan(book(6));
  await kiosk.screen('return');
  await kiosk.items(1);
  await kiosk.station.act({ act: 'paper-out', device: 'printer' });
  await kiosk.page.locator('return-page footer .go').click();
  await kiosk.screen('farewell');
  await kiosk.station.act({ act: 'paper-in', device: 'printer' });
  await kiosk.home();
  await kiosk.drained();
});

test('a scanner sends a megabyte of noise: it is told, and the next book is read', async () => {
  const { s } = await openKiosk();
  await identify(2);
  await kiosk.station.act({ act: 'noise', device: 'scanner', bytes: 1_000_000 });
  await kiosk.shows(s.devices['scanner-noise'].why);
  await kiosk.picture('fault-noise');
  await kiosk.scan(book(7));
  await kiosk.items(1);
});

test('a scanner in keyboard mode under the Kazakh layout: the digits are read by their keys', async () => {
  await openKiosk();
  // What such a scanner types: the layout turns the whole digit row into letters and signs (libraries.md 7.7).
  const typed = [...book(3)].map((digit) => ({
    code: `Digit${digit}`,
    key: KAZAKH_ROW[Number(digit)],
  }));
  await kiosk.page.evaluate((keys) => {
    for (const { code, key } of [...keys, { code: 'Enter', key: 'Enter' }]) {
      for (const kind of ['keydown', 'keyup']) {
        document.body.dispatchEvent(
          new KeyboardEvent(kind, { code, key: key ?? '', bubbles: true, cancelable: true }),
        );
      }
    }
  }, typed);
  await kiosk.screen('return');
  await kiosk.items(1);
});

test('a real serial line: a scanner on a pseudo-terminal, pulled out and put back', async () => {
  await bridge.end();
  const pty = await createPtyPair();
  const demoProfile = loadStation('demo');
  const profile = join(library.folder, 'serial.json');
  const devices = demoProfile.places[0]?.devices.map((device) =>
    device.id === 'scanner' ? { ...device, port: { kind: 'serial', path: pty.near } } : device,
  );
  writeFileSync(
    profile,
    JSON.stringify({
      ...demoProfile,
      id: 'serial',
      places: [{ id: 'kiosk-1', kind: 'kiosk', devices }],
    }),
  );
  bridge = await startBridge(library, profile);
  await until('the scanner on the line', () => isReady('scanner'));
  await openKiosk();
  await pty.send(`]C0${book(7)}\r`);
  await kiosk.screen('return');
  await kiosk.items(1);
  await pty.unplug();
  await until('the scanner to be away', async () => !(await isReady('scanner')));
  await pty.plug();
  await until('the scanner to be back', () => isReady('scanner'));
  await pty.send(`]C0${book(5)}\r`);
  await kiosk.items(2);
  await kiosk.drained();
  await pty.remove();
});

test('after the drill every act is at central and nothing was refused', async () => {
  const { queue } = await api(url).status();
  expect(queue).toMatchObject({ waiting: 0, chainFork: false });
});
