// The demo panel in three languages: its clicks post DemoActs, it shows what the station says, axe
// finds nothing.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { DemoView } from '../../station-server/api-types.ts';
import { axeViolations } from './axe.ts';
import { launch, openPage, picture } from './browser.ts';
import { type PageServer, startPageServer } from './page-server.ts';
import { viewOf } from './views.ts';

const device = (id: string, profile: string, state: 'ready' | 'absent') => ({
  device: id,
  profile,
  state,
  code: null,
  why: null,
  hint: null,
});
const VIEW: DemoView = {
  place: 'hall',
  cards: [
    { barcode: '20001003000017', label: 'Ә. Н.', category: 'employee', note: 'adult' },
    { barcode: '20001003000025', label: 'Д. С.', category: 'pupil', note: 'child' },
    { barcode: '20001003000033', label: 'Б. М.', category: 'worker', note: 'blocked' },
    { barcode: '20001003000041', label: 'Г. Т.', category: 'student', note: 'reregistration-due' },
  ],
  books: [
    {
      barcode: '30001003000017',
      title: 'Абай жолы. 1-кітап',
      author: 'Мұхтар Әуезов',
      note: 'home',
    },
    {
      barcode: '30001003000025',
      title: 'Балқаш өлкесінің тарихы',
      author: '',
      note: 'reading-room',
    },
    {
      barcode: '30001003000033',
      title: 'Көшпенділер',
      author: 'Ілияс Есенберлин',
      note: 'on-loan',
    },
    { barcode: '30001003000041', title: 'Үнсіз үй', author: 'Орхан Памук', note: 'adult-only' },
  ],
  networkCut: false,
  devices: ['scanner', 'hid-scanner', 'printer'],
  pads: ['pad'],
  onPad: [],
  lockers: [],
  inLocker: [],
  status: {
    station: 1,
    branch: 'BLK-C',
    queue: {
      waiting: 3,
      oldestAtMs: 1,
      applied: 120,
      lastContactAtMs: 1_795_000_000_000,
      lastError: null,
      chainFork: false,
      online: true,
      link: null,
      loading: null,
    },
    clock: { source: 'central', errorMs: 12, wrong: false, hint: null },
    tagAlerts: [],
    places: [
      {
        place: 'hall',
        bridge: 'connected',
        devices: [
          device('scanner', 'generic-serial-scanner', 'ready'),
          device('hid-scanner', 'generic-hid-pos-scanner', 'absent'),
          device('printer', 'epson-tm-t20iii', 'ready'),
        ],
        printer: 'ready',
        lockerDoors: 0,
        padTags: null,
        help: null,
      },
    ],
  },
  slips: [2, 1].map((id) => ({
    id,
    atMs: id,
    pngUrl: `/api/demo/slips/${id}.svg`,
    bytes: 4321,
    lines: ['Абай жолы', '07.12.2026'],
  })),
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
  server.demo = VIEW;
  server.push(viewOf('attract', 'kk'));
  page = await openPage(browser, `${server.origin}/demo`, { width: 1440, height: 900 });
  await page.frameLocator('iframe').getByRole('heading', { name: 'Қош келдіңіз!' }).waitFor();
});
afterEach(async () => {
  await page.context().close();
  await server.close();
});

const posted = (act: object) =>
  vi.waitFor(() => expect(server.posted).toContainEqual({ path: '/api/demo/acts', body: act }), {
    timeout: 15_000,
    interval: 50,
  });

it('scans, unplugs, takes the paper out, makes noise and cuts the link', async () => {
  await page.getByRole('button', { name: 'Абай жолы' }).click();
  await posted({ act: 'scan', device: 'scanner', text: '30001003000017' });
  await page.getByRole('button', { name: 'hid-scanner', exact: true }).click();
  await page.getByRole('button', { name: 'Д. С.' }).click();
  await posted({ act: 'scan', device: 'hid-scanner', text: '20001003000025' });
  await page.getByRole('button', { name: 'Қосу', exact: true }).click();
  await posted({ act: 'plug', device: 'hid-scanner' });
  await page.getByRole('button', { name: 'Қағазды алу' }).click();
  await posted({ act: 'paper-out', device: 'printer' });
  await page.getByRole('button', { name: 'Шу жіберу' }).first().click();
  await posted({ act: 'noise', device: 'scanner', bytes: 200 });
  await page.getByRole('button', { name: 'Байланысты үзу' }).click();
  await posted({ act: 'network', cut: true });
});

it('follows the station: the queue drains, a slip comes, a refusal is told', async () => {
  await page.getByText('Жіберуді күтуде: 3').waitFor();
  const queue = { ...VIEW.status.queue, waiting: 0, applied: 123 };
  server.demo = {
    ...VIEW,
    networkCut: true,
    status: { ...VIEW.status, queue },
    slips: [{ ...VIEW.slips[0]!, id: 3 }, ...VIEW.slips],
  };
  await page.getByText('Орталық қабылдады: 123').waitFor();
  await page.getByText('№ 3').waitFor();
  await page.getByRole('button', { name: 'Байланысты қалпына келтіру' }).waitFor();
});

it.each(['Қазақша', 'Русский', 'English'])('passes axe in %s', async (name) => {
  await page.locator('demo-app').getByRole('button', { name }).first().click();
  await page.waitForFunction((words) => document.title.startsWith('Kitap') && words !== '', name);
  await picture(page, `demo-${name}`);
  expect(await axeViolations(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
