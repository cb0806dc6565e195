// The staff's pages in three languages: what waits, how old, what to do; axe finds nothing, nothing is wider than the screen.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { adviceOf, showAge } from '../../kiosk-ui/staff/sync-advice.ts';
import { STAFF } from '../../kiosk-ui/strings/staff.ts';
import type { LockerList, StationStatus, TaggingView } from '../../station-server/api-types.ts';
import { axeViolations } from './axe.ts';
import { launch, openPage, picture } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';

const DAY_MS = 86_400_000;
const now = Date.now();
const SENT: StationStatus['queue'] = {
  ...{ waiting: 0, oldestAtMs: null, applied: 41_238, lastContactAtMs: now, lastError: null },
  ...{ chainFork: false, online: true, loading: null },
  link: { upBytesPerS: 9_800, downBytesPerS: 11_100, roundTripMs: 312 },
};
const STICK: StationStatus['queue'] = {
  ...SENT,
  ...{ waiting: 412, oldestAtMs: now - 3 * DAY_MS - 60_000, lastContactAtMs: now - 3 * DAY_MS },
  ...{ online: false, lastError: 'push: connect ECONNREFUSED' },
};
const LOADING: StationStatus['queue'] = {
  ...SENT,
  loading: { bytesDone: 1_300_000, bytesTotal: 4_500_000, enoughToLend: true },
};
const STATUS: StationStatus = {
  station: 7,
  branch: 'BLK-7',
  queue: SENT,
  clock: { source: 'central', errorMs: 900, wrong: false, hint: null },
  tagAlerts: [],
  places: [
    {
      ...{ place: 'kiosk-1', bridge: 'connected', printer: 'ready', padTags: 0, help: null },
      lockerDoors: 0,
      devices: [
        {
          ...{ device: 'scanner', profile: 'generic-serial-scanner', state: 'ready' },
          ...{ code: null, why: null, hint: null },
        },
        {
          ...{ device: 'printer', profile: 'epson-tm-t20iii', state: 'failed' },
          ...{ code: 'port-gone', why: 'The port vanished.', hint: 'Check the cable.' },
        },
      ],
    },
  ],
};

let browser: Browser;
let server: PageServer;
let page: Page;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startPageServer();
});
afterEach(async () => {
  await page?.context().close();
  await server.close();
});

const open = async (path: string, queue: StationStatus['queue'], change = {}) => {
  server.status = { ...STATUS, queue, ...change };
  page = await openPage(browser, `${server.origin}${path}`, { width: 1280, height: 800 });
  await page.locator('sync-card').waitFor();
};
const speak = (name: string) => page.getByRole('button', { name }).click();

it('says how much is safe here, how old it is, and to put in the stick', async () => {
  await open('/desk', STICK);
  await page.getByText('412 әрекет осы жерде сақтаулы').waitFor();
  await page.getByText('Ең ескісіне 3 күн болды').waitFor();
  await speak('Русский');
  await page.getByText('412 действий сохранено здесь').waitFor();
  await page.getByText('Вставьте флешку').waitFor();
  await speak('English');
  await page.getByText('412 acts are safe here').waitFor();
  await page.getByText('The oldest is 3 days old').waitFor();
});

it('goes on when the queue drains and when the station was away', async () => {
  await open('/desk', STICK);
  await page.getByText('412 әрекет').waitFor();
  server.status = STATUS;
  await page.getByText('Барлық жазба орталық базада').waitFor();
});

it('tells a technician speed, last entry, failure, clock and devices', async () => {
  const clock = { source: 'central', errorMs: -2 * DAY_MS, wrong: true, hint: 'Set it.' } as const;
  await open('/technician', STICK, { clock });
  await speak('English');
  await page.getByText('Speed: ↓ 89 kbit/s, ↑ 78 kbit/s, answer 312 ms').waitFor();
  await page.getByText('Last failure: push: connect ECONNREFUSED').waitFor();
  await page.getByText('The clock of this computer is behind: 2 days').waitFor();
  await page.getByText('Check the cable.').waitFor();
});

