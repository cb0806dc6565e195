// `kitap station` as a process of its own, where it cannot start: it says why, with a code and what to do, and ends.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endAll, kitapPath, startKitap } from '../../e2e/processes.ts';

const LIMIT_MS = 60_000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-station-'));
});
afterEach(async () => {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs to the end; a station that stays alive is ended at the limit, and `status` is null. */
const ended = (...args: string[]): Promise<{ status: number | null; told: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [kitapPath, 'station', ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: LIMIT_MS / 2,
    });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      told += piece;
    });
    child.once('close', (status) => done({ status, told }));
  });

describe('kitap station', { timeout: LIMIT_MS }, () => {
  it('says that the port is taken, by which address, and what to do', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const { port } = other.address() as AddressInfo;
    const { status, told } = await ended('--data', folder, '--port', String(port));
    other.close();
    expect(status).toBe(1);
    expect(told).toContain(`port-in-use: `);
    expect(told).toContain(`(127.0.0.1:${port})`);
    expect(told).toMatch(/what to do: .*--port/);
  });

  it('a second one on the same data folder does not take the first one down', async () => {
    const first = await startKitap(['station', '--data', folder, '--port', '0']);
    const { status, told } = await ended('--data', folder, '--port', '0');
    expect(status).toBe(1);
    expect(told).toContain('link-address-in-use');
    expect((await fetch(`${first.ready.url}/api/status`)).status).toBe(200);
    const bridge = ['--place', 'kiosk-1', '--socket', join(folder, 'bridge.sock')];
    const linked = await startKitap(['bridge', '--station', 'demo', ...bridge, '--simulate']);
    expect(linked.ready.place).toBe('kiosk-1');
    expect(await linked.end()).toBe(0);
    expect(await first.end('SIGINT')).toBe(0);
  });

  it('does not start towards another computer in the open, nor with a certificate that is none', async () => {
    const token = join(folder, 'token');
    writeFileSync(token, 'token');
    const given = ['--data', join(folder, 'data'), '--port', '0', '--token-file', token];
    const open = await ended(...given, '--central', 'http://central.example:7420');
    expect([open.status, open.told]).toEqual([1, expect.stringContaining('sync-https-required')]);
    const way = ['--central', 'https://127.0.0.1:9', '--central-ca', token];
    const none = await ended(...given, ...way);
    expect([none.status, none.told]).toEqual([1, expect.stringContaining('sync-ca-unreadable')]);
  });

  it('ends with a damaged database, also when the relay of the demo listens already', async () => {
    mkdirSync(join(folder, 'station'));
    writeFileSync(join(folder, 'station', 'station.db'), 'x'.repeat(5_000));
    writeFileSync(join(folder, 'token'), 'token');
    const central = ['--central', 'http://127.0.0.1:9', '--token-file', join(folder, 'token')];
    const data = ['--data', join(folder, 'station'), '--port', '0'];
    const { status, told } = await ended(...data, ...central, '--demo');
    expect(status).toBe(1);
    expect(told).toContain('store-corrupt');
  });
});
