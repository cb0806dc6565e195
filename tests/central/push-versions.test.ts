// Both versions of a push at one central: the same entries, the same chain, the answer in the version that was asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildCentralApp } from '../../central/app.ts';
import { CentralError, type CentralErrorCode } from '../../central/errors.ts';
import { type CentralStore, openCentralStore } from '../../central/store/central-store.ts';
import type { PushColumns } from '../../central/sync-contract.ts';
import { packPush, unpackPush } from '../../station-server/circulation/wire-push.ts';
import { LIBRARY, patron, T0, title } from './fixtures.ts';
import { Journal } from './journal.ts';

let folder: string;
let store: CentralStore;
let app: FastifyInstance;
let token: string;

const started = (given: Partial<Parameters<typeof buildCentralApp>[0]> = {}) =>
  buildCentralApp({ store, ...given });
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-versions-'));
  store = await openCentralStore({ database: join(folder, 'c.sqlite'), clock: () => T0 + 1e6 });
  await store.ensureLibrary(LIBRARY, '0099');
  await store.importPatrons(LIBRARY, [patron('20099000000011')]);
  await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
  token = await store.addStation(LIBRARY, 1);
  app = started();
});
afterEach(async () => {
  await app.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = async (body: unknown, to = app) => {
  const answer = await to.inject({
    method: 'POST',
    url: '/v1/push',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-encoding': 'br',
    },
    payload: brotliCompressSync(JSON.stringify(body)),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
};
const journal = () => {
  const made = new Journal(1);
  const loan = made.lend('0-3', '0-1', T0);
  made.takeBack('0-3', loan, T0 + 60_000);
  made.addRaw('from-the-future', { әріп: [{ deep: null }] }, { atMs: T0 + 70_000, v: 4 });
  return made;
};

describe('a packed push', () => {
  test('holds what version 1 would have held', () => {
    const request = { ...journal().push(), clocks: { 'boot-a': 5 } };
    expect(unpackPush(JSON.parse(JSON.stringify(packPush(request))))).toEqual(request);
  });

  test('is applied and answered in its version; the other version goes on from there', async () => {
    const made = journal();
    expect(await send(packPush(made.push(1, 2)))).toMatchObject({
      status: 200,
      body: { version: 2, epoch: 1, applied: 2, nowMs: T0 + 1e6 },
    });
    expect((await send(made.push(2, 3))).body).toMatchObject({ version: 1, applied: 3 });
    expect((await send(packPush(made.push(1, 3)))).body).toMatchObject({ version: 2, applied: 3 });
    const entries = await store.entries({ libraryId: LIBRARY, station: 1 });
    expect(entries.map((entry) => entry.chain)).toEqual(made.chains.slice(1));
    expect(entries.map((entry) => entry.outcome)).toEqual(['applied', 'applied', 'held']);
  });

  test('shows a fork like version 1', async () => {
    await send(packPush(journal().push(1, 1)));
    const other = new Journal(1);
    other.add('visit', { patronId: null }, { atMs: T0 });
    expect(await send(packPush(other.push()))).toMatchObject({
      status: 409,
      body: { code: 'chain-fork' },
    });
  });

  test('that is spoilt is refused, whatever is spoilt', async () => {
    const good = packPush(journal().push());
    const spoilt = (index: number, value: unknown) => (good as unknown[]).with(index, value);
    const long = packPush({
      ...journal().push(),
      entries: journal().entries.map((entry) => entry.with(6, 'p'.repeat(33)) as typeof entry),
    });
    for (const body of [
      spoilt(3, 0),
      spoilt(4, 'short'),
      spoilt(7, 2),
      spoilt(7, 1_001),
      spoilt(8, []),
      spoilt(9, 'AAAA'),
      spoilt(9, '!'),
      [...good, 1],
      long,
    ]) {
      const { status, body: told } = await send(body);
      expect(`${JSON.stringify(body)} ${status} ${told.code}`).toMatch(/ 400 body-invalid$/);
    }
    expect((await store.counts(LIBRARY)).entries).toBe(0);
  });
});

test.each([
  ['packed', (made: Journal) => (packPush(made.push()) as unknown[]).with(0, 3)],
  ['as an object', (made: Journal) => ({ ...made.push(), version: 3, later: 1 })],
  ['of nothing but its version', () => [9]],
])('a version of later days, %s, is told to be unknown', async (_, body) => {
  expect(await send(body(journal()))).toMatchObject({
    status: 400,
    body: { code: 'version-unsupported' },
  });
});

describe('central asks to wait', () => {
  test('when more stations send than it takes at once, and lets them in when one is done', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let entered = 0;
    const slow = {
      ...store,
      push: async (...given: Parameters<CentralStore['push']>) => {
        entered += 1;
        await held;
        return store.push(...given);
      },
    };
    const small = started({ store: slow, pushesAtOnceMax: 2 });
    const body = packPush(journal().push()) as PushColumns;
    const first = [send(body, small), send(body, small)];
    await expect.poll(() => entered).toBe(2);
    const sentAway = await send(body, small);
    expect(sentAway).toMatchObject({ status: 429, body: { code: 'pushes-too-many' } });
    expect(sentAway.headers['retry-after']).toBe('5');
    release();
    for (const answer of await Promise.all(first)) expect(answer.status).toBe(200);
    expect((await send(body, small)).status).toBe(200);
    await small.close();
  });

  test.each([
    ['database-away', 503, '10'],
    ['retries-used-up', 503, '2'],
    ['central-failed', 500, undefined],
  ] as [CentralErrorCode, number, string | undefined][])(
    'after %s',
    async (code, status, seconds) => {
      const failing = { ...store, push: () => Promise.reject(new CentralError(code)) };
      const away = started({ store: failing });
      const answer = await send(packPush(journal().push()), away);
      expect(answer).toMatchObject({ status, body: { code } });
      expect(answer.headers['retry-after']).toBe(seconds);
      await away.close();
    },
  );
});
