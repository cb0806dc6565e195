// `kitap bridge` as a process of its own, compiled as users get it: linked, killed, started again,
// told to stop, misused.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../firmware-bridge/commands/bridge.ts';
import type { BridgeMessage } from '../../../firmware-bridge/messages.ts';
import { packageRoot } from '../../../profiles/package-root.ts';
import { createPtyPair, type PtyPair } from '../pty-pair.ts';
import { serialScannerProfile } from '../test-profiles.ts';
import { createTestStation, type TestStation } from '../test-station.ts';
import { until } from '../until.ts';

// Below the package, so that what is compiled finds package.json and node_modules as the real build
// does.
const compiled = join(packageRoot, 'dist', 'bridge-test');

beforeAll(() => {
  const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', 'tsconfig.json', '--noCheck', '--outDir', compiled];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: packageRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
});

type Running = { child: ChildProcess; out(): string; err(): string; ended: Promise<number | null> };

const launch = (args: readonly string[]): Running => {
  const module = join(compiled, 'firmware-bridge', 'commands', 'bridge.js');
  const main = `import { run } from ${JSON.stringify(module)};
    process.exitCode = await run(process.argv.slice(1));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', main, '--', ...args], {
    cwd: packageRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, out: () => out, err: () => err, ended };
};

// A process starts slowly on a busy computer.
const START_LIMIT_MS = 60_000;

describe('kitap bridge', { timeout: 2 * START_LIMIT_MS }, () => {
  let folder: string;
  let station: TestStation;
  let pty: PtyPair;
  let args: string[];
  let running: Running | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kitap-bridge-'));
    station = await createTestStation();
    pty = await createPtyPair();
    mkdirSync(join(folder, 'devices'));
    const profile = join(folder, 'devices', `${serialScannerProfile.id}.json`);
    writeFileSync(profile, JSON.stringify(serialScannerProfile));
    const place = {
      id: 'kiosk-1',
      kind: 'kiosk',
      devices: [
        {
          id: 'scanner',
          profile: serialScannerProfile.id,
          port: { kind: 'serial', path: pty.near },
        },
      ],
    };
    const profilePath = join(folder, 'station.json');
    const profileText = { id: 'test', station: 1, branch: 'B', site: 's', places: [place] };
    writeFileSync(profilePath, JSON.stringify(profileText));
    args = ['--station', profilePath, '--place', 'kiosk-1', '--socket', station.socketPath];
    args.push('--devices', join(folder, 'devices'));
  });
  afterEach(async () => {
    running?.child.kill('SIGKILL');
    await running?.ended;
    running = undefined;
    await pty.remove();
    await station.remove();
    rmSync(folder, { recursive: true });
  });

  const readsNow = async (text: string, from = 0) => {
    await until(
      'a ready scanner',
      () => {
        const last = station.heard
          .slice(from)
          .findLast(({ type }) => type === 'device-state' || type === 'hello');
        return last !== undefined && JSON.stringify(last).includes('"ready"');
      },
      START_LIMIT_MS,
    );
    await pty.send(`]C0${text}\r`);
    await station.waitFor(
      text,
      (message) => message.type === 'barcode-read' && message.text === text,
    );
  };

  it('says that it is ready, reads, is killed, and reads again after a new start', async () => {
    running = launch(args);
    await readsNow('30114000123456');
    const ready = JSON.parse(running.out().split('\n')[0]!);
    expect(ready).toMatchObject({ ready: true, place: 'kiosk-1', pid: running.child.pid });
    const pid = running.child.pid;
    running.child.kill('SIGKILL');
    await running.ended;
    const from = station.heard.length;
    running = launch(args);
    const isHello = ({ type }: BridgeMessage) => type === 'hello';
    await until('the greeting', () => station.heard.slice(from).some(isHello), START_LIMIT_MS);
    const hello = station.heard.slice(from).find(isHello);
    expect(hello).toMatchObject({ place: 'kiosk-1', simulated: false });
    expect((hello as { pid: number }).pid).not.toBe(pid);
    await readsNow('30114000123457', from);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    running = launch(args);
    await until('ready', () => running!.out().includes('"ready":true'), START_LIMIT_MS);
    running.child.kill(signal);
    expect(await running.ended).toBe(0);
    // What it held is free again.
    running = launch(args);
    await until('ready', () => running!.out().includes('"ready":true'), START_LIMIT_MS);
  });

  it('ends cleanly while the station was never there', async () => {
    await station.stop();
    running = launch(args);
    await until(
      'the reason',
      () => running!.err().includes('no link to the station'),
      START_LIMIT_MS,
    );
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    expect(running.out()).toBe('');
  });

  it.each([
    ['no arguments', () => [], 64, /--station/],
    ['an unknown option', () => [...args, '--fast'], 64, /unknown option/],
    ['an unknown place', () => [...args, '--place', 'desk-9'], 78, /kiosk-1/],
    ['an unknown station', () => [...args, '--station', 'nowhere'], 78, /nowhere/],
    ['a path too long', () => [...args, '--socket', `/${'s'.repeat(120)}`], 78, /107/],
  ])('misuse: %s', async (_name, given, status, said) => {
    let told = '';
    const listen = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      told += String(text);
      return true;
    });
    const ended = await run(given());
    listen.mockRestore();
    expect(ended).toBe(status);
    expect(told).toMatch(said);
  });
});
