// The card of families on the desk's page: asked for only when a librarian begins, shows who is linked, links, ends, says what was refused.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { axeViolations } from './axe.ts';
import { launch, openPage, picture } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { QUIET_STATUS } from './quiet-status.ts';

const PARENT = '27101001000018';
const CHILD = '27101001000034';
const adult = {
  ...{ patronId: '0-1', card: PARENT, surname: 'Мұратова', givenName: 'Айсәуле', birthYear: 1988 },
};
const child = {
  ...{ patronId: '0-11', card: CHILD, surname: 'Мұратова', givenName: 'Әлия', birthYear: 2017 },
};
const text = (why: string) => ({ why, todo: '!' });
const REFUSED = {
  outcome: 'refused',
  texts: { kk: text('Бір билет.'), ru: text('Один билет.'), en: text('One card twice.') },
};

let browser: Browser;
let server: PageServer;
let page: Page;
let linked: boolean;
let asked: { method: string; path: string; body: unknown }[];
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  [linked, asked] = [false, []];
  server = await startPageServer();
  server.status = QUIET_STATUS;
  page = await openPage(browser, `${server.origin}/desk`, { width: 1280, height: 1000 });
  await page.route('**/api/patrons/**', async (route) => {
    const request = route.request();
    if (request.headers().authorization !== 'Bearer right') {
      return route.fulfill({ status: 401, json: {} });
    }
    const body = request.postDataJSON() as { childCard?: string } | null;
    const path = request.url().slice(server.origin.length);
    asked.push({ method: request.method(), path, body });
    if (path.includes('away')) return route.fulfill({ status: 500, json: {} });
    if (body?.childCard === PARENT) return route.fulfill({ json: REFUSED });
    linked = path.endsWith('/end') ? false : linked || body?.childCard === CHILD;
    return route.fulfill({ json: { outcome: 'family', adult, children: linked ? [child] : [] } });
  });
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

const speak = (language: string) => page.getByRole('button', { name: language }).click();
const begin = async () => {
  await speak('English');
  await page.getByRole('button', { name: 'Link a grown-up and a child' }).click();
  await page.getByLabel('Staff key').fill('right');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByLabel('Grown-up’s card').fill(PARENT);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText('Мұратова Айсәуле').waitFor();
};

it('asks for the key when a librarian begins, and again for a wrong one', async () => {
  await speak('English');
  expect(await page.getByLabel('Staff key').count()).toBe(0);
  await page.getByRole('button', { name: 'Link a grown-up and a child' }).click();
  await page.getByLabel('Staff key').fill('wrong');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByLabel('Grown-up’s card').fill(PARENT);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText('This key is not right.').waitFor();
  expect(asked).toEqual([]);
});

it('shows who is linked, links by the child’s card, ends it', async () => {
  await begin();
  await page.getByText('No child is linked').waitFor();
  await page.getByLabel('Child’s card').fill(CHILD);
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await page.getByText('Мұратова Әлия').waitFor();
  expect(await page.getByLabel('Child’s card').inputValue()).toBe('');
  for (const language of ['Қазақша', 'Русский', 'English']) {
    await speak(language);
    await page.locator('family-card').scrollIntoViewIfNeeded();
    await picture(page, `staff-families-${language}`);
    expect(await axeViolations(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'End the link: Мұратова Әлия' }).click();
  await page.getByText('No child is linked').waitFor();
  const children = `/api/patrons/${PARENT}/children`;
  expect(asked).toEqual([
    { method: 'GET', path: `${children}?place=kiosk-1`, body: null },
    { method: 'POST', path: children, body: { childCard: CHILD, place: 'kiosk-1' } },
    { method: 'POST', path: `${children}/0-11/end`, body: { place: 'kiosk-1' } },
  ]);
});

it('says why in the language of the moment, keeps the number, and tells when no answer came', async () => {
  await begin();
  await page.getByLabel('Child’s card').fill(PARENT);
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await page.getByText('One card twice. !').waitFor();
  expect(await page.getByLabel('Child’s card').inputValue()).toBe(PARENT);
  await speak('Русский');
  await page.getByText('Один билет. !').waitFor();
  await speak('English');
  await page.getByLabel('Grown-up’s card').fill('away');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText('No answer. Please try again.').waitFor();
});
