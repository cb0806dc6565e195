// The staff interface over a real listener: token, effective dates, refusals as values, registration and its confirmation.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultTexts } from '../../../station-server/strings/reasons.ts';
import {
  ask,
  bookAt,
  CARD,
  errorOf,
  type RunningStation,
  startStation,
} from '../running-station.ts';
import { adultForm } from '../test-station.ts';

let station: RunningStation;
beforeAll(async () => {
  station = await startStation();
});
afterAll(async () => {
  await station.stop();
});
const place = 'desk-1';
const send = async (path: string, body: unknown) => {
  const answer = await station.post(path, body, station.staff);
  return { status: answer.status, body: JSON.parse(answer.text) as Record<string, unknown> };
};

describe('the token', () => {
  const lend = { place, card: CARD, barcode: bookAt(9) };
  const paths: [string, unknown][] = [
    ['/api/checkouts', lend],
    ['/api/checkins', { place, barcode: bookAt(9) }],
    ['/api/renewals', { place, loanId: '7-1' }],
    ['/api/registrations/7-1/confirm', { place }],
    ['/api/sync', {}],
    ['/api/patrons/7-1/erase', { place, forEver: true }],
    ['/api/tags/E004010000000001/settle', { place }],
    ['/api/places/kiosk-1/tagging', { mode: 'batch', lock: false }],
  ];
  test.each(paths)('%s needs it', async (path, body) => {
    for (const authorization of ['', 'Bearer', 'Bearer ', 'Bearer wrong', 'Basic YTpi']) {
      const answer = await station.post(path, body, { authorization });
      expect([answer.status, errorOf(answer).code]).toEqual([401, 'staff-token-wrong']);
    }
    expect((await station.post(path, body)).status).toBe(401);
  });

  test('a wrong one does not make a pending registration of it', async () => {
    const body = { place, form: adultForm(station.store.site) };
    const answer = await station.post('/api/registrations', body, { authorization: 'Bearer no' });
    expect(answer.status).toBe(401);
    expect(station.entries('registration')).toEqual([]);
  });

  test('an empty setting lets nobody in', async () => {
    const open = await startStation({ staffToken: '' });
    const answer = await open.post('/api/checkouts', lend, { authorization: 'Bearer ' });
    expect(answer.status).toBe(401);
    await open.stop();
  });
});

test('what waits is sent when staff say so', async () => {
  const answer = await station.post('/api/sync', {}, station.staff);
  expect([answer.status, station.syncs()]).toEqual([204, 1]);
});

describe('lending', () => {
  test('an act of an earlier day keeps its day', async () => {
    const { status, body } = await send('/api/checkouts', {
      place,
      card: CARD,
      barcode: bookAt(1),
      effectiveOn: '2026-10-20',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'lent',
      entry: { station: 7 },
      loan: {
        patronId: '0-1',
        takenOn: '2026-10-20',
        dueOn: '2026-11-04',
        item: { barcode: bookAt(1) },
      },
    });
    expect(station.entries('check-out').at(-1)).toMatchObject({
      actor: 'staff:desk',
      effectiveOn: '2026-10-20',
      place,
    });
    const loanId = (body.loan as { loanId: string }).loanId;
    expect(await send('/api/renewals', { place, loanId })).toMatchObject({
      body: { outcome: 'renewed', loan: { renewals: 1 } },
    });
    const returned = await send('/api/checkins', {
      place,
      barcode: bookAt(1),
      effectiveOn: '2026-10-21',
    });
    expect(returned.body).toMatchObject({ outcome: 'returned', loanId, overdueDays: 0 });
    expect(await send('/api/checkins', { place, barcode: bookAt(1) })).toMatchObject({
      body: { outcome: 'not-on-loan', foreignBranch: false },
    });
  });

  test('a refusal is an answer, with its reason and the book where it is known', async () => {
    const unknown = await send('/api/checkouts', { place, card: CARD, barcode: '99999999' });
    expect(unknown).toMatchObject({
      status: 200,
      body: { outcome: 'refused', reason: 'item-unknown', item: null },
    });
    const nobody = await send('/api/checkouts', { place, card: '1', barcode: bookAt(2) });
    expect(nobody.body).toMatchObject({ outcome: 'refused', reason: 'patron-unknown' });
    const later = { place, barcode: bookAt(2), effectiveOn: '2026-12-31' };
    expect((await send('/api/checkins', later)).body).toMatchObject({
      reason: 'effective-date-future',
      item: { barcode: bookAt(2) },
    });
  });

  const malformed: [string, string, unknown][] = [
    ['no card', '/api/checkouts', { place, barcode: '1' }],
    [
      'a date of no calendar',
      '/api/checkouts',
      { place, card: '1', barcode: '1', effectiveOn: '2026-13-01' },
    ],
    ['a number for text', '/api/checkins', { place, barcode: 12 }],
    ['a long barcode', '/api/checkins', { place, barcode: '1'.repeat(65) }],
    ['an erasure that does not say so', '/api/patrons/7-1/erase', { place }],
    ['an erasure of no patron', '/api/patrons/7/erase', { place, forEver: true }],
    ['a loan of no name', '/api/renewals', { place, loanId: "7-1' OR 1" }],
    ['half a form', '/api/registrations', { place, form: { surname: 'А' } }],
  ];
  test.each(malformed)('%s is refused', async (_name, path, body) => {
    expect(await send(path, body)).toMatchObject({
      status: 400,
      body: { code: 'request-invalid' },
    });
  });
});

