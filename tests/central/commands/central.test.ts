// `kitap central` as staff run it: a number and a token, a ready line, a clean stop, no open port
// to other computers.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../../central/commands/central.ts';
import { openCentralStore } from '../../../central/store/central-store.ts';
import { systemClock } from '../../../station-server/clock.ts';
import { readCa } from '../../../station-server/sync/central-link.ts';
import { createExchange } from '../../../station-server/sync/exchange.ts';
import { patron } from '../fixtures.ts';
import { makeCertificates } from '../test-certificates.ts';

let data: string;
const lines: string[] = [];
const faults: string[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'kitap-command-'));
  lines.length = 0;
  faults.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => faults.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(data, { recursive: true, force: true });
});
const addOne = ['add-station', '--site', 'balkhash', '--station', '3'];

test('a station gets its number and token once; central answers it and stops at a signal', async () => {
  expect(await run(['--data', data, ...addOne])).toBe(0);
  const { token, library } = JSON.parse(lines.pop() ?? '');
  expect(library).toBe('balkhash');
  expect(await run([...addOne, '--data', data])).toBe(1);
  expect(faults.join('')).toMatch(/^station-exists: /);

  const running = run(['--data', data, '--port', '0']);
  await expect
    .poll(() => lines.find((line) => line.includes('ready')), { timeout: 10_000 })
    .toBeTruthy();
  const { url } = JSON.parse(lines[lines.length - 1] ?? '');
  const answer = await fetch(`${url}/v1/pull?cursor=0`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await answer.json()).toMatchObject({ applied: 0, rows: [], more: false });
  process.emit('SIGTERM');
  expect(await running).toBe(0);
  await expect(fetch(`${url}/v1/health`)).rejects.toThrow();
});

test('a member of staff gets a token once, and another only when it was lost', async () => {
  const addStaff = ['--data', data, 'add-staff', '--site', 'balkhash', '--name', 'desk-2'];
  expect(await run(addStaff)).toBe(0);
  const first = JSON.parse(lines.pop() ?? '');
  expect(first).toMatchObject({ library: 'balkhash', staff: 'desk-2' });
  expect(await run(addStaff)).toBe(1);
  expect(faults.join('')).toMatch(/^staff-exists: /);
  expect(await run([...addStaff, '--again'])).toBe(0);
  expect(JSON.parse(lines.pop() ?? '').token).not.toBe(first.token);
});

test('without a certificate it listens to this computer only', async () => {
  expect(await run(['--data', data, '--host', '0.0.0.0'])).toBe(1);
  expect(faults.join('')).toMatch(/^tls-required: .*\nGive --tls-cert/);
});

describe('HTTPS', () => {
  test('add-station prints the certificate to trust: of the issuer, or the one that issued itself', async () => {
    const { caFile, certFile } = makeCertificates(data, 'own');
    const added = async (station: number, ...options: string[]) => {
      const args = ['--data', data, ...options, ...addOne.slice(0, -1), String(station)];
      expect(await run(args)).toBe(0);
      return JSON.parse(lines.pop() ?? '');
    };
    const ca = readFileSync(caFile, 'utf8');
    expect((await added(1, '--tls-cert', certFile, '--tls-ca', caFile)).ca).toBe(ca);
    expect((await added(2, '--tls-cert', caFile)).ca).toBe(ca);
    expect(await added(3)).not.toHaveProperty('ca');
  });

  test('a certificate of another issuer is not enough, and no number is given away', async () => {
    const { certFile } = makeCertificates(data, 'own');
    expect(await run(['--data', data, '--tls-cert', certFile, ...addOne])).toBe(1);
    expect(faults.join('')).toMatch(/^ca-needed: .*\n.*--tls-ca/);
    expect(await run(['--data', data, ...addOne])).toBe(0);
  });

  test('files that are not there, or hold something else, or one without the other', async () => {
    const { certFile, keyFile } = makeCertificates(data, 'own');
    const pair = (cert: string, key: string) => ['--tls-cert', cert, '--tls-key', key];
    for (const options of [
      pair(keyFile, keyFile),
      pair(certFile, certFile),
      pair('no.pem', keyFile),
    ])
      expect(await run(['--data', data, ...options])).toBe(1);
    expect(faults.filter((text) => text.startsWith('certificate-unreadable: '))).toHaveLength(3);
    expect(await run(['--data', data, '--tls-cert', certFile])).toBe(1);
    expect(faults.at(-1)).toMatch(/^tls-required: /);
  });

  test('serves by it', async () => {
    const { caFile, certFile, keyFile } = makeCertificates(data, 'own');
    expect(await run(['--data', data, ...addOne])).toBe(0);
    const { token } = JSON.parse(lines.pop() ?? '');
    const tls = ['--tls-cert', certFile, '--tls-key', keyFile];
    const running = run(['--data', data, '--port', '0', ...tls]);
    await expect.poll(() => lines.some((line) => line.includes('ready'))).toBe(true);
    const { url } = JSON.parse(lines.at(-1) ?? '');
    expect(url).toMatch(/^https:/);
    const exchange = createExchange(url, token, systemClock, readCa(caFile));
    expect(await exchange.pull(0, 0, new AbortController().signal)).toMatchObject({ rows: [] });
    process.emit('SIGTERM');
    expect(await running).toBe(0);
  });
});

test('a taken port and a wrong option are told', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await expect.poll(() => other.listening).toBe(true);
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  expect(await run(['--data', data, '--port', String(port)])).toBe(1);
  expect(faults.join('')).toMatch(/^address-taken: /);
  other.close();
  expect(await run(['--nonsense'])).not.toBe(0);
});

test('raise-epoch counts up', async () => {
  expect(await run(['raise-epoch', '--data', data])).toBe(0);
  expect(JSON.parse(lines.pop() ?? '')).toEqual({ epoch: 2 });
});

test('snapshot packs each library that has rows, beside the data', async () => {
  expect(await run(['--data', data, ...addOne])).toBe(0);
  lines.length = 0;
  expect(await run(['snapshot', '--data', data])).toBe(0);
  expect(lines).toEqual([]);
  const store = await openCentralStore({ database: join(data, 'central.sqlite'), clock: () => 0 });
  await store.importPatrons('balkhash', [patron('20099000000011')]);
  await store.close();
  expect(await run(['snapshot', '--data', data])).toBe(0);
  const made = JSON.parse(lines.pop() ?? '');
  expect(made).toMatchObject({ library: 'balkhash', ver: 1, rows: 1 });
  expect(readdirSync(join(data, 'snapshots', 'balkhash'))).toHaveLength(2);
  expect(await run(['snapshot', '--data', data, '--snapshots', join(data, 'other')])).toBe(0);
  expect(readdirSync(join(data, 'other', 'balkhash'))).toHaveLength(2);
});
