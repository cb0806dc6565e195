import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../devices/driver.ts';
import { type BridgeMessage, LINE_BYTES_MAX } from '../../firmware-bridge/messages.ts';
import {
  createStationLink,
  type LinkProblem,
  parseStationLine,
  SOCKET_PATH_BYTES_MAX,
  type StationLink,
  WELCOME_LIMIT_MS,
} from '../../firmware-bridge/station-link.ts';
import { systemClock } from '../../firmware-bridge/system-clock.ts';
import { createManualClock } from './manual-clock.ts';
import { createTestStation, type TestStation } from './test-station.ts';
import { until } from './until.ts';

const hello = (): Extract<BridgeMessage, { type: 'hello' }> => ({
  type: 'hello',
  protocol: 1,
  place: 'kiosk-1',
  pid: 1,
  simulated: false,
  devices: [],
});
const scan = (text: string): BridgeMessage => ({
  type: 'barcode-read',
  device: 'scanner',
  text,
  symbology: 'code128',
  ageMs: 0,
});
const progress = (jobId: string): BridgeMessage => ({
  type: 'print-progress',
  device: 'printer',
  jobId,
  state: 'printed',
});

describe('station link over a real Unix socket', () => {
  let station: TestStation;
  let link: StationLink | undefined;
  let problems: LinkProblem[];
  let received: unknown[];

  const open = (clock: Clock = systemClock) => {
    problems = [];
    received = [];
    link = createStationLink({
      socketPath: station.socketPath,
      clock,
      hello,
      onMessage: (message) => received.push(message),
      onProblem: (problem) => problems.push(problem),
    });
    link.start();
    return link;
  };
  const linked = () => until('the link', () => link!.linked());

  beforeEach(async () => {
    station = await createTestStation();
  });
  afterEach(async () => {
    await link?.stop();
    link = undefined;
    await station.remove();
  });

  it('greets, is welcomed, and carries messages both ways', async () => {
    open();
    await linked();
    expect(station.heard).toEqual([hello()]);
    link!.send(scan('30114000123456'));
    await station.waitFor('the scan', ({ type }) => type === 'barcode-read');
    station.say({ type: 'keys-typed', keys: [{ code: 'KeyA', shift: false, gapMs: 3 }] });
    await until('the keys', () => received.length === 1);
  });

  it('takes a message cut anywhere, and many in one piece', async () => {
    open();
    await linked();
    const line = `${JSON.stringify({ type: 'keys-typed', keys: [{ code: 'Қ', shift: true, gapMs: 0 }] })}\n`;
    const bytes = Buffer.from(line.repeat(3));
    for (const byte of bytes) station.sayRaw(Uint8Array.of(byte));
    await until('three messages', () => received.length === 3);
    station.sayRaw(bytes);
    await until('six messages', () => received.length === 6);
    expect(received[0]).toEqual(JSON.parse(line));
  });

  it.each([
    ['not JSON', 'hello?\n', 'line-malformed'],
    ['a key too many', '{"type":"welcome","protocol":1,"x":1}\n', 'line-malformed'],
    ['an unknown type', '{"type":"open-the-door"}\n', 'line-malformed'],
    ['null', 'null\n', 'line-malformed'],
    ['a wrong protocol', '{"type":"welcome","protocol":2}\n', 'protocol-mismatch'],
    ['an endless line', 'x'.repeat(LINE_BYTES_MAX + 1), 'line-too-long'],
  ])('ends the connection at %s and connects again', async (_name, bytes, code) => {
    open();
    await linked();
    station.sayRaw(bytes);
    await until('a second connection', () => station.connections() === 2 && link!.linked());
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(received).toEqual([]);
  });

  it('asks nothing of a station that speaks before it welcomes', async () => {
    await station.remove();
    station = await createTestStation({ type: 'keys-typed', keys: [] });
    open();
    await until('the refusal', () => problems.some(({ code }) => code === 'line-malformed'));
    expect(link!.linked()).toBe(false);
  });

  it('connects again after the station was restarted, and delivers what waited', async () => {
    open();
    await linked();
    await station.stop();
    await until('the loss', () => !link!.linked());
    link!.send({ type: 'device-state', state: { device: 'scanner', state: 'absent' } });
    link!.send(scan('while-down'));
    link!.send(progress('job-1'));
    await station.start();
    await linked();
    await station.waitFor('the job', ({ type }) => type === 'print-progress');
    const types = station.heard.map(({ type }) => type);
    // The greeting says how the devices stand; the older state would contradict it.
    expect(types).toEqual(['hello', 'hello', 'barcode-read', 'print-progress']);
  });

  it('a scan that waited says how old it is', async () => {
    await station.stop();
    open();
    const before = systemClock.upMs();
    link!.send(scan('old'), before - 60_000);
    await station.start();
    const heard = await station.waitFor('the scan', ({ type }) => type === 'barcode-read');
    expect(heard).toMatchObject({ text: 'old' });
    expect((heard as { ageMs: number }).ageMs).toBeGreaterThanOrEqual(60_000);
  });

  it('gives up a station that never welcomes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kitap-mute-'));
    const path = join(folder, 's');
    let connections = 0;
    const sockets: { destroy(): void }[] = [];
    const mute = createServer((socket) => {
      connections++;
      sockets.push(socket);
      socket.on('error', () => {});
      socket.resume();
    });
    await new Promise<void>((resolve) => mute.listen(path, resolve));
    const clock = createManualClock();
    const told: string[] = [];
    const lonely = createStationLink({
      socketPath: path,
      clock,
      hello,
      onMessage: () => {},
      onProblem: ({ code }) => told.push(code),
    });
    lonely.start();
    await until('the greeting', () => connections === 1 && clock.pending() === 1);
    await clock.advance(WELCOME_LIMIT_MS);
    await until('the wait for the next try', () => clock.pending() === 1);
    expect(told).toEqual(['welcome-timeout']);
    await clock.advance(WELCOME_LIMIT_MS);
    await until('a second connection', () => connections === 2);
    for (const socket of sockets) socket.destroy();
    await lonely.stop();
    await new Promise((resolve) => mute.close(resolve));
    rmSync(folder, { recursive: true });
  });

  it('says once why it is not linked, however often it tries', async () => {
    await station.stop();
    open();
    await until('the reason', () => problems.length > 0);
    await station.start();
    await linked();
    expect(problems).toHaveLength(1);
    expect(problems[0]!.why).toMatch(/ENOENT|ECONNREFUSED/);
  });

  it('misuse: two starts are refused, two stops are not, sending after stop is kept quiet', async () => {
    open();
    expect(() => link!.start()).toThrow(/started before/);
    await link!.stop();
    await link!.stop();
    link!.send(scan('late'));
    expect(link!.linked()).toBe(false);
  });
});

describe('station link, without a socket', () => {
  it('refuses a socket path that the system would cut', () => {
    const make = (socketPath: string) => () =>
      createStationLink({ socketPath, clock: systemClock, hello, onMessage: () => {} });
    expect(make(`/${'s'.repeat(SOCKET_PATH_BYTES_MAX)}`)).toThrow(
      expect.objectContaining({ code: 'socket-path-too-long' }),
    );
    // 60 letters, 120 bytes.
    expect(make('Қ'.repeat(60))).toThrow(/107/);
    expect(make(`/${'s'.repeat(SOCKET_PATH_BYTES_MAX - 1)}`)).not.toThrow();
  });

  it('never repeats what a malformed line held: it may name a patron', () => {
    expect(() => parseStationLine('{"type":"print","patron":"23006003382595"}')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('23006003382595') }),
    );
  });
});