const TAGS: Partial<StationStatus> = {
  tagAlerts: [
    {
      ...{ uid: 'E004010000000001', barcode: '37101001000010', title: 'Абай жолы. 1-кітап' },
      ...{ wanted: 'unsecured', place: 'kiosk-1', sinceMs: now - 7_500_000 },
    },
    {
      ...{ uid: 'E004010000000002', barcode: '37101001000028', title: 'Үнсіз үй' },
      ...{ wanted: 'secured', place: 'desk-1', sinceMs: now - 240_000 },
    },
  ],
};
it('tells which books may be wrong at the gate, and what to do', async () => {
  await open('/desk', SENT, TAGS);
  await speak('English');
  await page.getByText('2 tags need a look').waitFor();
  await page.getByText('put it on the pad').first().waitFor();
  await page.getByText('kiosk-1 · 2 hours').waitFor();
});

const TAGGING: TaggingView = {
  ...{ mode: 'batch', lock: false, phase: 'put', fault: null, done: 41, lastHour: 118 },
  item: { barcode: '37101001000010', title: 'Абай жолы. 1-кітап' },
};
it('begins tagging with the staff key only, and shows how it goes', async () => {
  await open('/desk', SENT);
  await speak('English');
  server.tagging = { ...TAGGING, mode: 'off', phase: 'scan', item: null };
  await page.getByLabel('Staff key').fill('wrong');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText('This key is not right.').waitFor();
  await page.getByLabel('Staff key').fill('right');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText('Lock the tag after writing').click();
  server.tagging = TAGGING;
  await page.getByRole('button', { name: 'A whole shelf' }).click();
  await page.getByText('Put the book with an empty tag on the pad').waitFor();
  expect(server.posted.at(-1)?.body).toEqual({ mode: 'batch', lock: true });
  server.tagging = { ...TAGGING, fault: 'several-tags' };
  await page.getByText('Leave one book on the pad').waitFor();
  await page.getByText('In the last hour: 118.').waitFor();
  for (const language of ['Қазақша', 'Русский', 'English']) {
    await speak(language);
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, `staff-tagging-${language}`);
  }
});

const compartment = (lock: number, title: string, more = {}): LockerList['lockers'][number] => ({
  ...{ place: 'kiosk-1', device: 'locks', lock, door: lock + 1, title },
  ...{ itemId: '0-1', patronId: '0-1', holdId: '7-1', loanId: null, alert: false },
  ...{ putAtMs: now - DAY_MS - 60_000, barcode: `3710100100001${lock}`, takeBack: false },
  ...more,
});
const LOCKERS: LockerList = {
  boards: [{ place: 'kiosk-1', device: 'locks', first: 1, count: 16 }],
  lockers: [
    compartment(0, 'Абай жолы. 1-кітап'),
    compartment(2, 'Үнсіз үй', { takeBack: true, putAtMs: now - 7 * DAY_MS }),
    compartment(5, 'Балқаш өлкесінің тарихы мен бүгіні: деректі материалдар жинағы', {
      ...{ loanId: '7-5', alert: true },
    }),
    compartment(6, 'Көшпенділер', { loanId: '7-6' }),
  ],
};
const openLockers = async () => {
  await open('/desk', SENT, {
    places: [{ ...STATUS.places[0]!, padTags: null, lockerDoors: 16 }],
  });
  server.lockers = LOCKERS;
  await speak('English');
  await page.getByLabel('Staff key').fill('wrong');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText('This key is not right.').waitFor();
  await page.getByLabel('Staff key').fill('right');
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText('4 books wait in lockers').waitFor();
};
const lastPosted = () => server.posted.at(-1);
const locks = (lock: number) => ({ place: 'kiosk-1', device: 'locks', lock });

