// The desk's page when somebody calls for a librarian: seen, heard once the page was touched, answered with the staff's key.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StationStatus } from '../../station-server/api-types.ts';
import { axeViolations } from './axe.ts';
import { launch, openPage, picture } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';

const now = Date.now();
const place = (name: string, sinceMs: number | null): StationStatus['places'][number] => ({
  ...{ place: name, bridge: 'connected', printer: 'ready', padTags: null, lockerDoors: 0 },
  devices: [],
  help: sinceMs === null ? null : { sinceMs, taken: false },
});
const statusWith = (...places: StationStatus['places']): StationStatus => ({
  station: 7,
  branch: 'BLK-7',
  queue: {
    ...{ waiting: 0, oldestAtMs: null, applied: 41, lastContactAtMs: now, lastError: null },
    ...{ chainFork: false, online: true, loading: null, link: null },
  },
  clock: { source: 'central', errorMs: 0, wrong: false, hint: null },
  tagAlerts: [],
  places,
});
const CALLING = statusWith(place('kiosk-1', now - 200_000), place('kiosk-2', now - 1_000));

/** Counts the tones that the page starts, over the browser's own audio. */
const countTones = () => {
  const start = OscillatorNode.prototype.start;
  const counted = window as unknown as { tones: number };
  counted.tones = 0;
  OscillatorNode.prototype.start = function (this: OscillatorNode, ...given) {
    counted.tones += 1;
    start.apply(this, given);
  };
};
const tones = (page: Page) => page.evaluate(() => (window as unknown as { tones: number }).tones);

let browser: Browser;
let server: PageServer;
beforeAll(async () => {
  browser = await launch();
  server = await startPageServer();
});
afterAll(async () => {
  await browser?.close();
  await server.close();
});

it('shows who calls and since when, rings once touched, and is answered with the key', async () => {
  server.status = CALLING;
  server.answer = 202;
  const page = await openPage(browser, 'about:blank', { width: 1280, height: 800 });
  await page.addInitScript(countTones);
  await page.goto(`${server.origin}/desk`);
  await page.getByText('2 жерден шақырып тұр').waitFor();
  expect(await page.title()).toMatch(/^\(2\) Шақыру/);
  await page.getByText('Дыбысты қосу').waitFor();
  expect(await tones(page)).toBe(0);
  await picture(page, 'staff-calls-silent');

  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Turn sound on').waitFor({ state: 'detached' });
  await expect.poll(() => tones(page)).toBeGreaterThanOrEqual(3);
  const rung = await tones(page);
  await expect.poll(() => tones(page), { timeout: 15_000 }).toBeGreaterThan(rung);

  const banner = page.locator('calls-banner');
  await banner.getByText('3 minutes ago').waitFor();
  await banner.getByText('just now').waitFor();
  await banner.getByLabel('Staff key').fill('right');
  await banner.getByRole('button', { name: 'Open' }).click();
  await banner.getByRole('button', { name: 'I am coming: kiosk-2' }).click();
  await expect.poll(() => server.posted.at(-1)?.path).toBe('/api/places/kiosk-2/help/take');
  server.status = statusWith(place('kiosk-1', null), place('kiosk-2', null));
  await page.getByText('kiosk-2: the reader is told that the librarian is coming.').waitFor();
  expect(await page.title()).toMatch(/^Kitap Station/);

  server.status = CALLING;
  for (const language of ['Қазақша', 'Русский', 'English']) {
    await page.getByRole('button', { name: language }).click();
    await banner.locator('.calls').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `staff-calls-${language}`);
  }
  await page.context().close();
});

it('a wrong key is told, and asked for again', async () => {
  server.status = CALLING;
  server.answer = 401;
  const page = await openPage(browser, `${server.origin}/desk`, { width: 1280, height: 800 });
  const banner = page.locator('calls-banner');
  await banner.getByLabel('Қызметкер кілті').fill('wrong');
  await banner.getByRole('button', { name: 'Ашу' }).click();
  await banner.getByRole('button', { name: 'Барамын: kiosk-1' }).click();
  await banner.getByText('Кілт дұрыс емес').waitFor();
  await banner.getByLabel('Қызметкер кілті').waitFor();
  await page.context().close();
});
