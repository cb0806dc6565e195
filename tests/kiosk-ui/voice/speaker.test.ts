// Spoken prompts in a real page: real files through a real audio element. What is asked for is what `play` was called with; that
// it can be heard is what `ended` says.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { usualComfort } from '../../../profiles/comfort-schema.ts';
import type { KioskView } from '../../../station-server/api-types.ts';
import { launch, openPage, picture, SIZES, shows } from '../browser.ts';
import { type PageServer, startPageServer } from '../page-server.ts';
import { viewOf } from '../views.ts';

const TRIES = { timeout: 15_000, interval: 50 };
const SPOKEN = { comfort: { ...usualComfort, voice: true } };
type Log = { played: string[]; ended: string[]; pauses: number };
let browser: Browser;
let server: PageServer;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startPageServer();
  server.push(viewOf('attract', 'kk'));
  page = await openPage(browser, 'about:blank', SIZES.portrait);
  await page.addInitScript(() => {
    const log: Log = { played: [], ended: [], pauses: 0 };
    Object.assign(window, { log });
    const { play, pause } = HTMLMediaElement.prototype;
    const name = (sound: HTMLMediaElement) => sound.src.replace(/^.*\/voice\//, '');
    HTMLMediaElement.prototype.play = function () {
      log.played.push(name(this));
      this.addEventListener('ended', () => log.ended.push(name(this)), { once: true });
      return play.call(this);
    };
    HTMLMediaElement.prototype.pause = function () {
      log.pauses += 1;
      pause.call(this);
    };
  });
  await page.goto(`${server.origin}/kiosk/hall`);
  await page.locator('attract-page').waitFor();
});
afterEach(async () => {
  await page?.context().close();
  await server.close();
});

const log = () => page.evaluate(() => (window as unknown as { log: Log }).log);
const played = (...clips: string[]) =>
  vi.waitFor(async () => expect((await log()).played).toEqual(clips), TRIES);
const show = (name: string, language: 'kk' | 'ru' | 'en', more: Partial<KioskView> = {}) =>
  shows(page, server.push({ ...viewOf(name, language), ...SPOKEN, ...more } as KioskView));

it('loads nothing of it until somebody switches it on', async () => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await shows(page, server.push(viewOf('identify', 'kk')));
  expect(asked.filter((url) => /voice|speaker/.test(url))).toEqual([]);
  await show('identify', 'kk', { comfortOpen: true });
  await played('kk/voice-on.opus');
  expect(asked.filter((url) => url.endsWith('.opus'))).toHaveLength(1);
});

it('says each screen in its language, and plays it to the end', async () => {
  await show('identify', 'ru');
  await played('ru/identify.opus');
  await vi.waitFor(async () => expect((await log()).ended).toEqual(['ru/identify.opus']), TRIES);
  await show('identify', 'en');
  await played('ru/identify.opus', 'en/identify.opus');
});

it('says until when in one breath, and a next book cuts it off', async () => {
  const borrow = viewOf('borrow', 'kk');
  if (borrow.screen !== 'borrow') throw new Error('the recorded view is another');
  const [first, second] = borrow.cards;
  const with_ = (cards: typeof borrow.cards) =>
    show('borrow', 'kk', { cards, pad: false } as Partial<KioskView>);
  await with_([]);
  await played('kk/borrow.opus');
  await with_([first!]);
  await played('kk/borrow.opus', 'kk/lent.opus', 'kk/day-7.opus', 'kk/month-12.opus');
  const before = (await log()).played.length;
  await with_([first!, { ...second!, result: { kind: 'refused', reason: 'age', details: {} } }]);
  await vi.waitFor(async () => {
    expect((await log()).played.slice(before)).toEqual(['kk/refused.opus']);
  }, TRIES);
  expect((await log()).ended).not.toContain('kk/borrow.opus');
});

it('is silent when the visit ends, and in the next one', async () => {
  await show('farewell', 'kk', { slip: 'none' } as Partial<KioskView>);
  await played('kk/farewell.opus');
  const { pauses } = await log();
  await shows(page, server.push({ ...viewOf('attract', 'kk'), session: 99 }));
  await vi.waitFor(async () => expect((await log()).pauses).toBeGreaterThan(pauses), TRIES);
  await shows(page, server.push({ ...viewOf('identify', 'kk'), session: 99 }));
  await played('kk/farewell.opus');
});

it('speaks to nobody at a place that always speaks, until somebody touches it', async () => {
  const speaker = page.waitForResponse(/speaker/);
  await show('attract', 'kk', { session: 7 });
  await (await speaker).finished();
  expect((await log()).played).toEqual([]);
  await vi.waitFor(async () => {
    await page.keyboard.press('ArrowDown');
    expect((await log()).played).toEqual(['kk/attract.opus']);
  }, TRIES);
});

it('says to what an arrow moved the focus, and the state of a switch, but no title', async () => {
  await show('register-name', 'kk');
  await played('kk/register-name.opus');
  const press = (key: string) => page.keyboard.press(key);
  const since = async (from: number, ...clips: string[]) =>
    vi.waitFor(async () => expect((await log()).played.slice(from)).toEqual(clips), TRIES);
  await press('ArrowDown');
  await since(1, 'kk/letter-4b1.opus');
  await press('ArrowRight');
  await since(2, 'kk/letter-49b.opus');
  await press('ArrowUp');
  await vi.waitFor(async () => {
    expect((await log()).played[3]).toMatch(/^kk\/label-(given-name|patronymic)/);
  }, TRIES);
  await show('borrow', 'kk', { comfortOpen: true });
  const before = (await log()).played.length;
  await press('Tab');
  const voice = page.getByRole('switch', { name: 'Дауыспен айту' });
  for (let times = 0; times < 20; times += 1) {
    if (await voice.evaluate((element) => element.matches(':focus'))) break;
    await press('Tab');
  }
  await vi.waitFor(async () => {
    expect((await log()).played.slice(before).slice(-2)).toEqual([
      ...['kk/label-voice.opus', 'kk/label-on.opus'],
    ]);
  }, TRIES);
});

it('does not say the figures of a PIN', async () => {
  await show('my-card-pin', 'kk');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await show('my-card-pin', 'kk', { comfortOpen: true });
  await vi.waitFor(async () => expect((await log()).played).toContain('kk/comfort.opus'), TRIES);
  expect((await log()).played.filter((clip) => clip.includes('digit'))).toEqual([]);
});

it('says in the panel that nothing can be heard, in three languages', async () => {
  server.mute = true;
  for (const [language, words] of [
    ['kk', 'Дыбыс шықпай тұр'],
    ['ru', 'Звука сейчас нет'],
    ['en', 'No sound can be played now'],
  ] as const) {
    await show('borrow', language, { comfortOpen: true });
    await page.getByText(words).waitFor({ timeout: TRIES.timeout });
    await picture(page, `portrait-voice-failed-${language}`);
  }
});
