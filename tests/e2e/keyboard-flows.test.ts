// Every flow of the kiosk without touching the screen, end to end over real central, station, bridge and Chromium: once by a pad of
// five keys alone, once by a keyboard. Only cards and books are held to the (simulated) scanner.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { COMFORT } from '../../kiosk-ui/strings/comfort.ts';
import { REREGISTER } from '../../kiosk-ui/strings/reregister.ts';
import { packageRoot } from '../../profiles/package-root.ts';
import type { DemoView } from '../../station-server/api-types.ts';
import { until } from '../firmware-bridge/until.ts';
import { launch, SIZES } from '../kiosk-ui/browser.ts';
import { type DemoLibrary, startDemoLibrary } from './demo-library.ts';
import { fiveKeys, type Hand, keyboard } from './hands.ts';
import { type Kiosk, kioskOn } from './kiosk.ts';

const HANDS: [string, (page: Page) => Hand][] = [
  ['five keys', fiveKeys],
  ['a keyboard', keyboard],
];
const PATRONS = join(packageRoot, 'central', 'catalogue', 'demo', 'demo-patrons.csv');

/** `ddMMyyyy`, as it is typed. */
const birthOf = (card: string): string => {
  const line = readFileSync(PATRONS, 'utf8')
    .split('\n')
    .find((row) => row.startsWith(card));
  return String(line?.split(';')[4]).split('-').reverse().join('');
};

