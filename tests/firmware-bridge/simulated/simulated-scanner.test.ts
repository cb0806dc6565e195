import { describe, expect, it } from 'vitest';
import { createHidPosScanner } from '../../../devices/barcode/hid-pos-scanner.ts';
import { createKeyboardWedge } from '../../../devices/barcode/keyboard-wedge.ts';
import { createSerialScanner } from '../../../devices/barcode/serial-scanner.ts';
import type { Driver, DriverContext, DriverEvent } from '../../../devices/driver.ts';
import type { OpenedPort } from '../../../firmware-bridge/ports/port-listeners.ts';
import { SENDS_MAX } from '../../../firmware-bridge/simulated/simulated-plug.ts';
import { createSimulatedScanner } from '../../../firmware-bridge/simulated/simulated-scanner.ts';
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import { createManualClock } from '../manual-clock.ts';
import {
  hidScannerProfile,
  printerProfile,
  serialScannerProfile,
  wedgeProfile,
} from '../test-profiles.ts';

type Make = (context: DriverContext, profile: DeviceProfile, extra?: object) => Driver;
const makers: [DeviceProfile, Make][] = [
  [serialScannerProfile, createSerialScanner],
  [hidScannerProfile, createHidPosScanner],
  [wedgeProfile, createKeyboardWedge],
];

const connect = async (profile: DeviceProfile, make: Make) => {
  const clock = createManualClock();
  const scanner = createSimulatedScanner({ name: 'sim', profile, clock });
  const events: DriverEvent[] = [];
  let port: OpenedPort | undefined;
  const open = async () => {
    port = await (await scanner.source.find())!.open();
    const { reportDescriptor } = port;
    const context: DriverContext = { port, clock, emit: (event) => events.push(event) };
    const driver = make(context, profile, reportDescriptor ? { reportDescriptor } : {});
    await driver.start();
  };
  await open();
  return { clock, scanner, events, open, port: () => port! };
};

describe.each(makers)('simulated $driver', (profile, make) => {
  it.each([
    ['30114000123456', 'code128'],
    ['A31234000000016B', 'codabar'],
    ['QA268.L55', 'code39'],
    ['9780596809485', 'ean13'],
  ] as const)('%s as %s comes out of the real driver as it went in', async (text, symbology) => {
    const test = await connect(profile, make);
    expect(test.scanner.act({ kind: 'scan', text, symbology })).toBe(true);
    await test.clock.advance(2_000);
    expect(test.events).toMatchObject([{ type: 'barcode-read', text, symbology }]);
  });

  it('sends nothing while unplugged, and works again when put back', async () => {
    const test = await connect(profile, make);
    const closes: string[] = [];
    test.port().onClose((why) => closes.push(why));
    test.scanner.act({ kind: 'unplug' });
    expect(await test.scanner.source.find()).toBe(undefined);
    expect(closes).toEqual(['unplugged']);
    const scan = { kind: 'scan', text: '30114000123456', symbology: 'code128' } as const;
    expect(test.scanner.act(scan)).toBe(false);
    test.scanner.act({ kind: 'plug' });
    await test.open();
    await test.clock.advance(2_000);
    expect(test.events).toEqual([]);
    test.scanner.act(scan);
    await test.clock.advance(2_000);
    expect(test.events).toHaveLength(1);
  });
});

describe('simulated scanners', () => {
  it('a serial scan takes the time of its line: 18 bytes at 9600 baud are three pieces', async () => {
    const { clock, scanner, port } = await connect(serialScannerProfile, createSerialScanner);
    const arrivals: number[] = [];
    port().onData(() => arrivals.push(clock.upMs()));
    scanner.act({ kind: 'scan', text: '30114000123456', symbology: 'code128' });
    await clock.advance(1_000);
    expect(arrivals).toEqual([0, 9, 18]);
  });

  it('one cable at a time, and a port may be closed and opened again', async () => {
    const test = await connect(serialScannerProfile, createSerialScanner);
    const found = (await test.scanner.source.find())!;
    await expect(found.open()).rejects.toMatchObject({ code: 'port-busy' });
    await test.port().close();
    await expect(test.port().write(Uint8Array.of(1))).rejects.toMatchObject({
      code: 'port-closed',
    });
    await test.open();
  });

  it('takes a bounded number of scans, and refuses acts that a scanner has not', async () => {
    const { scanner, clock } = await connect(serialScannerProfile, createSerialScanner);
    const scan = { kind: 'scan', text: '1', symbology: 'qr' } as const;
    let taken = 0;
    for (let count = 0; count < SENDS_MAX * 2; count++) if (scanner.act(scan)) taken++;
    expect(taken).toBeLessThanOrEqual(SENDS_MAX + 1);
    expect(scanner.act({ kind: 'paper-out' })).toBe(false);
    await clock.advance(60_000);
    expect(scanner.act(scan)).toBe(true);
  });

  it('refuses a profile that is no scanner', () => {
    const make = () =>
      createSimulatedScanner({ name: 'x', profile: printerProfile, clock: createManualClock() });
    expect(make).toThrow(expect.objectContaining({ code: 'profile-unusable' }));
  });
});
