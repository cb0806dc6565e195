// The connections to central over real TLS: how many there are, whom they trust, what a push costs in bytes beside its body.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildCentralApp } from '../../../central/app.ts';
import { type CentralStore, openCentralStore } from '../../../central/store/central-store.ts';
import { systemClock } from '../../../station-server/clock.ts';
import { readCa } from '../../../station-server/sync/central-link.ts';
import { createExchange } from '../../../station-server/sync/exchange.ts';
import { LIBRARY, T0, title } from '../../central/fixtures.ts';
import { Journal } from '../../central/journal.ts';
import { type Certificates, makeCertificates, readTls } from '../../central/test-certificates.ts';
import { createByteRelay } from './byte-relay.ts';

const never = new AbortController().signal;
let folder: string;
let own: Certificates;
let other: Certificates;
let store: CentralStore;
let app: FastifyInstance;
let token: string;
let base: string;
let connected: TLSSocket[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-link-'));
  own = makeCertificates(folder, 'own');
  other = makeCertificates(folder, 'other');
  store = await openCentralStore({ database: join(folder, 'c.sqlite'), clock: () => T0 + 1e6 });
  await store.ensureLibrary(LIBRARY, '0099');
  token = await store.addStation(LIBRARY, 1);
  app = buildCentralApp({ store, lookEveryMs: 5, tls: readTls(own) });
  app.server.on('secureConnection', (socket: TLSSocket) => connected.push(socket));
  await app.listen({ port: 0, host: '127.0.0.1' });
  base = `https://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await app.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  connected = [];
});
const to = (address: string, ca?: string) => createExchange(address, token, systemClock, ca);

describe('whom it trusts', () => {
  test('the certificate that it was given', async () => {
    const exchange = to(base, readCa(own.caFile));
    expect(await exchange.pull(0, 0, never)).toMatchObject({ applied: 0 });
    expect(connected[0]?.getProtocol()).toBe('TLSv1.3');
  });

  test.each([
    ['another authority', () => readCa(other.caFile)],
    ['only those of the computer', () => undefined],
  ])('%s: refused with a code, and what to do', async (_, ca) => {
    const failed = to(base, ca()).pull(0, 0, never);
    await expect(failed).rejects.toMatchObject({
      code: 'sync-central-untrusted',
      hint: expect.stringContaining('--central-ca'),
    });
  });

  test('a certificate of another name', async () => {
    const strange = makeCertificates(folder, 'strange', 'DNS:central.example');
    const server = buildCentralApp({ store, tls: readTls(strange) });
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;
    const failed = to(`https://127.0.0.1:${port}`, readCa(strange.caFile)).pull(0, 0, never);
    await expect(failed).rejects.toMatchObject({ code: 'sync-central-untrusted' });
    await server.close();
  });

  test('no open way to another computer; to this one it is allowed', () => {
    for (const address of ['http://central.example:7420', 'http://10.0.0.2', 'http://[::2]']) {
      expect(() => to(address)).toThrow(expect.objectContaining({ code: 'sync-https-required' }));
    }
    for (const address of ['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1'])
      expect(to(address)).toBeDefined();
  });

  test('a file that is no certificate', () => {
    const file = join(folder, 'no.pem');
    writeFileSync(file, 'nothing');
    for (const path of [file, join(folder, 'absent.pem')])
      expect(() => readCa(path)).toThrow(expect.objectContaining({ code: 'sync-ca-unreadable' }));
  });

  test('nobody there, or somebody who speaks no TLS, is a failure of the link', async () => {
    const mute: Server = createServer((socket) => socket.end('220 hello\r\n'));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo;
    for (const address of [`https://127.0.0.1:${port}`, 'https://127.0.0.1:1'])
      await expect(to(address, readCa(own.caFile)).pull(0, 0, never)).rejects.toMatchObject({
        name: 'TransportFailure',
      });
    mute.close();
  });
});

describe('the kept connections', () => {
  const grown = async (count: number, address = base) => {
    const fresh = (await store.stations(LIBRARY)).length + 1;
    const bearer = await store.addStation(LIBRARY, fresh);
    const journal = new Journal(fresh);
    for (let at = 0; at < count; at += 1)
      journal.add('visit', { patronId: null }, { atMs: T0 + at });
    return { journal, exchange: createExchange(address, bearer, systemClock, readCa(own.caFile)) };
  };

  test('pushes and long polls beside each other: one connection for each, however many there are', async () => {
    const { journal, exchange } = await grown(30);
    const cursor = await store.feedCounter(LIBRARY);
    const gone = new AbortController();
    const waiting = exchange.pull(cursor, 60, gone.signal).catch((error: Error) => error.message);
    for (let at = 1; at <= 30; at += 1) await exchange.push(journal.push(at, at), never);
    await Promise.all([1, 2, 3].map(() => exchange.push(journal.push(30, 30), never)));
    await expect.poll(() => connected.length).toBe(2);
    gone.abort();
    expect(await waiting).toBe('pull: stopped');
  });

  test('a connection that central closed meanwhile is not taken for a broken link', async () => {
    const { journal, exchange } = await grown(3);
    await exchange.push(journal.push(1, 1), never);
    for (const socket of connected) socket.destroy();
    expect(await exchange.push(journal.push(2, 2), never)).toMatchObject({ applied: 2 });
    expect(connected).toHaveLength(2);
  });

  test('an answer comes in records of 4 kB, so that a line that drops loses little', async () => {
    const titles = Array.from({ length: 300 }, (_, at) => title(`r${at}`, []));
    await store.importTitles(LIBRARY, titles);
    const { hostname, port } = new URL(base);
    const ca = readCa(own.caFile);
    const socket = tlsConnect({ host: hostname, port: Number(port), ca });
    socket.write(
      `GET /v1/pull?cursor=0 HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\n` +
        'connection: close\r\n\r\n',
    );
    const sizes: number[] = [];
    for await (const bytes of socket as AsyncIterable<Buffer>) sizes.push(bytes.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(16_384);
    expect(Math.max(...sizes)).toBe(4_096);
  });

  test('one act: what it costs on the wire, TLS and headers included', async () => {
    const { port } = app.server.address() as AddressInfo;
    const relay = await createByteRelay(port);
    const { journal, exchange } = await grown(2, `https://127.0.0.1:${relay.port}`);
    await exchange.push(journal.push(1, 1), never);
    const before = relay.bytes();
    await exchange.push(journal.push(2, 2), never);
    const { up, down } = relay.bytes();
    expect(up - before.up).toBeLessThan(420);
    expect(down - before.down).toBeLessThan(260);
    await relay.stop();
  });
});

test('the certificate is read as it was written', () => {
  expect(readCa(own.caFile)).toBe(readFileSync(own.caFile, 'utf8'));
});
