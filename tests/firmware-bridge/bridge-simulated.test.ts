// The whole bridge with simulated devices: real drivers read real bytes of peers, commanded by the
// station's messages.
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { BridgeMessage } from '../../firmware-bridge/messages.ts';
import { nativeModules } from '../../firmware-bridge/ports/native-modules.ts';
import { createPtyPair } from './pty-pair.ts';
import { createTestPlace, serialDevice, simulatedDevice, type TestPlace } from './test-place.ts';
import { until } from './until.ts';

let place: TestPlace;

beforeEach(async () => {
  place = await createTestPlace();
});
afterEach(async () => {
  await place.remove();
});

describe('simulated devices', () => {
  it.each([
    ['test-serial-scanner', 'code128', ']C0'],
    ['test-hid-scanner', 'ean13', ']E0'],
  ])('%s speaks real bytes to the real driver', async (profile, symbology, aim) => {
    place.start([simulatedDevice('scanner', profile)]);
    await place.state('scanner', 'ready');
    const act = { kind: 'scan', text: '9780596809485', symbology } as const;
    place.station.say({ type: 'simulate', device: 'scanner', act: act as never });
    expect(await place.read('9780596809485')).toMatchObject({ device: 'scanner', symbology, aim });

    const from = place.station.heard.length;
    place.station.say({ type: 'simulate', device: 'scanner', act: { kind: 'unplug' } });
    await place.state('scanner', 'absent', from);
    place.station.say({ type: 'simulate', device: 'scanner', act: act as never });
    place.station.say({ type: 'simulate', device: 'scanner', act: { kind: 'plug' } });
    await place.state('scanner', 'ready', from);
    place.station.say({
      type: 'simulate',
      device: 'scanner',
      act: { kind: 'noise', bytes: 20_000 },
    });
    await place.station.waitFor('the noise', ({ type }) => type === 'noise-dropped', from);
    place.station.say({
      type: 'simulate',
      device: 'scanner',
      act: { kind: 'scan', text: 'Q'.repeat(150), symbology: 'qr' },
    });
    // Noise of a serial line has no end of its own: what it leaves is cut off by the scanner's
    // silence.
    await until('a code after the noise', () => {
      if (place.reads().length > 1) return true;
      place.station.say({
        type: 'simulate',
        device: 'scanner',
        act: { kind: 'scan', text: 'Q'.repeat(150), symbology: 'qr' },
      });
      return false;
    });
    expect(place.reads().at(-1)).toMatchObject({ text: 'Q'.repeat(150), aim: ']Q1' });
    // The scan made while unplugged never arrived.
    expect(
      place.reads().filter((message) => 'text' in message && message.text === act.text),
    ).toHaveLength(1);
  });

  it('keys typed into the page reach the keyboard wedge, typing by hand does not', async () => {
    place.start([{ id: 'wedge', profile: 'test-wedge', port: { kind: 'page-keyboard' } }]);
    await place.state('wedge', 'ready');
    await place.linked();
    const keys = (text: string, gapMs: number) =>
      [...text].map((digit, index) => ({
        code: digit === '\r' ? 'Enter' : `Digit${digit}`,
        shift: false,
        gapMs: index === 0 ? 2_000 : gapMs,
      }));
    place.station.say({ type: 'keys-typed', keys: keys('12345678\r', 300) });
    place.station.say({ type: 'keys-typed', keys: keys('30114000123456\r', 8) });
    expect(await place.read('30114000123456')).toMatchObject({ device: 'wedge' });
    expect(place.reads()).toHaveLength(1);
  });

  it('a bridge of a working station takes no simulate messages and no simulated ports', async () => {
    expect(() =>
      place.start([simulatedDevice('s', 'test-serial-scanner')], nativeModules, false),
    ).toThrow(expect.objectContaining({ code: 'simulation-refused' }));
    const pty = await createPtyPair();
    onTestFinished(() => pty.remove());
    place.start([serialDevice(pty.near)], nativeModules, false);
    await place.state('scanner', 'ready');
    await place.linked();
    place.station.say({
      type: 'simulate',
      device: 'scanner',
      act: { kind: 'scan', text: 'forged', symbology: 'qr' },
    });
    await pty.send(']C0123456789\r');
    await place.read('123456789');
    expect(place.reads()).toHaveLength(1);
  });
});

describe('a simulated printer', () => {
  const print = (jobId: string) =>
    place.station.say({
      type: 'print',
      device: 'printer',
      jobId,
      document: {
        language: 'kk',
        blocks: [
          { kind: 'heading', text: 'Кітап берілді' },
          { kind: 'item', title: 'Абай жолы', value: '06.12.2026' },
        ],
      },
      reprint: false,
      ttlMs: 60_000,
    });
  const job = (jobId: string, wanted: string, from = 0) =>
    place.station.waitFor(
      `${jobId} ${wanted}`,
      (message) =>
        message.type === 'print-progress' && message.jobId === jobId && message.state === wanted,
      from,
    );
  const slips = () => place.station.heard.filter(({ type }) => type === 'simulated-slip');

  it('prints a job once, through the real driver, and shows the slip', async () => {
    place.start([simulatedDevice('printer', 'test-printer')]);
    await place.state('printer', 'ready');
    print('j1');
    await job('j1', 'printed');
    const [slip] = slips() as Extract<BridgeMessage, { type: 'simulated-slip' }>[];
    const png = Buffer.from(slip!.pngBase64, 'base64');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(slip!.bytes).toBeGreaterThan(500);
    const from = place.station.heard.length;
    print('j1');
    await job('j1', 'printed', from);
    print('j2');
    await job('j2', 'printed');
    expect(slips()).toHaveLength(2);
  });

  it('a job for a printer that was pulled out waits until it is back', async () => {
    place.start([simulatedDevice('printer', 'test-printer')]);
    await place.state('printer', 'ready');
    const from = place.station.heard.length;
    place.station.say({ type: 'simulate', device: 'printer', act: { kind: 'unplug' } });
    await place.state('printer', 'absent', from);
    print('j1');
    place.station.say({ type: 'simulate', device: 'printer', act: { kind: 'plug' } });
    await job('j1', 'printed', from);
    expect(slips()).toHaveLength(1);
  });

  it('a station that restarted is told again how the newest jobs stand', async () => {
    place.start([simulatedDevice('printer', 'test-printer')]);
    await place.state('printer', 'ready');
    print('j1');
    await job('j1', 'printed');
    await place.station.stop();
    await until('the loss', () => !place.bridge().linked());
    const from = place.station.heard.length;
    await place.station.start();
    await job('j1', 'printed', from);
  });
});
