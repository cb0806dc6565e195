// A stack on the pad, end to end: real central, station, bridge with a FEIG pad on its simulated serial line, and Chromium. Books are
// put down, lent, unsecured and taken away; then they are returned without a card. Nothing is left for staff to look at.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoView } from '../../station-server/api-types.ts';
import { until } from '../firmware-bridge/until.ts';
import { launch, SIZES } from '../kiosk-ui/browser.ts';
import { type DemoLibrary, startDemoLibrary } from './demo-library.ts';
import { type Kiosk, kioskOn, LANGUAGE_BUTTONS } from './kiosk.ts';

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

const hand = (kiosk: Kiosk, act: 'put' | 'take', text: string) =>
  kiosk.station.act({ act, device: 'pad', text });

test('a stack is lent with the gate let through, and returned without a card', async () => {
  const context = await browser.newContext({ viewport: SIZES.portrait, reducedMotion: 'reduce' });
  const kiosk = kioskOn(await context.newPage(), url, 'en');
  await kiosk.open();
  const { page } = kiosk;
  const card = demo.cards.find(({ note }) => note === 'adult');
  const books = demo.books.filter(({ note }) => note === 'home').slice(0, 3);
  if (!card || books.length < 3) throw new Error('the demo has too little');
  await kiosk.scan(card.barcode);
  await kiosk.screen('borrow');
  await page.getByRole('button', { name: LANGUAGE_BUTTONS.en }).click();
  await kiosk.shows(kiosk.s.borrow.heading);
  for (const { barcode } of books) await hand(kiosk, 'put', barcode);
  await expect
    .poll(() => page.locator('item-card').getByText(kiosk.s.pad.done).count(), { timeout: 30_000 })
    .toBe(3);
  await kiosk.picture('stack-lent');
  for (const { barcode } of books) await hand(kiosk, 'take', barcode);
  // The pad counts a tag as gone when several looks agree.
  await until('an empty pad', async () => {
    const { places } = await kiosk.station.status();
    return places[0]?.padTags === 0;
  });
  await kiosk.tap(kiosk.s.borrow.finishNoReceipt);
  await kiosk.screen('farewell');
  await kiosk.home();
  for (const { barcode } of books) await hand(kiosk, 'put', barcode);
  await kiosk.screen('return');
  await page.getByRole('button', { name: LANGUAGE_BUTTONS.en }).click();
  await expect
    .poll(() => page.locator('item-card').getByText(kiosk.s.card.returned).count(), {
      timeout: 30_000,
    })
    .toBe(3);
  await kiosk.picture('stack-returned');
  expect((await kiosk.station.demo()).status.tagAlerts).toEqual([]);
}, 120_000);