describe('readers', () => {
  test('the account of a card, for staff only', async () => {
    const url = `${station.url}/api/patrons/${CARD}/account?place=${place}`;
    expect((await ask(url)).status).toBe(401);
    const answer = await ask(url, { headers: station.staff });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({
      outcome: 'identified',
      patronId: '0-1',
      surname: 'Ақжолова',
      itemsLeft: 5,
      loans: [],
    });
    expect(answer.text).not.toContain('1990-05-14');
  });

  test('a registration at a kiosk is pending until staff confirm it', async () => {
    const form = adultForm(station.store.site);
    const kiosk = await station.post('/api/registrations', { place: 'kiosk-1', form });
    const made = JSON.parse(kiosk.text) as { patronId: string; card: string };
    expect(made).toMatchObject({ outcome: 'registered', status: 'pending' });
    expect(await send(`/api/registrations/${made.patronId}/confirm`, { place })).toMatchObject({
      body: { outcome: 'confirmed' },
    });
    expect(station.store.rows.patronByCard(made.card)?.status).toBe('active');
    const again = await station.post('/api/registrations', { place: 'kiosk-1', form });
    expect(JSON.parse(again.text)).toEqual({ outcome: 'duplicate-warning' });
  });

  test('by staff it is active at once; faults are named by field', async () => {
    const form = adultForm(station.store.site, { surname: 'Тополева' });
    expect((await send('/api/registrations', { place, form })).body).toMatchObject({
      outcome: 'registered',
      status: 'active',
    });
    const bad = { ...form, surname: '', birthDate: '2030-01-01' };
    expect((await send('/api/registrations', { place, form: bad })).body).toMatchObject({
      outcome: 'invalid',
      faults: { surname: 'required', birthDate: 'date-future' },
      texts: {
        surname: {
          kk: faultTexts.kk.required,
          ru: faultTexts.ru.required,
          en: faultTexts.en.required,
        },
      },
    });
  });

  test('a reader is erased, once; a session of that card ends', async () => {
    const form = adultForm(station.store.site, { surname: 'Ясенева' });
    const { patronId, card } = (await send('/api/registrations', { place, form })).body as {
      patronId: string;
      card: string;
    };
    const page = station.stream();
    const bridge = await station.bridge();
    bridge.say({
      type: 'barcode-read',
      device: 'scanner',
      text: card,
      symbology: 'code128',
      ageMs: 0,
    });
    await page.untilView('the session', (view) => view.screen === 'borrow');
    const path = `/api/patrons/${patronId}/erase`;
    expect((await send(path, { place, forEver: true })).body).toEqual({ outcome: 'erased' });
    await page.untilView('its end', (view) => view.screen === 'attract');
    expect((await send(path, { place, forEver: true })).body).toMatchObject({
      outcome: 'refused',
      reason: 'patron-unknown',
    });
    page.close();
  });

  test('nobody is confirmed who is not there', async () => {
    expect((await send('/api/registrations/9-999/confirm', { place })).body).toMatchObject({
      outcome: 'refused',
      reason: 'patron-unknown',
    });
  });
});