it('lists what lies behind which door, what it asks for, and the free doors', async () => {
  await openLockers();
  await page.getByText('Free doors: 12 of 16').waitFor();
  await page.getByText('Its time is up: take the book back.').waitFor();
  await page.getByText('The door did not open, and the book is lent').waitFor();
  await page.getByText('nobody knows whether the door opened').waitFor();
  await page.getByText('kiosk-1 · 7 days').waitFor();
  expect(await page.locator('lockers-card option').allTextContents()).not.toContain('No. 3');
  for (const width of [1280, 400]) {
    await page.setViewportSize({ width, height: 1000 });
    for (const language of ['Қазақша', 'Русский', 'English']) {
      await speak(language);
      expect(await axeViolations(page)).toEqual([]);
      await page.locator('lockers-card').scrollIntoViewIfNeeded();
      await picture(page, `staff-lockers-${language}-${width}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    }
  }
});

it('puts a held book in, opens, empties with and without undoing, and says how it went', async () => {
  await openLockers();
  server.lockerAnswer = { outcome: 'filled', holdId: '7-1', opened: true, fault: null, hint: null };
  await page.getByLabel('Barcode of the book').fill('37101001000050');
  await page.getByLabel('Free door').selectOption('No. 5');
  await page.getByRole('button', { name: 'Put in and open' }).click();
  await page.getByText('Door No. 5 is open. Put the book in').waitFor();
  expect(lastPosted()).toEqual({
    path: '/api/lockers/fill',
    body: { ...locks(4), barcode: '37101001000050' },
  });
  expect(await page.getByLabel('Barcode of the book').inputValue()).toBe('');

  const text = (why: string) => ({ why, todo: '!' });
  server.lockerAnswer = {
    outcome: 'refused',
    texts: { kk: text('Ешкім күтпейді.'), ru: text('Не ждут.'), en: text('Nobody waits.') },
  };
  await page.getByLabel('Barcode of the book').fill('37101001000068');
  await page.getByRole('button', { name: 'Put in and open' }).click();
  await page.getByText('Nobody waits. !').waitFor();
  expect(await page.getByLabel('Barcode of the book').inputValue()).toBe('37101001000068');

  server.lockerAnswer = { outcome: 'told', opened: false, fault: 'lock-not-open', hint: '' };
  await page.getByRole('button', { name: 'Open door No. 6' }).click();
  await page.getByText('Door No. 6 did not open. Push the door').waitFor();
  expect(lastPosted()).toEqual({ path: '/api/lockers/open', body: locks(5) });

  server.lockerAnswer = { outcome: 'emptied' };
  await page.getByRole('button', { name: 'Not handed over, undo the loan' }).first().click();
  await page.getByText('Door No. 6 is free now.').waitFor();
  expect(lastPosted()).toEqual({ path: '/api/lockers/empty', body: { ...locks(5), undo: true } });
  await page.getByRole('button', { name: 'Taken out, door free' }).first().click();
  await page.getByText('Door No. 1 is free now.').waitFor();
  expect(lastPosted()).toEqual({ path: '/api/lockers/empty', body: { ...locks(0), undo: false } });
});

const SCREENS = [
  ['desk-sent', '/desk', SENT, {}],
  ['desk-stick', '/desk', STICK, {}],
  ['desk-loading', '/desk', LOADING, {}],
  ['desk-tags', '/desk', STICK, TAGS],
  ['technician', '/technician', STICK, {}],
] as const;
it.each(SCREENS)(
  '%s passes axe in three languages and two sizes',
  async (name, path, queue, change) => {
    await open(path, queue, change);
    for (const width of [1280, 400]) {
      await page.setViewportSize({ width, height: 800 });
      for (const language of ['Қазақша', 'Русский', 'English']) {
        await speak(language);
        await picture(page, `staff-${name}-${language}-${width}`);
        expect(await axeViolations(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
      }
    }
  },
);

it('advises by age: a day asks for the stick, a week is an alarm, a copied disk comes first', () => {
  const aged = (ageMs: number) => ({ ...STICK, oldestAtMs: now - ageMs });
  expect(adviceOf(aged(3_600_000), now)).toBe('offline');
  expect(adviceOf(aged(DAY_MS), now)).toBe('stick');
  expect(adviceOf(aged(7 * DAY_MS), now)).toBe('alarm');
  expect(adviceOf({ ...STICK, online: true }, now)).toBe('sending');
  expect(adviceOf(SENT, now)).toBe('sent');
  expect(adviceOf({ ...STICK, chainFork: true }, now)).toBe('fork');
  expect(adviceOf({ ...SENT, applied: 0, lastContactAtMs: null }, now)).toBe('never');
  expect([30_000, 7_200_000, 5 * DAY_MS].map((ms) => showAge(ms, STAFF.en))).toEqual([
    ...['1 minute', '2 hours', '5 days'],
  ]);
});

it('has no empty word, and no Latin look-alike in Kazakh', () => {
  const words = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'function'
        ? [String(value(...Array.from({ length: value.length }, () => 21)))]
        : Object.values(value as object).flatMap(words);
  for (const strings of Object.values(STAFF))
    for (const word of words(strings)) expect(word.trim().length).toBeGreaterThan(1);
  const mixed = words(STAFF.kk).filter((word) => /\p{sc=Cyrl}[a-z]|[a-z]\p{sc=Cyrl}/iu.test(word));
  expect(mixed).toEqual([]);
});