describe.each(HANDS)('by %s alone', (name, handOf) => {
  let library: DemoLibrary;
  let browser: Browser;
  let url: string;
  let demo: DemoView;
  let kiosk: Kiosk;
  let hand: Hand;
  const cardOf = (note: string) => String(demo.cards.find((card) => card.note === note)?.barcode);
  const books = (count: number) => demo.books.filter(({ note }) => note === 'home').slice(0, count);

  beforeAll(async () => {
    library = await startDemoLibrary();
    ({ url, demo } = library);
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await library?.end();
  });

  beforeEach(async () => {
    const context = await browser.newContext({ viewport: SIZES.portrait, reducedMotion: 'reduce' });
    const page = await context.newPage();
    kiosk = kioskOn(page, url, 'kk');
    await kiosk.open();
    hand = handOf(page);
  });
  afterEach(() => kiosk.page.context().close());

  test('borrow two books with a receipt', async () => {
    const { s } = kiosk;
    await hand.press(s.attract.borrow);
    await kiosk.screen('identify');
    await kiosk.scan(cardOf('adult'));
    await kiosk.screen('borrow');
    for (const [index, book] of books(2).entries()) {
      await kiosk.scan(book.barcode);
      await kiosk.items(index + 1);
    }
    await hand.press(s.borrow.finishPaper);
    await kiosk.screen('farewell');
    await kiosk.shows(s.slip.printed);
    await hand.press(s.common.home);
    await kiosk.screen('attract');
  });

  test('my books by a typed number, one renewed, then all', async () => {
    const { s, page } = kiosk;
    const card = cardOf('adult');
    await hand.press(s.attract.myBooks);
    await kiosk.screen('identify');
    await hand.press(s.identify.noCard);
    await hand.type('card', card);
    await hand.type('birth', birthOf(card));
    await hand.press(s.identify.confirm);
    await kiosk.screen('account');
    await kiosk.shows(s.account.loans(2));
    await hand.press(s.account.renew);
    const answered = (count: number) =>
      until(
        `${count} loans answered`,
        async () => (await page.locator('.loan :is(.done, .no)').count()) >= count,
      );
    await answered(1);
    await hand.press(s.account.renewAll);
    await answered(2);
    await hand.press(s.borrow.finish);
    await kiosk.screen('farewell');
  });

  test('return both without a card', async () => {
    const { s } = kiosk;
    await hand.press(s.attract.giveBack);
    await kiosk.screen('return');
    for (const [index, book] of books(2).entries()) {
      await kiosk.scan(book.barcode);
      await kiosk.items(index + 1);
    }
    await hand.press(s.borrow.finishNoReceipt);
    await kiosk.screen('farewell');
    await kiosk.shows(s.farewell.returned(2));
  });

  test('register a child with its guardian', async () => {
    const { s } = kiosk;
    const next = () => hand.press(s.common.next);
    await hand.press(s.attract.register);
    await kiosk.screen('register');
    await hand.type('surname', 'әлиқызы');
    await hand.type('givenName', 'гүлңұр');
    await next();
    await kiosk.shows(s.register.titles['birth-date']);
    await hand.type('birthDate', '09042017');
    await next();
    await kiosk.shows(s.register.titles.category);
    await hand.choose(s.register.categories.pupil);
    await next();
    await kiosk.shows(s.register.titles.contact);
    await next();
    await kiosk.shows(s.register.titles.guardian);
    await hand.type('guardianSurname', 'әли');
    await hand.type('guardianGivenName', 'өмір');
    await hand.type('guardianPhone', '87000000077');
    await hand.tick('guaranteeAccepted');
    await next();
    await kiosk.shows(s.register.titles.agreement);
    await hand.tick('consentAccepted');
    await hand.tick('rulesAccepted');
    await next();
    await kiosk.shows(s.register.titles.review);
    await kiosk.shows('Әлиқызы Гүлңұр');
    await kiosk.picture(`register-by-${name.replace(' ', '-')}`);
    await hand.press(s.register.submit);
    await kiosk.screen('registered');
    await kiosk.shows(/^2710 1001 \d{4} \d\d$/);
    await hand.press(s.borrow.finish);
    await kiosk.screen('attract');
  });

  test('re-register for the year', async () => {
    const words = REREGISTER.kk;
    await kiosk.scan(cardOf('reregistration-due'));
    await kiosk.screen('borrow');
    // The reader's own language is another one.
    await hand.press('Қазақша');
    await hand.press(words.offer);
    await kiosk.screen('reregister');
    await hand.press(words.still);
    await kiosk.shows(words.done);
    await hand.press(kiosk.s.borrow.finish);
    await kiosk.screen('attract');
  });

  test('another language, and the librarian called', async () => {
    const { page } = kiosk;
    await hand.press('Русский');
    await kiosk.shows('Добро пожаловать');
    await hand.press('Позвать библиотекаря');
    await kiosk.shows('Библиотекаря позвали');
    expect(await page.getAttribute('html', 'lang')).toBe('ru');
  });

  test('spoken prompts switched on, heard, and gone with the visit', async () => {
    const { s, page } = kiosk;
    const heard: string[] = [];
    page.on('response', (response) => {
      const clip = /\/voice\/(.+)\.opus$/.exec(response.url())?.[1];
      if (clip) heard.push(`${clip} ${response.ok()}`);
    });
    const words = COMFORT.kk;
    const says = (clip: string) => until(clip, () => heard.includes(`kk/${clip} true`));
    await hand.press(words.open);
    const voice = page.getByRole('switch', { name: words.voice });
    await voice.waitFor();
    for (let key = 0; key < 9; key += 1) {
      if (await voice.evaluate((element) => element.matches(':focus'))) break;
      await page.keyboard.press(name === 'five keys' ? 'ArrowUp' : 'Tab');
    }
    await page.keyboard.press('Enter');
    await says('voice-on');
    await hand.press(words.done);
    await says('attract');
    await hand.press(s.attract.giveBack);
    await kiosk.screen('return');
    await until('the screen said', () => heard.some((clip) => clip.startsWith('kk/return')));
    // Nothing was brought: it ends at the first page.
    await hand.press(s.borrow.finish);
    await kiosk.screen('attract');
    const before = heard.length;
    await hand.press(s.attract.borrow);
    await kiosk.screen('identify');
    expect(heard).toHaveLength(before);
  });
});
