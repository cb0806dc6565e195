// The whole product as users start it: a reader registers at the kiosk and gets a slip, borrows, is refused, brings back and is
// erased; another is erased at central. Then no file of any process and no line that it printed holds a word of them.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSite } from '../../profiles/loader.ts';
import type { DemoView, KioskView, StationStatus } from '../../station-server/api-types.ts';
import { stationReady } from '../e2e/kiosk.ts';
import {
  endAll,
  freePort,
  kitapPath,
  type Library,
  prepareLibrary,
  type Running,
  runKitap,
  startBridge,
  startCentral,
  startStation,
} from '../e2e/processes.ts';
import { foundIn } from '../file-bytes.ts';
import { until } from '../firmware-bridge/until.ts';
import { ask, openStream } from './running-station.ts';

const CANARY = { surname: 'Құмайқанатова', givenName: 'Зерделіна', phone: '+77000000877' };
const BIRTH = '1987-11-23';
/** Of the demo list. */
const IMPORTED = ['27101000000013', 'Тұмарбек', 'Айсәуле', '1988-03-14', '+77000000001'];

let library: Library;
let url: string;
let demo: DemoView;
let token: string;
const running: Running[] = [];

beforeAll(async () => {
  library = prepareLibrary();
  const ports = { station: await freePort(), central: await freePort() };
  running.push(await startCentral(library, ports.central));
  running.push(await startStation(library, ports));
  url = String(running[1]?.ready.url);
  running.push(await startBridge(library));
  demo = await stationReady(url);
  token = readFileSync(join(library.stationFolder, 'staff-token'), 'utf8').trim();
}, 120_000);
afterAll(async () => {
  await endAll();
  library?.remove();
});

const post = async (path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await ask(`${url}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return JSON.parse(answer.text) as Record<string, unknown>;
};
const act = (body: unknown) => post('/api/places/kiosk-1/acts', body);
const status = async () => JSON.parse((await ask(`${url}/api/status`)).text) as StationStatus;
const untilSent = () =>
  until('the queue to be empty', async () => (await status()).queue.waiting === 0);
const audit = (...args: string[]) => {
  const { status: exit, stdout } = spawnSync(
    process.execPath,
    [kitapPath, 'audit', 'verify', ...args],
    {
      encoding: 'utf8',
    },
  );
  return { exit, stdout };
};

/** At the kiosk, step by step; gives the card. */
const registerAtKiosk = async (): Promise<string> => {
  const page = openStream(`${url}/api/places/kiosk-1/stream`);
  const { policy } = loadSite('balkhash');
  const { consentVersion, rulesVersion } = policy;
  const steps: [string, Record<string, unknown>][] = [
    ['name', { surname: CANARY.surname, givenName: CANARY.givenName, patronymic: '' }],
    ['birth-date', { birthDate: BIRTH }],
    ['category', { category: 'worker' }],
    ['contact', { phone: CANARY.phone, iin: '' }],
    ['agreement', { consentVersion, consentAccepted: true, rulesVersion, rulesAccepted: true }],
  ];
  const at = (step: string) => (view: KioskView) =>
    view.screen === 'register' && view.step === step;
  await act({ act: 'start', what: 'register' });
  for (const [step, fields] of steps) {
    await page.untilView(step, at(step));
    await act({ act: 'register-step', step, fields });
  }
  await page.untilView('review', at('review'));
  await act({ act: 'register-submit', duplicateAccepted: false });
  await page.untilView('the card', (view) => view.screen === 'registered');
  const view = page.view();
  page.close();
  return view?.screen === 'registered' ? view.card : '';
};
const accountOf = async (card: string) => {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await ask(`${url}/api/patrons/${card}/account?place=kiosk-1`, { headers });
  return JSON.parse(answer.text) as { outcome: string; patronId: string };
};

test('nothing is left of a reader in any file or log; the audits pass', async () => {
  const place = 'kiosk-1';
  const card = await registerAtKiosk();
  expect(card).toMatch(/^2\d{13}$/);
  await until('the slip', async () => {
    const view = JSON.parse((await ask(`${url}/api/demo`)).text) as DemoView;
    return view.slips.some(({ lines }) => lines.join('').includes(card));
  });
  const { patronId } = await accountOf(card);
  await post(`/api/registrations/${patronId}/confirm`, { place });
  const barcode = demo.books.find(({ note }) => note === 'home')?.barcode;
  expect(await post('/api/checkouts', { place, card, barcode })).toMatchObject({ outcome: 'lent' });
  await post('/api/checkouts', { place, card, barcode: card });
  await act({ act: 'home' });
  await act({ act: 'start', what: 'borrow' });
  await act({ act: 'identify-by-number', card, birthDate: '1999-01-01' });
  const erase = () => post(`/api/patrons/${patronId}/erase`, { place, forEver: true });
  expect(await erase()).toMatchObject({ outcome: 'refused', reason: 'loans-open' });
  await post('/api/checkins', { place, barcode });
  await untilSent();
  const canaries = [card, ...Object.values(CANARY), BIRTH, 'кумаиканатова'];
  expect(foundIn([library.folder], canaries).length).toBeGreaterThan(5);
  expect(await erase()).toEqual({ outcome: 'erased' });
  await untilSent();

  // Another, at central, beside the running one; by now known at the station.
  expect((await accountOf(IMPORTED[0] as string)).outcome).toBe('identified');
  const where = ['--database', library.database, '--site', 'balkhash'];
  const said = JSON.parse(runKitap(['central', 'erase', ...where, '--card', String(IMPORTED[0])]));
  expect(said).toMatchObject({ erased: expect.stringMatching(/^0-/) });
  await until('the station to forget', async () => {
    return (await accountOf(IMPORTED[0] as string)).outcome === 'refused';
  });
  await untilSent();
  const all = [...canaries, ...IMPORTED];
  await until('the files to be clean', () => foundIn([library.folder], all).length === 0);

  expect(audit('--data', library.folder)).toMatchObject({
    exit: 0,
    stdout: expect.stringMatching(
      /chain whole, 0 with personal data, 1 erased[\s\S]*2 erased persons/,
    ),
  });
  expect(audit('--database', library.database)).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('2 erased persons, something left of 0'),
  });
  const list = join(process.cwd(), 'central/catalogue/demo/demo-patrons.csv');
  expect(runKitap(['import', 'patrons', list, ...where])).toContain('erased');

  for (const each of running) await each.end();
  expect(foundIn([library.folder], all)).toEqual([]);
  const printed = running.flatMap(({ output }) => output).join('\n');
  for (const text of all) expect(printed).not.toContain(text);

  const raw = new Database(library.database);
  raw.prepare("UPDATE entry SET actor = 'staff:other' WHERE seq = 2").run();
  raw.close();
  expect(audit('--database', library.database)).toMatchObject({
    exit: 1,
    stdout: expect.stringContaining('station 1: BROKEN at entry 2: link-broken'),
  });
}, 120_000);
