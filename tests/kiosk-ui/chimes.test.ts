// The sounds of the children's kiosk: which view is heard as what, once, and that a place without them makes none.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SCORES, soundOf } from '../../kiosk-ui/parts/chimes.ts';
import { launch, SIZES, shows } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { viewOf } from './views.ts';

it.each([
  ['child-attract', undefined],
  ['child-borrow-empty', 'hello'],
  ['child-borrow', 'lent'],
  ['child-borrow-refused', 'wait'],
  ['child-borrow-notice', 'wait'],
  ['child-return', 'returned'],
  ['child-farewell', 'bye'],
  ['class-begin', undefined],
  ['class-pupil', 'lent'],
  ['class-done', 'bye'],
])('%s', (name, sound) => {
  expect(soundOf(viewOf(name, 'kk'))?.sound).toBe(sound);
});

it('names nobody in what it remembers', () => {
  const view = viewOf('child-borrow', 'kk');
  const key = soundOf(view)?.key ?? '';
  for (const word of ['Ә', 'Қожа', '3000']) expect(key).not.toContain(word);
});

let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  browser = await launch();
  server = await startPageServer();
  const context = await browser.newContext({ viewport: SIZES.landscape });
  page = await context.newPage();
  await page.addInitScript(() => {
    const tones: number[] = [];
    Object.assign(window, { tones });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...given) {
      tones.push(this.frequency.value);
      return start.apply(this, given);
    };
  });
  server.push(viewOf('child-attract', 'kk'));
  await page.goto(`${server.origin}/kiosk/hall`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
const heard = () => page.evaluate(() => (window as unknown as { tones: number[] }).tones.splice(0));

it('plays each sound once, and none where the place has none', async () => {
  const loud = { ...viewOf('child-borrow', 'kk'), sounds: true };
  await shows(page, server.push({ ...loud, sounds: false }));
  expect(await heard()).toEqual([]);
  await shows(page, server.push(loud));
  expect((await heard()).map(Math.round)).toEqual(SCORES.lent.map(({ hz }) => Math.round(hz)));
  await shows(page, server.push({ ...loud, helpCalled: true }));
  expect(await heard()).toEqual([]);
  await shows(page, server.push({ ...viewOf('child-farewell', 'kk'), sounds: true }));
  expect(await heard()).toHaveLength(SCORES.bye.length);
});
