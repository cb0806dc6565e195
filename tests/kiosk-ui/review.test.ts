// The review page against a real central with real contradictions: staff sign in, read, decide and take a decision back, in
// three languages; axe finds nothing, nothing is wider than the screen.
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildCentralApp } from '../../central/app.ts';
import { type CentralStore, openCentralStore } from '../../central/store/central-store.ts';
import { REVIEW_PAGE } from '../../kiosk-ui/strings/review-page.ts';
import { loadSite } from '../../profiles/loader.ts';
import { ITEM, PATRON_A, PATRON_B, ref } from '../central/contract-setup.ts';
import { LIBRARY, patron, T0, title } from '../central/fixtures.ts';
import { Journal } from '../central/journal.ts';
import { axeViolations } from './axe.ts';
import { launch, openPage, picture } from './browser.ts';

const PAGES = fileURLToPath(new URL('../../dist/kiosk-ui/', import.meta.url));
const HOUR_MS = 3_600_000;

let browser: Browser;
let folder: string;
let store: CentralStore;
let app: FastifyInstance;
let token: string;
let page: Page;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-review-'));
  store = await openCentralStore({ database: join(folder, 'c.sqlite'), clock: () => Date.now() });
  await store.ensureLibrary(LIBRARY, '0099', loadSite('balkhash'));
  await store.importPatrons(LIBRARY, [patron('20099000000011'), patron('20099000000029')]);
  await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
  for (const station of [1, 2]) await store.addStation(LIBRARY, station);
  token = await store.addStaff(LIBRARY, 'desk-1');
  const [one, two] = [new Journal(1), new Journal(2)];
  one.lend(ITEM, PATRON_A, T0);
  one.lend('0-77', PATRON_A, T0 + 1);
  two.lend(ITEM, PATRON_B, T0 + HOUR_MS);
  await store.push(ref(1), one.push());
  await store.push(ref(2), two.push());
  app = buildCentralApp({ store, pagesFolder: PAGES });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  page = await openPage(browser, `http://127.0.0.1:${port}/`, { width: 1280, height: 900 });
});
afterEach(async () => {
  await page.context().close();
  await app.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const signIn = async (given = token): Promise<void> => {
  await page.locator('#token').fill(given);
  await page.locator('form button').click();
};
const cards = () => page.locator('review-card');

it('lets nobody in with a wrong token, and says so', async () => {
  await signIn('no-such-token');
  await page.getByText(REVIEW_PAGE.kk.tokenWrong).waitFor();
  expect(await cards().count()).toBe(0);
});

it('tells what happened, takes a decision with its reason, and takes it back', async () => {
  await signIn();
  await page.getByText(REVIEW_PAGE.kk.open(2)).waitFor();
  await button('English').click();
  await page.getByText(REVIEW_PAGE.en.open(2)).waitFor();
  const twice = cards().filter({ hasText: '20099000000011' }).filter({ hasText: 'twice' });
  await twice.getByRole('button', { name: 'Dismiss' }).click();
  await twice.getByLabel(REVIEW_PAGE.en.why).fill('The book was found on the shelf');
  await twice.getByRole('button', { name: REVIEW_PAGE.en.confirm }).click();
  await page.getByText(REVIEW_PAGE.en.open(1)).waitFor();
  await button(REVIEW_PAGE.en.tabs.dismissed).click();
  await page.getByText('Reason: The book was found on the shelf').waitFor();
  await page.getByText('Decided by desk-1').waitFor();
  await cards().getByRole('button').first().click();
  await page.getByText(REVIEW_PAGE.en.open(2)).waitFor();
  await button(REVIEW_PAGE.en.signOut).click();
  await page.locator('#token').waitFor();
});

it('passes axe in three languages and two sizes, signed in and not', async () => {
  const check = async (name: string): Promise<void> => {
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 900 });
      await picture(page, `review-${name}-${width}`);
      expect(await axeViolations(page)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    }
  };
  await check('door');
  await signIn();
  for (const [name, s] of [
    ['Қазақша', REVIEW_PAGE.kk],
    ['Русский', REVIEW_PAGE.ru],
    ['English', REVIEW_PAGE.en],
  ] as const) {
    await button(name).click();
    await page.getByText(s.open(2)).waitFor();
    await page.locator('summary').first().click();
    await check(name);
  }
});
