// The review queue over real HTTP: who may read it, what it says, what deciding does, and that every
// wrong question is told and changes nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StaffReview, StaffReviews } from '../../../central/api-types.ts';
import { buildCentralApp } from '../../../central/app.ts';
import { type CentralStore, openCentralStore } from '../../../central/store/central-store.ts';
import { ITEM, PATRON_A, PATRON_B, ref } from '../contract-setup.ts';
import { LIBRARY, patron, T0, title } from '../fixtures.ts';
import { Journal } from '../journal.ts';

let folder: string;
let store: CentralStore;
let app: FastifyInstance;
let url: string;
let token: string;
let stationToken: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-staff-'));
  store = await openCentralStore({ database: join(folder, 'c.sqlite'), clock: () => T0 + 1e6 });
  await store.ensureLibrary(LIBRARY, '0099');
  await store.importPatrons(LIBRARY, [patron('20099000000011'), patron('20099000000029')]);
  await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
  stationToken = await store.addStation(LIBRARY, 1);
  await store.addStation(LIBRARY, 2);
  token = await store.addStaff(LIBRARY, 'desk-1');
  app = buildCentralApp({ store });
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1/staff/reviews`;
  for (const [station, who] of [
    [1, PATRON_A],
    [2, PATRON_B],
  ] as const) {
    const journal = new Journal(station);
    journal.lend(ITEM, who, T0 + station);
    await store.push(ref(station), journal.push());
  }
});
afterEach(async () => {
  await app.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (path: string, body?: unknown, bearer = token) => {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  const init =
    body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${url}${path}`, init);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

test('the queue in the language asked for, oldest first, with what can be done', async () => {
  const { status, body } = await ask('?lang=ru');
  expect(status).toBe(200);
  const { reviews, open, more, oldestOpenAtMs } = body as unknown as StaffReviews;
  expect({ open, more, oldestOpenAtMs }).toEqual({
    open: 1,
    more: false,
    oldestOpenAtMs: T0 + 1e6,
  });
  expect(reviews[0]).toMatchObject({ kind: 'lent-twice', ref: '1-1', state: 'open' });
  expect(reviews[0]?.happened).toContain('«Кітап t1» (30099000000010)');
  expect(reviews[0]?.actions.map(({ label }) => label)).toContain('Исправить');
  expect((await ask('?state=settled')).body).toMatchObject({ reviews: [], open: 1 });
});

test('correct, and undo: each is durable, an entry, and answered with the review', async () => {
  const corrected = await ask('/lent-twice/1-1/correct', { lang: 'en' });
  expect(corrected.status).toBe(200);
  const told = corrected.body as unknown as StaffReview;
  expect(told).toMatchObject({ state: 'corrected', decision: { by: 'desk-1', action: 'correct' } });
  expect(await ask('/lent-twice/1-1/correct', {})).toMatchObject({ status: 200 });
  expect(await store.entries(ref(0))).toHaveLength(2);
  expect((await ask('/lent-twice/1-1/undo', {})).body).toMatchObject({ state: 'open' });
  expect((await store.entries(ref(0))).map(({ type }) => type)).toEqual([
    ...['storno', 'review-decided', 'storno', 'storno'],
  ]);
});

test.each([
  ['no token', '', undefined, '', 401, 'staff-token-wrong'],
  ['an unknown kind', '/nonsense/1-1/accept', {}, null, 400, 'body-invalid'],
  ['an unknown action', '/lent-twice/1-1/burn', {}, null, 400, 'body-invalid'],
  ['an unknown review', '/lent-twice/9-9/accept', {}, null, 404, 'review-unknown'],
  ['no reason', '/lent-twice/1-1/dismiss', {}, null, 400, 'reason-needed'],
  [
    'too long a reason',
    '/lent-twice/1-1/dismiss',
    { reason: 'x'.repeat(401) },
    null,
    400,
    'body-invalid',
  ],
  ['an unknown field', '/lent-twice/1-1/accept', { name: 'x' }, null, 400, 'body-invalid'],
] as const)('%s is told and changes nothing', async (_what, path, body, bearer, status, code) => {
  const answer = await ask(path, body, bearer ?? token);
  expect(answer).toMatchObject({ status, body: { code } });
  expect(await store.entries(ref(0))).toEqual([]);
});

test('a token of a station opens no review, one of staff no sync', async () => {
  expect((await ask('', undefined, stationToken)).status).toBe(401);
  const pulled = await fetch(url.replace('/staff/reviews', '/pull?cursor=0'), {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(pulled.status).toBe(401);
});
