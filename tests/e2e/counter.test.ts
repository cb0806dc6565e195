// The librarian's counter by keyboard and scanner alone, end to end: real central, station and Chromium. A scanner in keyboard mode is typed
// text and Enter. The pictures stay in artefacts/e2e/.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { COUNTER } from '../../kiosk-ui/strings/counter.ts';
import { axeViolations } from '../kiosk-ui/axe.ts';
import { launch } from '../kiosk-ui/browser.ts';
import { type DemoLibrary, startDemoLibrary } from './demo-library.ts';

let library: DemoLibrary;
let browser: Browser;
let page: Page;
const s = COUNTER.ru;

beforeAll(async () => {
  library = await startDemoLibrary();
  browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  await page.goto(`${library.url}/counter`);
  await page.getByRole('button', { name: 'Русский' }).click();
  const key = readFileSync(join(library.stationFolder, 'staff-token'), 'utf8').trim();
  await page.locator('input[type=password]').fill(key);
  await page.keyboard.press('Enter');
  await page.locator('#text').waitFor();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await library?.end();
});
beforeEach(async () => {
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
});

const enter = async (text: string): Promise<void> => {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};
const says = (text: string) => page.locator('.said', { hasText: text }).waitFor();
const picture = (name: string) => page.screenshot({ path: `artefacts/e2e/counter-${name}.png` });
const adult = () => library.demo.cards.filter(({ note }) => note === 'adult');
const home = () => library.demo.books.filter(({ note }) => note === 'home');
const hand = () => page.locator('section[aria-labelledby=patron] li');

test('card, two books, renew one, take one back, undo that, and the book comes back without a card', async () => {
  const [first, second] = home();
  await enter(adult()[0]!.barcode);
  await page.locator('#patron').waitFor();
  await enter(first!.barcode);
  await says(s.lent);
  await enter(second!.barcode);
  await expect.poll(() => hand().count()).toBe(2);
  await picture('lent');
  expect(await axeViolations(page)).toEqual([]);

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await says(s.renewed);
  await page.keyboard.press('F4');
  await says(s.returned);
  await expect.poll(() => hand().count()).toBe(1);
  await page.keyboard.press('F8');
  await expect.poll(() => hand().count()).toBe(2);
  await picture('undone');

  // Scanned again while its reader is open it is neither lent twice nor taken back by mistake.
  await enter(first!.barcode);
  await page.locator('.said.bad').waitFor();
  await expect.poll(() => hand().count()).toBe(2);
  for (let times = 0; times < 2; times += 1) await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('#patron').count()).toBe(0);
  for (const { barcode } of [first!, second!]) {
    await enter(barcode);
    await says(s.returned);
    await page.keyboard.press('Escape');
  }
  await enter(first!.barcode);
  await page.locator('#item').waitFor();
});

test('many books scanned faster than the station answers are all lent, in order', async () => {
  const books = home().slice(0, 4);
  await enter(adult()[1]!.barcode);
  for (const { barcode } of books) await enter(barcode);
  await expect.poll(() => hand().count(), { timeout: 20_000 }).toBe(books.length);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  for (const { barcode } of books) await enter(barcode);
  await enter(adult()[1]!.barcode);
  await page.getByText(s.noLoans).waitFor();
});

test('a name as far as it is typed: chosen by arrow and Enter', async () => {
  await enter(adult()[0]!.barcode);
  const name = await page.locator('#patron').textContent();
  const [surname] = String(name).split(' ');
  for (let times = 0; times < 2; times += 1) await page.keyboard.press('Escape');
  await enter(String(surname).slice(0, 4).toUpperCase());
  await page.getByRole('heading', { name: s.readers }).waitFor();
  await picture('names');
  expect(await axeViolations(page)).toEqual([]);
  const at = (await page.locator('.pick').allTextContents()).indexOf(String(name));
  for (let times = 0; times <= at; times += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('#patron', { hasText: String(name) }).waitFor();
});

test('what is refused says why and what to do; what is unknown says so; ? shows the keys', async () => {
  const hall = library.demo.books.find(({ note }) => note === 'reading-room');
  await enter(adult()[0]!.barcode);
  await page.locator('#patron').waitFor();
  await enter(hall!.barcode);
  await page.locator('.said.bad').waitFor();
  await picture('refused');
  await enter('27101009999999');
  await says(s.said.nothingFound);
  await page.keyboard.press('?');
  await page.getByText(s.cheat.renewAll).waitFor();
  await picture('keys');
  expect(await axeViolations(page)).toEqual([]);
});

test('in three languages, nothing is wider than a laptop screen or a phone', async () => {
  for (const [button, language] of [
    ['Қазақша', 'kk'],
    ['English', 'en'],
    ['Русский', 'ru'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('heading', { name: COUNTER[language].title }).waitFor();
    for (const width of [1280, 480]) {
      await page.setViewportSize({ width, height: 800 });
      await picture(`${language}-${width}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});
