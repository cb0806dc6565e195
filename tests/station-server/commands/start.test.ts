// `kitap start` as a user runs it: everything answers, a killed bridge comes back, Ctrl-C leaves nothing behind, the second
// start imports nothing again.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StationStatus } from '../../../station-server/api-types.ts';
import { endAll, freePort, type Running, startKitap } from '../../e2e/processes.ts';
import { until } from '../../firmware-bridge/until.ts';
import { type Child, childrenOf, processesWith } from './processes-of.ts';

const LIMIT_MS = 120_000;
const DATA_LINE = /^ {2}Data /;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-start-'));
});
afterAll(async () => {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
});

const startAll = async (data: string) => {
  const [port, centralPort] = [await freePort(), await freePort()];
  const ports = ['--port', String(port), '--central-port', String(centralPort)];
  const running = await startKitap(['start', '--data', data, ...ports], (line) =>
    DATA_LINE.test(line) ? {} : null,
  );
  return {
    running,
    station: `http://127.0.0.1:${port}`,
    central: `http://127.0.0.1:${centralPort}`,
  };
};

const pidOf = ({ process: { pid } }: Running): number => pid as number;

const statusOf = async (station: string): Promise<StationStatus> =>
  (await (await fetch(`${station}/api/status`)).json()) as StationStatus;

const connected = async (station: string): Promise<boolean> =>
  (await statusOf(station)).places.every(({ bridge }) => bridge === 'connected');

const bridgeOf = (children: Child[]): Child | undefined =>
  children.find(({ command }) => / bridge /.test(command));

describe('kitap start', () => {
  const tokenOf = () => readFileSync(join(folder, 'all', 'station-demo', 'central-token'), 'utf8');
  let token = '';

  it('prints the addresses, all of it answers, a killed bridge comes back, Ctrl-C stops all', {
    timeout: LIMIT_MS,
  }, async () => {
    const { running, station, central } = await startAll(join(folder, 'all'));
    token = tokenOf();
    const output = running.output.join('\n');
    expect(output).toContain('First start');
    for (const address of [`${station}/demo`, `${station}/kiosk/kiosk-1`, central])
      expect(output).toContain(address);
    for (const address of [`${station}/demo`, `${station}/kiosk/kiosk-1`, `${central}/v1/health`])
      expect([address, (await fetch(address)).status]).toEqual([address, 200]);
    await until('the bridge to be there', () => connected(station));
    await until('central to have been asked', async () => {
      const { queue } = await statusOf(station);
      return queue.lastContactAtMs !== null && queue.lastError === null;
    });

    const children = childrenOf(pidOf(running));
    expect(children).toHaveLength(3);
    const killed = bridgeOf(children)?.pid as number;
    process.kill(killed, 'SIGKILL');
    const another = () => {
      const found = bridgeOf(childrenOf(pidOf(running)));
      return found !== undefined && found.pid !== killed;
    };
    await until('another bridge', another);
    await until('the bridge to be there again', () => connected(station));
    expect(running.output.join('\n')).toContain('bridge kiosk-1 ended (SIGKILL)');

    const all = childrenOf(pidOf(running));
    expect(await running.end('SIGINT')).toBe(0);
    expect(running.output.at(-1)).toBe('Stopped.');
    expect(
      all.filter(({ pid }) => processesWith('kitap').some((left) => left.pid === pid)),
    ).toEqual([]);
    expect(processesWith(folder)).toEqual([]);
  });

  it('imports nothing the second time', { timeout: LIMIT_MS }, async () => {
    const { running, station } = await startAll(join(folder, 'all'));
    expect(running.output.join('\n')).not.toContain('First start');
    expect(tokenOf()).toBe(token);
    await until('the bridge to be there', () => connected(station));
    expect(await running.end('SIGTERM')).toBe(0);
    expect(processesWith(folder)).toEqual([]);
  });

  it('told to stop during the first import, stops that too', { timeout: LIMIT_MS }, async () => {
    const data = join(folder, 'cut');
    const running = await startKitap(['start', '--data', data], (line) =>
      line.startsWith('First start') ? {} : null,
    );
    expect(await running.end('SIGINT')).toBe(0);
    await until('the import to end', () => processesWith(data).length === 0);
    expect(running.output.at(-1)).toBe('Stopped.');
  });

  it('says which port is taken and leaves nothing running', { timeout: LIMIT_MS }, async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const ports = ['--port', String(port), '--central-port', String(await freePort())];
    const started = startKitap(['start', '--data', join(folder, 'all'), ...ports], () => null);
    await expect(started).rejects.toThrow(
      new RegExp(`ended with 1:[^]*port-in-use:.*127\\.0\\.0\\.1:${port}[^]*what to do:.*--port`),
    );
    other.close();
    expect(processesWith(folder)).toEqual([]);
  });
});
