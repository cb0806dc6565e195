// The station dies in the middle of a visit, as in a power cut, and comes back: the page says how far it came, the same card goes on,
// another card sees nothing of it. And whatever way a visit ends, nothing of it is left in the browser.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { INTERRUPTED } from '../../kiosk-ui/strings/interrupted.ts';
import type { DemoView } from '../../station-server/api-types.ts';
import { launch, SIZES } from '../kiosk-ui/browser.ts';
import { type Kiosk, kioskOn, stationReady } from './kiosk.ts';
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

let library: Library;
let browser: Browser;
let station: Running;
let ports: { station: number; central: number };
let url: string;
let demo: DemoView;
let kiosk: Kiosk;

beforeAll(async () => {
  library = prepareLibrary();
  ports = { station: await freePort(), central: await freePort() };
  await startCentral(library, ports.central);
  station = await startStation(library, ports);
  url = String(station.ready.url);
  await startBridge(library);
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

const adults = () => demo.cards.filter(({ note }) => note === 'adult');
const books = () => demo.books.filter(({ note }) => note === 'home');

const openKiosk = async (): Promise<void> => {
  const context = await browser.newContext({ viewport: SIZES.portrait, reducedMotion: 'reduce' });
  kiosk = kioskOn(await context.newPage(), url, 'kk');
  await kiosk.open();
};

const killAndStart = async (): Promise<void> => {
  await station.end('SIGKILL');
  station = await startStation(library, ports);
  url = String(station.ready.url);
  await stationReady(url);
};

test('two books lent, then the power goes: both are told, the same card goes on, one receipt', async () => {
  await openKiosk();
  const [adult] = adults();
  await kiosk.scan(adult?.barcode ?? '');
  await kiosk.screen('borrow');
  for (const [at, { barcode }] of books().slice(0, 2).entries()) {
    await kiosk.scan(barcode);
    await kiosk.items(at + 1);
  }
  await killAndStart();
  await kiosk.screen('interrupted');
  await kiosk.items(2);
  await kiosk.shows(INTERRUPTED.kk.lent(2, 2));
  await kiosk.picture('power-cut');
  await kiosk.scan(adult?.barcode ?? '');
  await kiosk.screen('borrow');
  await kiosk.scan(books()[2]?.barcode ?? '');
  await kiosk.items(3);
  await kiosk.page.locator('borrow-page footer .go').click();
  await kiosk.screen('farewell');
  await kiosk.home();
  await kiosk.drained();
}, 120_000);

test('another card than the one before the cut begins anew', async () => {
  await openKiosk();
  const [, first, second] = adults();
  await kiosk.scan(first?.barcode ?? '');
  await kiosk.screen('borrow');
  await kiosk.scan(books()[3]?.barcode ?? '');
  await kiosk.items(1);
  await killAndStart();
  await kiosk.screen('interrupted');
  await kiosk.scan(second?.barcode ?? '');
  await kiosk.screen('borrow');
  await kiosk.items(0);
}, 120_000);

/** Everything that the browser holds of a page: all shadow roots, what its elements keep, and every store. */
const held = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const parts: string[] = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    parts.push(document.cookie, location.href, JSON.stringify(history.state), document.title);
    for (const { name } of await indexedDB.databases()) parts.push(String(name));
    parts.push(...(await caches.keys()));
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        parts.push(element.outerHTML);
        for (const [name, value] of Object.entries(element)) {
          // Lit's own, which leads back to the element.
          if (name === 'renderOptions') continue;
          if (typeof value === 'string') parts.push(value);
          else if (value && Object.getPrototypeOf(value) === Object.prototype)
            parts.push(JSON.stringify(value));
        }
        if (element instanceof HTMLInputElement) parts.push(element.value);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document);
    return parts.join('\n');
  });

const WAYS_OUT: [string, () => Promise<void>][] = [
  [
    'home after a scan that was refused',
    async () => {
      await kiosk.scan('x');
      await kiosk.page.locator('borrow-page notice-bar').waitFor();
    },
  ],
  [
    'the page is loaded again and left',
    async () => {
      await kiosk.page.reload();
      await kiosk.screen('borrow');
    },
  ],
  [
    'finished with a receipt on the screen',
    async () => {
      await kiosk.station.act({ act: 'unplug', device: 'printer' });
      await kiosk.page.locator('borrow-page footer .go').click();
      await kiosk.screen('farewell');
      await kiosk.page.locator('farewell-page pre').waitFor();
      await kiosk.station.act({ act: 'plug', device: 'printer' });
    },
  ],
];

test.each(WAYS_OUT.map(([name, leave], at) => ({ name, leave, at })))(
  'nothing of a visit is left in the browser: $name',
  async ({ leave, at }) => {
    await openKiosk();
    const reader = adults()[at];
    const book = books()[4 + at];
    await kiosk.scan(reader?.barcode ?? '');
    await kiosk.screen('borrow');
    await kiosk.scan(book?.barcode ?? '');
    await kiosk.items(1);
    const secrets = [reader?.barcode ?? '?', book?.barcode ?? '?', book?.title ?? '?'];
    const before = await held(kiosk.page);
    // The looking itself is proven: what is on the screen is found.
    expect(before).toContain(book?.title);
    await leave();
    await fetch(`${url}/api/places/kiosk-1/acts`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ act: 'home' }),
    });
    await kiosk.page.locator('attract-page').waitFor();
    await kiosk.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    const after = await held(kiosk.page);
    for (const secret of secrets) expect(after).not.toContain(secret);
  },
  60_000,
);
