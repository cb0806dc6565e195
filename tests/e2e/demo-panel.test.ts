// `kitap start` and its demo panel, as a visitor clicks through it: scan, receipt as a picture, paper out, unplug, cut the
// network and watch the queue drain.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO } from '../../kiosk-ui/strings/demo.ts';
import { until } from '../firmware-bridge/until.ts';
import { launch } from '../kiosk-ui/browser.ts';
import { api, stationReady } from './kiosk.ts';
import { emptyFolder, endAll, freePort, startKitap } from './processes.ts';

const s = DEMO.kk;
const folder = emptyFolder();
let browser: Browser;
let page: Page;
let url: string;

beforeAll(async () => {
  const [port, central] = [await freePort(), await freePort()];
  const where = ['--data', join(folder.path, 'data'), '--port', String(port)];
  const running = /\/kiosk\/kiosk-1$/;
  await startKitap(['start', ...where, '--central-port', String(central)], (line) =>
    running.test(line) ? {} : null,
  );
  url = `http://127.0.0.1:${port}`;
  await stationReady(url);
  browser = await launch();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${url}/demo`);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  // Ended as Ctrl-C does, so that the children go with it.
  await endAll('SIGINT');
  folder.remove();
});

const kiosk = () => page.frameLocator('iframe');

test('a card and books are scanned with a click, and the receipt is a picture', async () => {
  await page.locator('button.card').first().click();
  await kiosk().locator('borrow-page').waitFor();
  const books = page.locator('button.book');
  for (const index of [0, 1]) {
    await books.nth(index).click();
    await until('the item', async () => (await kiosk().locator('item-card').count()) === index + 1);
  }
  await kiosk().locator('borrow-page footer button.go').click();
  await kiosk().locator('farewell-page').waitFor();
  const slip = page.locator('img[src*="/api/demo/slips/"]').first();
  await slip.waitFor();
  expect(await slip.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(
    300,
  );
  await page.screenshot({ path: 'artefacts/e2e/demo-panel.png' });
});

test('the network is cut: acts wait; it is put back: they drain', async () => {
  await page.getByRole('button', { name: s.cut }).click();
  await page.getByText(s.networkIsCut).waitFor();
  await page.locator('button.book').nth(0).click();
  await until('the act to wait', async () => (await api(url).status()).queue.waiting > 0);
  await page.locator('.waits').waitFor();
  await page.getByRole('button', { name: s.restore }).click();
  await until(
    'the queue to drain',
    async () => (await api(url).status()).queue.waiting === 0,
    30_000,
  );
});

test('the scanner is unplugged and put back, the paper taken out and put in', async () => {
  const device = (id: string) => page.locator('.device', { hasText: id }).first();
  await device('printer').getByRole('button', { name: s.acts['paper-out'] }).click();
  const printer = async () => (await api(url).status()).places[0]?.printer;
  await until('paper out', async () => (await printer()) === 'paper-out');
  await device('printer').getByRole('button', { name: s.acts['paper-in'] }).click();
  await until('paper in', async () => (await printer()) === 'ready', 30_000);
  for (const id of ['scanner', 'hid-scanner']) {
    await page
      .locator('.device')
      .filter({ hasText: id })
      .first()
      .getByRole('button', { name: s.acts.unplug })
      .click();
    await until(`${id} to be away`, async () => {
      const [place] = (await api(url).status()).places;
      return place?.devices.find((found) => found.device === id)?.state === 'absent';
    });
    await page
      .locator('.device')
      .filter({ hasText: id })
      .first()
      .getByRole('button', { name: s.acts.plug })
      .click();
    await until(`${id} to be back`, async () => {
      const [place] = (await api(url).status()).places;
      return place?.devices.find((found) => found.device === id)?.state === 'ready';
    });
  }
});
