// Answers as no central should give them, over real HTTP: each becomes a failure with its own meaning, none of them hangs.

import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WireEntry } from '../../../central/sync-contract.ts';
import { packPush } from '../../../station-server/circulation/wire-push.ts';
import { ANSWER_BYTES_MAX } from '../../../station-server/sync/central-link.ts';
import {
  createExchange,
  type Exchange,
  PUSH_BODY_BYTES_MAX,
  PushTooLarge,
  TransportFailure,
} from '../../../station-server/sync/exchange.ts';
import { createManualClock } from '../../firmware-bridge/manual-clock.ts';
import { until } from '../../firmware-bridge/until.ts';
import { adult } from '../test-station.ts';

let server: Server;
let exchange: Exchange;
let clock: ReturnType<typeof createManualClock>;
let answer: RequestListener;
let asked: { url: string; headers: Record<string, unknown>; body: Buffer }[];
const never = new AbortController().signal;

beforeEach(async () => {
  asked = [];
  clock = createManualClock();
  server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url = '', headers } = request;
      asked.push({ url, headers, body: Buffer.concat(parts) });
      answer(request, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  exchange = createExchange(`http://127.0.0.1:${port}`, 'the-token', clock);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const give =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_, reply) => {
    reply.writeHead(status, { 'content-type': 'application/json', ...headers });
    reply.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const pull = () => exchange.pull(0, 0, never);
const failure = async (asking: Promise<unknown>): Promise<Error & { code?: string }> => {
  const error = await asking.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('it did not fail');
  return error;
};

const PULLED = { version: 1, epoch: 1, applied: 0, nowMs: 1, rows: [], cursor: 0, more: false };
const rowOf = (change: object) => ({ table: 'patron', id: '0-1', ver: 1, data: adult, ...change });

const chain = '0'.repeat(64);
const request = {
  version: 1,
  station: 7,
  epoch: 1,
  first: 1,
  previousChain: chain,
  entries: [],
  chain,
};
const bodySent = (index: number): unknown =>
  JSON.parse(String(brotliDecompressSync(asked[index]?.body ?? '')));
const versions = () =>
  asked.map((_, index) => (Array.isArray(bodySent(index)) ? 'packed' : 'version 1'));

test('sends the token, brotli and the contract; reads the answer', async () => {
  answer = give(200, { version: 2, epoch: 2, applied: 0, nowMs: 5 });
  expect(await exchange.push(request, never)).toMatchObject({ epoch: 2, nowMs: 5 });
  expect(asked[0]?.headers).toEqual({
    authorization: 'Bearer the-token',
    'content-type': 'application/json',
    'content-encoding': 'br',
    'content-length': String(asked[0]?.body.length),
    host: expect.stringContaining('127.0.0.1:'),
  });
  expect(bodySent(0)).toEqual(packPush(request));
  answer = give(200, { ...PULLED, rows: [rowOf({ data: { ...adult, later: 1 } })] });
  expect((await exchange.pull(12, 34, never)).rows).toHaveLength(1);
  expect(asked[1]?.url).toBe('/v1/pull?cursor=12&limit=500&waitSeconds=34&tables=hold');
  expect(clock.pending()).toBe(0);
});

test('an answer packed by brotli is unpacked, a spoilt one is to be tried again', async () => {
  const bytes = brotliCompressSync(JSON.stringify(PULLED));
  const packed =
    (body: Buffer): RequestListener =>
    (_, reply) => {
      reply.writeHead(200, { 'content-encoding': 'br' });
      reply.end(body);
    };
  answer = packed(bytes);
  expect(await pull()).toEqual(PULLED);
  expect(asked[0]?.headers).toMatchObject({ 'accept-encoding': 'br' });
  for (const spoilt of [bytes.subarray(0, 20), Buffer.from('no brotli at all')]) {
    answer = packed(spoilt);
    expect(await failure(pull())).toBeInstanceOf(TransportFailure);
  }
  answer = packed(bytes);
  expect(await pull()).toEqual(PULLED);
});

describe('a central from before version 2', () => {
  const old =
    (code: string): RequestListener =>
    (...given) =>
      Array.isArray(bodySent(asked.length - 1))
        ? give(400, { code, message: 'words' })(...given)
        : give(200, { version: 1, epoch: 1, applied: 0, nowMs: 5 })(...given);

  test.each(['version-unsupported', 'body-invalid'])(
    'that answers %s is sent version 1 at once, and from then on',
    async (code) => {
      answer = old(code);
      expect(await exchange.push(request, never)).toMatchObject({ applied: 0 });
      await exchange.push(request, never);
      expect(versions()).toEqual(['packed', 'version 1', 'version 1']);
      expect(bodySent(1)).toEqual(request);
    },
  );

  test('is asked anew in a new epoch, and by the next start', async () => {
    answer = old('version-unsupported');
    await exchange.push(request, never);
    answer = give(200, { version: 2, epoch: 2, applied: 0, nowMs: 5 });
    await exchange.push({ ...request, epoch: 2 }, never);
    const { port } = server.address() as AddressInfo;
    await createExchange(`http://127.0.0.1:${port}`, 't', clock).push(request, never);
    expect(versions()).toEqual(['packed', 'version 1', 'packed', 'packed']);
  });

  test('and refuses version 1 as well is not asked for ever', async () => {
    answer = give(400, { code: 'body-invalid', message: '' });
    expect(await failure(exchange.push(request, never))).toBeInstanceOf(TransportFailure);
    expect(versions()).toEqual(['packed', 'version 1']);
  });

  test('an answer in another version than was asked in is unreadable', async () => {
    answer = give(200, { version: 1, epoch: 1, applied: 0, nowMs: 5 });
    expect(await failure(exchange.push(request, never))).toMatchObject({
      code: 'sync-answer-unreadable',
    });
  });
});

test('a body over the limit is not sent but asked to be smaller; a single entry is sent all the same', async () => {
  answer = give(200, { version: 2, epoch: 1, applied: 0, nowMs: 5 });
  const noise = () => randomBytes(30_000).toString('hex');
  const big = (): WireEntry => [
    ...([1, 'note', 5, 'b', 5, '2026-10-22', 'p', 'self', { noise: noise() }, null, null] as const),
  ];
  const three = { ...request, entries: [big(), big(), big()] };
  expect(await failure(exchange.push(three, never))).toBeInstanceOf(PushTooLarge);
  expect(asked).toHaveLength(0);
  const one = { ...request, entries: [[...big()].with(8, { noise: noise() + noise() + noise() })] };
  await exchange.push(one as never, never);
  expect(asked[0]?.body.length).toBeGreaterThan(PUSH_BODY_BYTES_MAX);
});

test.each([
  ['no object', 'null'],
  ['a field too few', { ...PULLED, cursor: undefined }],
  ['a field too many', { ...PULLED, extra: 1 }],
  ['another version', { ...PULLED, version: 2 }],
  ['a negative cursor', { ...PULLED, cursor: -1 }],
  ['a table that is none', { ...PULLED, rows: [rowOf({ table: 'sqlite_master' })] }],
  ['a row under another id', { ...PULLED, rows: [rowOf({ id: '0-2' })] }],
  ['a row without a field', { ...PULLED, rows: [rowOf({ data: { ...adult, name: undefined } })] }],
  ['a row with a wrong type', { ...PULLED, rows: [rowOf({ data: { ...adult, card: 5 } })] }],
])('an answer with %s is unreadable', async (_, body) => {
  answer = give(200, body);
  expect(await failure(pull())).toMatchObject({ code: 'sync-answer-unreadable' });
});

test.each([
  [401, 'token-wrong', 'sync-unauthorised'],
  [403, 'station-mismatch', 'sync-unauthorised'],
  [409, 'chain-fork', 'sync-chain-fork'],
  [400, 'version-unsupported', 'sync-answer-unreadable'],
])('%i %s', async (status, code, expected) => {
  answer = give(status, { code, message: 'words' });
  const error = await failure(pull());
  expect(error).toMatchObject({ code: expected });
  expect(error.message).toContain(code);
});

test.each([
  [503, { code: 'stopping', message: '' }, { 'retry-after': '7' }, 7_000],
  [429, 'slow down', { 'retry-after': '90' }, 90_000],
  [503, {}, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, null],
  [503, {}, { 'retry-after': '-5' }, null],
  [409, { code: 'cursor-ahead', message: '' }, {}, null],
  [500, { code: 'constructor', message: '' }, {}, null],
  [200, '<html>Sign in to this network</html>', {}, null],
  [200, '{"version":1,', {}, null],
])('%i %j %j is to be tried again', async (status, body, headers, retryAfterMs) => {
  answer = give(status, body, headers as Record<string, string>);
  const error = await failure(pull());
  expect(error).toBeInstanceOf(TransportFailure);
  expect(error).toMatchObject({ retryAfterMs });
});

test('another address is not followed: the token is for central alone', async () => {
  answer = give(302, '', { location: '/elsewhere' });
  expect(await failure(pull())).toBeInstanceOf(TransportFailure);
  expect(asked).toHaveLength(1);
});

test('an answer without end is cut off', async () => {
  const part = ' '.repeat(65_536);
  let given = 0;
  answer = (_, reply) => {
    const more = (): void => {
      if (reply.destroyed) return;
      given += part.length;
      reply.write(part, more);
    };
    more();
  };
  expect(await failure(pull())).toMatchObject({ code: 'sync-answer-unreadable' });
  expect(given).toBeLessThan(4 * ANSWER_BYTES_MAX);
});

test('an answer cut short, nobody at the address, and a stop', async () => {
  answer = (_, reply) => {
    reply.writeHead(200, { 'content-length': '500' });
    reply.write('{', () => reply.destroy());
  };
  expect(await failure(pull())).toBeInstanceOf(TransportFailure);
  expect(await failure(createExchange('http://127.0.0.1:1', 't').pull(0, 0, never))).toMatchObject({
    name: 'TransportFailure',
    message: expect.stringContaining('pull: '),
  });
  const stop = new AbortController();
  answer = () => stop.abort();
  expect(await failure(exchange.pull(0, 50, stop.signal))).toBeInstanceOf(TransportFailure);
  expect(await failure(exchange.pull(0, 50, stop.signal))).toBeInstanceOf(TransportFailure);
  expect(clock.pending()).toBe(0);
});

test('no answer at all ends at the time limit', async () => {
  answer = () => undefined;
  const asking = failure(exchange.pull(0, 50, never));
  await until('the question', () => asked.length === 1);
  await clock.advance(79_999);
  expect(clock.pending()).toBe(1);
  await clock.advance(1);
  expect((await asking).message).toBe('pull: no answer in time');
});
