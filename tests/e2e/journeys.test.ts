// A reader's three journeys, end to end and in all three languages: real central, station, bridge and Chromium. Borrow three
// books with a card, return one without a card, register a child. Screenshots stay in `artefacts/e2e/`.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoView, Language } from '../../station-server/api-types.ts';
import { until } from '../firmware-bridge/until.ts';
import { launch, SIZES } from '../kiosk-ui/browser.ts';
import { type DemoLibrary, startDemoLibrary } from './demo-library.ts';
import { type Kiosk, kioskOn, LANGUAGE_BUTTONS } from './kiosk.ts';

const LANGUAGES: Language[] = ['kk', 'ru', 'en'];
const CHILD_BIRTH: Record<Language, string> = {
  kk: '09.04.2017',
  ru: '15.11.2016',
  en: '02.02.2018',
};
const CHILD_NAME: Record<Language, [string, string]> = {
  kk: ['Құралай', 'Әсемгүл'],
  ru: ['Полевая', 'Злата'],
  en: ['Rivers', 'Daisy'],
};

let library: DemoLibrary;
let browser: Browser;
let url: string;
let demo: DemoView;

beforeAll(async () => {
  library = await startDemoLibrary();
  ({ url, demo } = library);
  browser = await launch();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await library?.end();
});

const openKiosk = async (language: Language): Promise<Kiosk> => {
  const context = await browser.newContext({ viewport: SIZES.portrait, reducedMotion: 'reduce' });
  const kiosk = kioskOn(await context.newPage(), url, language);
  await kiosk.open();
  return kiosk;
};

/** A session begins in the library's language or the patron's own; the reader taps the one of this test. */
const choose = (kiosk: Kiosk, language: Language) =>
  kiosk.page.getByRole('button', { name: LANGUAGE_BUTTONS[language] }).click();

const slipCount = async (kiosk: Kiosk): Promise<number> =>
  (await kiosk.station.demo()).slips[0]?.id ?? 0;

/** Each language has its own patron and books, so that the journeys do not meet. */
const mine = (language: Language) => {
  const at = LANGUAGES.indexOf(language);
  const adults = demo.cards.filter(({ note }) => note === 'adult');
  const home = demo.books.filter(({ note }) => note === 'home');
  const card = adults[at];
  const books = home.slice(at * 2, at * 2 + 3);
  if (!card || books.length < 3)
    throw new Error(`the demo has too little: ${JSON.stringify(demo)}`);
  return { card, books };
};

describe.each(LANGUAGES)('in %s', (language) => {
  test('borrow three books with a card, then return one without a card', async () => {
    const kiosk = await openKiosk(language);
    const { s } = kiosk;
    const { card, books } = mine(language);
    await kiosk.picture('1-attract');
    await kiosk.scan(card.barcode);
    await kiosk.screen('borrow');
    await choose(kiosk, language);
    await kiosk.shows(s.borrow.heading);
    const scanners = ['scanner', 'hid-scanner', 'scanner'];
    for (const [index, book] of books.entries()) {
      await kiosk.scan(book.barcode, scanners[index]);
      await kiosk.items(index + 1);
      await kiosk.shows(book.title);
    }
    await kiosk.shows(s.borrow.lent(3));
    expect(
      await kiosk.page
        .locator('item-card')
        .getByText(/^\d\d\.\d\d\.\d{4}$/)
        .count(),
    ).toBe(3);
    await kiosk.picture('2-borrowed');
    const before = await slipCount(kiosk);
    await kiosk.tap(s.borrow.finishPaper);
    await kiosk.screen('farewell');
    await kiosk.shows(s.slip.printed);
    await kiosk.picture('3-farewell');
    await until('the slip', async () => (await slipCount(kiosk)) > before);
    await kiosk.home();

    const [first] = books;
    await kiosk.scan(first?.barcode ?? '');
    await kiosk.screen('return');
    await choose(kiosk, language);
    await kiosk.items(1);
    await kiosk.shows(s.card.returned);
    await kiosk.picture('4-returned');
    await kiosk.page.locator('return-page footer .go').click();
    await kiosk.screen('farewell');
    await kiosk.drained();
    // The other two go back as well, so that the next language finds the shelf as it was.
    await kiosk.home();
    for (const book of books.slice(1)) await kiosk.scan(book.barcode);
    await kiosk.items(2);
    await kiosk.page.context().close();
  });

  test('a book for the reading room is refused with its reason and what to do', async () => {
    const kiosk = await openKiosk(language);
    const { card } = mine(language);
    const hall = demo.books.find(({ note }) => note === 'reading-room');
    await kiosk.scan(card.barcode);
    await kiosk.screen('borrow');
    await choose(kiosk, language);
    await kiosk.scan(hall?.barcode ?? '');
    await kiosk.items(1);
    const refusal = kiosk.s.reasons['reading-room-only'];
    await kiosk.shows(refusal.todo);
    await kiosk.picture('5-refused');
    await kiosk.page.context().close();
  });

  test('register a child with a guardian; the slip carries the card', async () => {
    const kiosk = await openKiosk(language);
    const { s, page } = kiosk;
    const [surname, givenName] = CHILD_NAME[language];
    const next = () => kiosk.tap(s.common.next);
    await page.getByRole('button', { name: s.attract.register }).click();
    await kiosk.screen('register');
    await page.locator('#surname').fill(surname);
    await page.locator('#givenName').fill(givenName);
    await kiosk.picture('6-register-name');
    await next();
    await page.locator('#birthDate').fill(CHILD_BIRTH[language]);
    await next();
    await page.getByText(s.register.categories.pupil, { exact: true }).click();
    await next();
    await kiosk.shows(s.register.titles.contact);
    await next();
    await page.locator('#guardianSurname').fill(surname);
    await page.locator('#guardianGivenName').fill(givenName);
    await page.locator('#guardianPhone').fill('8 700 000 00 77');
    await page.getByText(s.register.guarantee).click();
    await kiosk.picture('7-register-guardian');
    await next();
    await page.getByText(s.register.consentAccept).click();
    await page.getByText(s.register.rulesAccept).click();
    await kiosk.picture('8-register-agreement');
    await next();
    await kiosk.shows(s.register.titles.review);
    const before = await slipCount(kiosk);
    await kiosk.tap(s.register.submit);
    await kiosk.screen('registered');
    await kiosk.shows(/^2710 1001 \d{4} \d\d$/);
    await until('the slip', async () => (await slipCount(kiosk)) > before);
    await kiosk.picture('9-registered');
    await kiosk.drained();
    await page.context().close();
  });
});

test('what the stations did is at central, whole and once', async () => {
  const { queue } = await kioskOn(await browser.newPage(), url, 'kk').station.status();
  expect(queue).toMatchObject({ waiting: 0, chainFork: false, lastError: null });
  expect(queue.applied).toBeGreaterThan(20);
});
