// Pages that are not part of the first load: they come by themselves, and a file that the station no longer has brings a new page
// instead of an empty one.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launch, openPage, SIZES, shows } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { viewOf } from './views.ts';

let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startPageServer();
});
afterEach(async () => {
  await page?.context().close();
  await server.close();
});

async function open(): Promise<void> {
  const revision = server.push(viewOf('attract', 'en'));
  page = await openPage(browser, `${server.origin}/kiosk/hall`, SIZES.portrait);
  await shows(page, revision);
}
const imported = () =>
  page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name.split('/').at(-1) ?? ''),
  );

it('shows a page that was not loaded at first, also when the station has gone since', async () => {
  await open();
  await expect.poll(imported).toContainEqual(expect.stringMatching(/^register-page-/));
  await expect.poll(imported).toContainEqual(expect.stringMatching(/^registered-page-/));
  server.gone = '';
  await shows(page, server.push(viewOf('account', 'en')));
  expect(await page.locator('account-page h1').textContent()).toBeTruthy();
});

it('loads anew when a file is gone, and shows what the station shows', async () => {
  server.gone = 'account-page-';
  await open();
  const before = await page.evaluate(() => performance.timeOrigin);
  const revision = server.push(viewOf('account', 'en'));
  await expect.poll(() => page.evaluate(() => performance.timeOrigin)).not.toBe(before);
  server.gone = null;
  await shows(page, revision);
  expect(await page.locator('account-page').count()).toBe(1);
});
