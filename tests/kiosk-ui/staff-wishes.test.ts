// The card of wishes on the desk's page: asked for only when a librarian begins, each title once, the most wanted first.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WISHES_CARD } from '../../kiosk-ui/strings/staff-wishes.ts';
import { axeViolations } from './axe.ts';
import { launch, openPage, picture } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { QUIET_STATUS } from './quiet-status.ts';

const DAY_MS = 86_400_000;
const FIRST_MS = Date.UTC(2026, 10, 3, 9);
const wish = (day: number, title: string, author: string) => ({
  ...{ wishedAtMs: FIRST_MS + day * DAY_MS, place: 'kiosk-1', title, author, language: 'kk' },
});
const WISHES = [
  wish(9, 'Ай қызы', ''),
  wish(8, 'КӨШПЕНДІЛЕР', 'Есенберлин І.'),
  wish(2, 'Көшпенділер', 'Есенберлин І.'),
];

let browser: Browser;
let server: PageServer;
let page: Page;
let wishes: object[];
beforeAll(async () => {
  browser = await launch();
  server = await startPageServer();
  server.status = QUIET_STATUS;
  page = await openPage(browser, `${server.origin}/desk`, { width: 1280, height: 1000 });
  await page.route('**/api/wishes', (route) => {
    const right = route.request().headers().authorization === 'Bearer right';
    return right ? route.fulfill({ json: { wishes } }) : route.fulfill({ status: 401, json: {} });
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const card = () => page.locator('wishes-card');
const key = async (text: string) => {
  await card().locator('input').fill(text);
  await page.keyboard.press('Enter');
};

it('asks for the key, refuses a wrong one, and lists each title once', async () => {
  wishes = WISHES;
  await card().getByRole('button', { name: WISHES_CARD.kk.begin }).click();
  await key('wrong');
  await card().getByRole('alert').waitFor();
  await key('right');
  await card().locator('li').first().waitFor();
  expect(await card().locator('li b').allTextContents()).toEqual(['Көшпенділер', 'Ай қызы']);
  await card().getByText(WISHES_CARD.kk.asked(2, '11.11.2026')).waitFor();
  await picture(page, 'staff-wishes-kk');
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Русский' }).click();
  await card().getByText(WISHES_CARD.ru.asked(2, '11.11.2026')).waitFor();
});

it('says so where nobody wished for anything', async () => {
  wishes = [];
  await page.reload();
  await card().getByRole('button', { name: WISHES_CARD.kk.begin }).click();
  await key('right');
  await card().getByText(WISHES_CARD.kk.none).waitFor();
});
