// Finding and ordering a book by keyboard alone; the letters on the screen type into the field as well.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { launch, openPage, SIZES, shows } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { viewOf } from './views.ts';

const TRIES = { timeout: 15_000, interval: 50 };
const TABS_MAX = 40;
let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  browser = await launch();
  server = await startPageServer();
  server.push(viewOf('attract', 'en'));
  page = await openPage(browser, `${server.origin}/kiosk/hall`, SIZES.portrait);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const show = async (name: string) => shows(page, server.push(viewOf(name, 'en')));
const posted = (act: object) =>
  vi.waitFor(
    () =>
      expect(server.posted.map(({ body }) => body)).toContainEqual(expect.objectContaining(act)),
    TRIES,
  );
const press = async (words: string): Promise<void> => {
  for (let tab = 0; tab < TABS_MAX; tab += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.tagName === 'BUTTON' ? (at.textContent ?? '') : '';
    });
    if (!label.includes(words)) continue;
    await page.keyboard.press('Enter');
    return;
  }
  throw new Error(`no way by keyboard to ${words}`);
};

it('search, hit, order, wish', async () => {
  await press('Find a book');
  await posted({ act: 'search-open' });
  await show('search-empty');
  await page.keyboard.type('аба', { delay: 150 });
  await posted({ act: 'search', query: 'аба' });
  await page.getByRole('button', { name: 'w', exact: true }).click();
  await posted({ act: 'search', query: 'абаw' });
  await show('search');
  await press('Құнанбайұлы');
  await posted({ act: 'title-open', titleId: '0-2' });
  await show('title');
  await press('Order');
  await posted({ act: 'hold-place' });
  await show('search-nothing');
  await press('Leave a wish');
  await posted({ act: 'wish-open' });
  await show('wish');
  await press('Send the wish');
  await posted({ act: 'wish', title: 'Ай қызы', author: '' });
});

it('a face for the returned book', async () => {
  await show('return');
  await press('So-so');
  await posted({ act: 'rate', key: 'r2', face: 'fair' });
});
