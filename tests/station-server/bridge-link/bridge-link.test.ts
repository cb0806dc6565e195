// The station's end of the bridge socket over a real Unix socket: greeting, refusals, replacement, bounds, a left-over file.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BridgeMessage, LINE_BYTES_MAX } from '../../../firmware-bridge/messages.ts';
import {
  type BridgeLink,
  createBridgeLink,
} from '../../../station-server/bridge-link/bridge-link.ts';
import { HELLO_WAIT_MS_MAX } from '../../../station-server/bridge-link/bridge-peer.ts';
import { createManualClock, type ManualClock } from '../../devices/manual-clock.ts';
import { until } from '../../firmware-bridge/until.ts';
import { connectBridge, helloOf } from '../test-bridge.ts';

let folder: string;
let socketPath: string;
let link: BridgeLink;
let clock: ManualClock;
let events: string[];
let messages: BridgeMessage[];

const makeLink = () =>
  createBridgeLink({
    socketPath,
    places: ['kiosk-1', 'kiosk-2'],
    clock,
    onReady: (place) => events.push(`${place} ready`),
    onAway: (place, code) => events.push(`${place} away: ${code}`),
    onRefused: (code) => events.push(`refused: ${code}`),
    onMessage: (_place, message) => messages.push(message),
  });
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kitap-link-'));
  socketPath = join(folder, 's');
  clock = createManualClock();
  [events, messages] = [[], []];
  link = makeLink();
  await link.start();
});
afterEach(async () => {
  await link.stop();
  rmSync(folder, { recursive: true, force: true });
});
const untilEvent = (event: string) => until(event, () => events.includes(event));
const noise: BridgeMessage = { type: 'noise-dropped', device: 'scanner', bytes: 3 };

describe('a bridge', () => {
  test('is welcomed, heard and spoken to', async () => {
    const bridge = await connectBridge(socketPath);
    bridge.say(helloOf());
    await bridge.untilHeard('welcome');
    expect(link.connected('kiosk-1')).toMatchObject({ pid: 4711 });
    expect(link.connected('kiosk-2')).toBeNull();
    bridge.say(noise);
    await until('the message', () => messages.length === 1);
    expect(link.send('kiosk-1', { type: 'keys-typed', keys: [] })).toBe(true);
    expect(link.send('kiosk-2', { type: 'keys-typed', keys: [] })).toBe(false);
    await bridge.untilHeard('keys-typed');
    bridge.hangUp();
    await untilEvent('kiosk-1 away: link-closed');
    expect(link.send('kiosk-1', { type: 'keys-typed', keys: [] })).toBe(false);
  });

  test('may send its lines in any pieces', async () => {
    const bridge = await connectBridge(socketPath);
    const read: BridgeMessage = {
      type: 'barcode-read',
      device: 'scanner',
      text: 'Қазақ',
      symbology: 'qr',
      ageMs: 2,
    };
    const bytes = Buffer.from(`${JSON.stringify(helloOf())}\n${JSON.stringify(read)}\n`);
    for (let at = 0; at < bytes.length; at += 1) bridge.sayRaw(bytes.subarray(at, at + 1));
    await until('the read', () => messages.length === 1);
    expect(messages).toEqual([read]);
  });

  test('that comes second takes over', async () => {
    const first = await connectBridge(socketPath);
    first.say(helloOf());
    await first.untilHeard('welcome');
    const second = await connectBridge(socketPath);
    second.say(helloOf('kiosk-1', { pid: 4712 }));
    await second.untilHeard('welcome');
    await first.untilClosed();
    expect(events).toEqual(['kiosk-1 ready', 'kiosk-1 away: link-replaced', 'kiosk-1 ready']);
    expect(link.connected('kiosk-1')).toMatchObject({ pid: 4712 });
  });

  test('that reads nothing is let go', async () => {
    const bridge = await connectBridge(socketPath);
    bridge.say(helloOf());
    await untilEvent('kiosk-1 ready');
    const blocks = Array.from({ length: 300 }, () => ({
      kind: 'text' as const,
      text: 'x'.repeat(500),
    }));
    const document = { language: 'en' as const, blocks };
    let sends = 0;
    // All in one turn: not a byte can leave before the limit is met.
    while (
      link.send('kiosk-1', {
        type: 'print',
        device: 'printer',
        jobId: 'j',
        document,
        reprint: false,
        ttlMs: 1,
      })
    )
      expect(++sends).toBeLessThan(1_000);
    expect(events).toContain('kiosk-1 away: link-bridge-stuck');
  });
});

describe('what is not a bridge is refused', () => {
  const hello = JSON.stringify(helloOf());
  const cases: [string, string | Uint8Array, string][] = [
    ['an unknown place', `${JSON.stringify(helloOf('kiosk-9'))}\n`, 'link-place-unknown'],
    [
      'another protocol',
      `${JSON.stringify(helloOf('kiosk-1', { protocol: 2 }))}\n`,
      'link-protocol-differs',
    ],
    ['no hello first', `${JSON.stringify(noise)}\n`, 'link-hello-missing'],
    ['no JSON', 'GET / HTTP/1.1\r\n\r\n', 'link-message-invalid'],
    ['another shape', '{"type":"hello"}\n', 'link-message-invalid'],
    ['an extra field', `${hello.replace('"pid"', '"x":1,"pid"')}\n`, 'link-message-invalid'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x0a]), 'link-message-invalid'],
    ['a line without end', 'x'.repeat(LINE_BYTES_MAX + 1), 'link-line-too-long'],
  ];
  test.each(cases)('%s', async (_name, bytes, code) => {
    const bridge = await connectBridge(socketPath);
    bridge.sayRaw(bytes);
    await bridge.untilClosed();
    await untilEvent(`refused: ${code}`);
    expect(events).toEqual([`refused: ${code}`]);
    expect(messages).toEqual([]);
  });

  test('silence', async () => {
    const bridge = await connectBridge(socketPath);
    await until('the wait for hello', () => clock.pending() === 1);
    clock.advance(HELLO_WAIT_MS_MAX);
    await bridge.untilClosed();
    expect(events).toEqual(['refused: link-hello-missing']);
  });

  test('a second hello, which ends the first', async () => {
    const bridge = await connectBridge(socketPath);
    bridge.say(helloOf());
    bridge.say(helloOf('kiosk-2'));
    await bridge.untilClosed();
    expect(events).toEqual(['kiosk-1 ready', 'kiosk-1 away: link-message-invalid']);
  });
});

describe('the socket', () => {
  test('is for its owner only, and a file left by a crash is replaced', async () => {
    expect(statSync(socketPath).mode & 0o777).toBe(0o600);
    await link.stop();
    writeFileSync(socketPath, '');
    link = makeLink();
    await link.start();
    const bridge = await connectBridge(socketPath);
    bridge.say(helloOf());
    await bridge.untilHeard('welcome');
  });

  test('that another station listens on is left to it', async () => {
    const second = makeLink();
    await expect(second.start()).rejects.toMatchObject({ code: 'link-address-in-use' });
    const bridge = await connectBridge(socketPath);
    bridge.say(helloOf());
    await bridge.untilHeard('welcome');
    expect(existsSync(socketPath)).toBe(true);
  });

  test('closed by the station is no news', async () => {
    const bridge = await connectBridge(socketPath);
    bridge.say(helloOf());
    await bridge.untilHeard('welcome');
    await link.stop();
    await bridge.untilClosed();
    expect(events).toEqual(['kiosk-1 ready']);
  });
});
