// A visit without touching the screen, end to end: card, two books, card again, and the receipt is printed; then the books come back by
// their own scans alone. Real central, station, bridge and Chromium, in which nothing is clicked.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { SAME_CARD_MS_MIN } from '../../station-server/kiosk/session-limits.ts';
import { until } from '../firmware-bridge/until.ts';
import { launch, SIZES } from '../kiosk-ui/browser.ts';
import { type DemoLibrary, startDemoLibrary } from './demo-library.ts';
import { kioskOn } from './kiosk.ts';

let library: DemoLibrary;
let browser: Browser;
beforeAll(async () => {
  library = await startDemoLibrary();
  browser = await launch();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await library?.end();
});

test('card, books, card again: lent, with a receipt; and returned by scanning them', async () => {
  const { demo, url } = library;
  const context = await browser.newContext({ viewport: SIZES.portrait, reducedMotion: 'reduce' });
  const kiosk = kioskOn(await context.newPage(), url, 'kk');
  const card = demo.cards.find(({ note }) => note === 'adult');
  const books = demo.books.filter(({ note }) => note === 'home').slice(0, 2);
  if (!card || books.length < 2) throw new Error('the demo has too little');
  await kiosk.page.goto(`${url}/kiosk/kiosk-1`);
  await kiosk.screen('attract');
  await kiosk.scan(card.barcode);
  await kiosk.screen('borrow');
  for (const [index, { barcode }] of books.entries()) {
    await kiosk.scan(barcode);
    await kiosk.items(index + 1);
  }
  // Sooner it would be the scanner that read the card twice.
  await kiosk.page.waitForTimeout(SAME_CARD_MS_MIN + 1_500);
  await kiosk.scan(card.barcode);
  await kiosk.screen('farewell');
  await until('the slip', async () => (await kiosk.station.demo()).slips.length === 1);
  await kiosk.picture('touchless-farewell');

  // Whoever comes next begins with a book: nobody must close what the one before left on the screen.
  for (const [index, { barcode }] of books.entries()) {
    await kiosk.scan(barcode);
    await kiosk.screen('return');
    await kiosk.items(index + 1);
  }
  await until('both to be returned', async () => {
    const words = kiosk.page.locator('item-card').getByText(kiosk.s.card.returned);
    return (await words.count()) === books.length;
  });
  await kiosk.drained();
});
