// The whole bridge in this process: real ports (pseudo-terminals), real drivers, a real Unix socket
// to a test station.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BridgeError } from '../../firmware-bridge/errors.ts';
import type { BridgeMessage } from '../../firmware-bridge/messages.ts';
import { type NativeModules, nativeModules } from '../../firmware-bridge/ports/native-modules.ts';
import { noisePieces } from '../../firmware-bridge/simulated/noise.ts';
import type { PlaceDevice } from '../../profiles/station-schema.ts';
import { createPtyPair, type PtyPair } from './pty-pair.ts';
import { createTestPlace, serialDevice, simulatedDevice, type TestPlace } from './test-place.ts';
import { until } from './until.ts';

let place: TestPlace;
let pty: PtyPair | undefined;

beforeEach(async () => {
  place = await createTestPlace();
});
afterEach(async () => {
  await place.remove();
  await pty?.remove();
  pty = undefined;
});

describe('a serial scanner on a pseudo-terminal', () => {
  it('reads, is unplugged, comes back and reads again without a restart', async () => {
    pty = await createPtyPair();
    place.start([serialDevice(pty.near)]);
    await place.state('scanner', 'ready');
    await pty.send(']C030114000123456\r');
    const heard = await place.read('30114000123456');
    expect(heard).toMatchObject({ device: 'scanner', symbology: 'code128', aim: ']C0' });
    for (let round = 1; round <= 3; round++) {
      const from = place.station.heard.length;
      await pty.unplug();
      await place.state('scanner', 'absent', from);
      await pty.plug();
      await place.state('scanner', 'ready', from);
      await pty.send(`]E0978059680948${round}\r`);
      await place.read(`978059680948${round}`);
    }
    expect(place.reads()).toHaveLength(4);
  });

  it('drops a megabyte of noise, says so, and reads the next good code', async () => {
    pty = await createPtyPair();
    place.start([serialDevice(pty.near)]);
    await place.state('scanner', 'ready');
    for (const piece of noisePieces(1_000_000, 4_096, [0x0d])) await pty.send(piece);
    await pty.send('\r]C030114000123456\r');
    await place.read('30114000123456');
    expect(place.reads()).toHaveLength(1);
    const dropped = place.station.heard
      .filter((message) => message.type === 'noise-dropped')
      .reduce((sum, message) => sum + message.bytes, 0);
    expect(dropped).toBeGreaterThan(990_000);
  });

  it('a port that is not there yet is found when it comes', async () => {
    pty = await createPtyPair();
    await pty.unplug();
    place.start([serialDevice(pty.near)]);
    await place.linked();
    expect(place.bridge().states()).toMatchObject([{ device: 'scanner', state: 'absent' }]);
    await pty.plug();
    await place.state('scanner', 'ready');
  });

  it('keeps the port while the station is away, and delivers when it is back', async () => {
    pty = await createPtyPair();
    place.start([serialDevice(pty.near)]);
    await place.state('scanner', 'ready');
    await place.linked();
    await place.station.stop();
    await until('the loss', () => !place.bridge().linked());
    await pty.send(']C0111111111\r');
    await pty.send(']C0222222222\r');
    await place.station.start();
    await place.read('222222222');
    expect(place.reads().map((message) => (message as { text: string }).text)).toEqual([
      '111111111',
      '222222222',
    ]);
  });
});

describe('what is missing on this computer', () => {
  const broken: NativeModules = {
    serial: () =>
      Promise.reject(new BridgeError('native-module-missing', 'serialport: no native build')),
    hid: nativeModules.hid,
    usb: nativeModules.usb,
  };

  it('says so for the devices that need it, and the others work', async () => {
    pty = await createPtyPair();
    place.start([serialDevice(pty.near), simulatedDevice('hid', 'test-hid-scanner')], broken);
    const failed = (await place.state('scanner', 'failed')) as Extract<
      BridgeMessage,
      { type: 'device-state' }
    >;
    const known = failed.type === 'device-state' ? failed.state : place.bridge().states()[0]!;
    expect(known).toMatchObject({ code: 'native-module-missing' });
    expect(known.why).toContain('no native build');
    await place.state('hid', 'ready');
    place.station.say({
      type: 'simulate',
      device: 'hid',
      act: { kind: 'scan', text: '30114000123456', symbology: 'code128' },
    });
    await place.read('30114000123456');
  });
});

describe('misuse', () => {
  const refused = (devices: PlaceDevice[], code: string) => {
    expect(() => place.start(devices)).toThrow(expect.objectContaining({ code }));
  };

  it('refuses places that cannot work', () => {
    refused([{ ...serialDevice('/dev/ttyS9'), profile: 'nothing' }], 'profile-unknown');
    refused([serialDevice('/dev/ttyS9'), serialDevice('/dev/ttyS8')], 'profile-unusable');
    refused([{ ...serialDevice('/dev/ttyS9'), profile: 'test-hid-scanner' }], 'profile-unusable');
    refused(
      [{ id: 'p', profile: 'test-printer', port: { kind: 'tcp', host: '127.0.0.1' } }],
      'profile-unusable',
    );
  });

  it('answers a print job for a printer that the place lacks', async () => {
    place.start([simulatedDevice('scanner', 'test-serial-scanner')]);
    await place.linked();
    place.station.say({
      type: 'print',
      device: 'printer',
      jobId: 'j1',
      document: { language: 'kk', blocks: [] },
      reprint: false,
      ttlMs: 1_000,
    });
    const answer = await place.station.waitFor(
      'the answer',
      ({ type }) => type === 'print-progress',
    );
    expect(answer).toMatchObject({ jobId: 'j1', state: 'failed' });
  });

  it('stops twice, and stops at once while a device is being looked for', async () => {
    place.start([serialDevice('/dev/ttyS-none')]);
    await place.bridge().stop();
    await place.bridge().stop();
    expect(place.bridge().states()).toMatchObject([{ state: 'absent' }]);
  });
});
