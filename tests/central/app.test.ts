// Central's HTTP interface over real sockets: tokens, limits, compression, long polls, stopping.
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildCentralApp } from '../../central/app.ts';
import { type CentralStore, openCentralStore } from '../../central/store/central-store.ts';
import { PUSH_BYTES_MAX } from '../../central/sync-contract.ts';
import { LIBRARY, patron, T0, title } from './fixtures.ts';
import { Journal } from './journal.ts';

let folder: string;
let store: CentralStore;
let app: FastifyInstance;
let url: string;
let token: string;
const failures: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-central-app-'));
  failures.length = 0;
  store = await openCentralStore({ database: join(folder, 'c.sqlite'), clock: () => T0 + 1e6 });
  await store.ensureLibrary(LIBRARY, '0099');
  await store.importPatrons(LIBRARY, [patron('20099000000011')]);
  await store.importTitles(LIBRARY, [title('t1', ['30099000000010'])]);
  token = await store.addStation(LIBRARY, 1);
  app = buildCentralApp({ store, onFailure: ({ code }) => failures.push(code), lookEveryMs: 5 });
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await app.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { status: number; headers: Record<string, unknown>; raw: Buffer };
/** Plain node:http, because fetch unpacks bodies by itself. */
const send = (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer | string,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const all = { authorization: `Bearer ${token}`, ...headers };
    const sent = httpRequest(`${url}${path}`, { method, headers: all }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          raw: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
const json = (answer: Answer) => JSON.parse(answer.raw.toString('utf8'));
const JSON_TYPE = { 'content-type': 'application/json' };
const oneLoan = () => {
  const journal = new Journal(1);
  journal.lend('0-3', '0-1', T0);
  return JSON.stringify(journal.push());
};

describe('push', () => {
  test.each([
    ['plain', {}, (text: string) => Buffer.from(text)],
    ['gzip', { 'content-encoding': 'gzip' }, (text: string) => gzipSync(text)],
    ['brotli', { 'content-encoding': 'br' }, (text: string) => brotliCompressSync(text)],
  ])('%s', async (_, headers, pack) => {
    const answer = await send('POST', '/v1/push', { ...JSON_TYPE, ...headers }, pack(oneLoan()));
    expect(json(answer)).toEqual({ version: 1, epoch: 1, applied: 1, nowMs: T0 + 1e6 });
    expect(answer.status).toBe(200);
    expect((await store.counts(LIBRARY)).openLoans).toBe(1);
  });

  test.each([
    ['no token', { authorization: '' }, 401, 'token-wrong'],
    ['a wrong token', { authorization: 'Bearer test-library.1.AAAA' }, 401, 'token-wrong'],
    ['an unknown encoding', { 'content-encoding': 'zstd' }, 415, 'encoding-unknown'],
    ['a broken gzip', { 'content-encoding': 'gzip' }, 400, 'body-invalid'],
    ['a broken brotli', { 'content-encoding': 'br' }, 400, 'body-invalid'],
    ['another type', { 'content-type': 'text/xml' }, 415, 'encoding-unknown'],
  ])('%s is refused', async (_, headers, status, code) => {
    const answer = await send('POST', '/v1/push', { ...JSON_TYPE, ...headers }, oneLoan());
    expect({ status: answer.status, code: json(answer).code }).toEqual({ status, code });
    expect((await store.counts(LIBRARY)).entries).toBe(0);
    expect(failures).toEqual([]);
  });

  test('a body that is not the contract is refused: cut, wrong, with a field too many', async () => {
    const good = JSON.parse(oneLoan());
    const bad = ['', '{', '[]', '{"version":1}', JSON.stringify({ ...good, extra: 1 })];
    bad.push(JSON.stringify({ ...good, first: '1' }), JSON.stringify({ ...good, first: 0 }));
    for (const body of bad) {
      const answer = await send('POST', '/v1/push', JSON_TYPE, body);
      expect(`${body} ${answer.status} ${json(answer).code}`).toBe(`${body} 400 body-invalid`);
    }
  });

  test('too large is refused, also when it is small before it unfolds', async () => {
    const large = JSON.stringify({ x: 'a'.repeat(PUSH_BYTES_MAX) });
    for (const [headers, body] of [
      [{}, large],
      [{ 'content-encoding': 'br' }, brotliCompressSync(large)],
    ] as const) {
      const answer = await send('POST', '/v1/push', { ...JSON_TYPE, ...headers }, body);
      expect([answer.status, json(answer).code]).toEqual([413, 'body-too-large']);
    }
  });

  test('a fork is told with its code, to the forked disk only', async () => {
    await send('POST', '/v1/push', JSON_TYPE, oneLoan());
    const other = new Journal(1);
    other.add('visit', { patronId: null }, { atMs: T0 });
    const answer = await send('POST', '/v1/push', JSON_TYPE, JSON.stringify(other.push()));
    expect([answer.status, json(answer).code]).toEqual([409, 'chain-fork']);
  });
});

describe('pull', () => {
  test('rows by cursor, packed as the station reads them', async () => {
    const plain = await send('GET', '/v1/pull?cursor=0&limit=2');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const body = json(plain);
    expect(body).toMatchObject({ applied: 0, more: true, cursor: 2 });
    expect(body.rows.map((row: { table: string }) => row.table)).toEqual(['patron', 'title']);
    expect(body.rows[0].data).toMatchObject({
      card: '20099000000011',
      name: { surname: 'Сынақов' },
    });
    const brotli = await send('GET', '/v1/pull?cursor=0', { 'accept-encoding': 'gzip, br;q=1' });
    expect(brotli.headers['content-encoding']).toBe('br');
    const gzip = await send('GET', '/v1/pull?cursor=0', { 'accept-encoding': 'gzip' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    const unpacked = brotliDecompressSync(brotli.raw).toString();
    expect(unpacked).toBe(gunzipSync(gzip.raw).toString());
    expect(JSON.parse(unpacked).rows[2].data).toMatchObject({ barcode: '30099000000010' });
  });

  test.each(['', '?cursor=-1', '?cursor=x', '?cursor=0&limit=501', '?cursor=0&waitSeconds=301'])(
    'the query "%s" is refused',
    async (query) => {
      const answer = await send('GET', `/v1/pull${query}`);
      expect([answer.status, json(answer).code]).toEqual([400, 'body-invalid']);
    },
  );

  test('a wait ends with the news', async () => {
    const cursor = await store.feedCounter(LIBRARY);
    const waiting = send('GET', `/v1/pull?cursor=${cursor}&waitSeconds=300`);
    await send('POST', '/v1/push', JSON_TYPE, oneLoan());
    const body = json(await waiting);
    expect(body.rows.map((row: { id: string }) => row.id)).toContain('1-1');
    expect(body.applied).toBe(1);
  });

  test('a wait ends with the news of another process', async () => {
    const other = await openCentralStore({ database: join(folder, 'c.sqlite'), clock: () => T0 });
    const cursor = await store.feedCounter(LIBRARY);
    const waiting = send('GET', `/v1/pull?cursor=${cursor}&waitSeconds=300`);
    await other.importTitles(LIBRARY, [title('t2', [])]);
    expect(json(await waiting).rows).toHaveLength(1);
    await other.close();
  });

  test('a wait ends when central stops', async () => {
    const cursor = await store.feedCounter(LIBRARY);
    let told = false;
    const waiting = send('GET', `/v1/pull?cursor=${cursor}&waitSeconds=300`).then(
      (answer) => {
        told = true;
        return answer.status;
      },
      () => {
        told = true;
        return 0;
      },
    );
    // The request has arrived when central has noted the contact, or at the latest when its socket
    // is open.
    await expect.poll(() => new Promise((r) => app.server.getConnections((_, n) => r(n)))).toBe(1);
    await app.close();
    await waiting;
    expect(told).toBe(true);
  });
});

test('health needs no token; other addresses are not there', async () => {
  const health = await send('GET', '/v1/health', { authorization: '' });
  expect([health.status, json(health)]).toEqual([200, { ok: true, epoch: 1 }]);
  const nothing = await send('GET', '/v2/push');
  expect([nothing.status, json(nothing).code]).toEqual([404, 'route-unknown']);
  expect(nothing.headers['cache-control']).toBe('no-store');
});
