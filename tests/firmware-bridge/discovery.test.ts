import { describe, expect, it } from 'vitest';
import { createRealSource } from '../../firmware-bridge/device-source.ts';
import { createDiscovery, findPort, POLL_MS } from '../../firmware-bridge/discovery.ts';
import type { FoundPort } from '../../firmware-bridge/ports/found-port.ts';
import { nativeModules } from '../../firmware-bridge/ports/native-modules.ts';
import type { PlaceDevice } from '../../profiles/station-schema.ts';
import { createManualClock } from './manual-clock.ts';
import { hidScannerProfile, printerProfile, serialScannerProfile } from './test-profiles.ts';

const serial = (path: string, serialNumber: string, vendorId = '0c2e'): FoundPort => ({
  bus: 'serial',
  path,
  vendorId,
  productId: '0b61',
  serialNumber,
});
const device = (port: PlaceDevice['port']): PlaceDevice => ({ id: 'd', profile: 'p', port });
const none = new Set<string>();

describe('discovery', () => {
  it('knows a device by its serial number, whatever the port is called today', () => {
    const wanted = device({ kind: 'serial', serialNumber: 'B' });
    const ports = [serial('/dev/ttyACM0', 'A'), serial('/dev/ttyACM1', 'B')];
    expect(findPort(ports, serialScannerProfile, wanted, none)?.path).toBe('/dev/ttyACM1');
    const swapped = [serial('/dev/ttyACM0', 'B'), serial('/dev/ttyACM1', 'A')];
    expect(findPort(swapped, serialScannerProfile, wanted, none)?.path).toBe('/dev/ttyACM0');
    expect(findPort([serial('/dev/ttyACM0', 'A')], serialScannerProfile, wanted, none)).toBe(
      undefined,
    );
  });

  it('takes neither another bus nor another model nor a port that is held', () => {
    const wanted = device({ kind: 'serial' });
    const find = (ports: FoundPort[], taken = none) =>
      findPort(ports, serialScannerProfile, wanted, taken);
    expect(find([{ ...serial('/dev/hidraw0', 'A'), bus: 'hid' }])).toBe(undefined);
    expect(find([serial('/dev/ttyUSB0', 'A', '0403')])).toBe(undefined);
    expect(find([serial('/dev/ttyACM0', 'A')], new Set(['/dev/ttyACM0']))).toBe(undefined);
    expect(find([serial('/dev/ttyACM0', 'A')])?.path).toBe('/dev/ttyACM0');
  });

  it('matches HID scanners by usage and printers by vendor', () => {
    const keyboard: FoundPort = { bus: 'hid', path: '/dev/hidraw0', usagePage: 1, usage: 6 };
    const scanner: FoundPort = { bus: 'hid', path: '/dev/hidraw1', usagePage: 0x8c, usage: 2 };
    expect(findPort([keyboard, scanner], hidScannerProfile, device({ kind: 'hid' }), none)).toBe(
      scanner,
    );
    const printer: FoundPort = { bus: 'usb-printer', path: '/dev/usb/lp1', vendorId: '04b8' };
    expect(findPort([printer], printerProfile, device({ kind: 'file' }), none)).toBe(printer);
  });

  it('lists once for all devices that ask at the same time, and again for the next poll', async () => {
    const clock = createManualClock();
    let lists = 0;
    const discovery = createDiscovery({
      clock,
      list: async () => {
        lists++;
        return [];
      },
    });
    await Promise.all([discovery.ports(), discovery.ports(), discovery.ports()]);
    expect(lists).toBe(1);
    await clock.advance(POLL_MS);
    await discovery.ports();
    expect(lists).toBe(2);
  });

  it('tells a list that cannot be read with a code', async () => {
    const discovery = createDiscovery({
      clock: createManualClock(),
      list: () => Promise.reject(new Error('spawn udevadm ENOENT')),
    });
    await expect(discovery.ports()).rejects.toMatchObject({ code: 'discovery-failed' });
  });

  it('two devices of one model never take the same port, and one lets go what it held', async () => {
    const clock = createManualClock();
    const ports = [serial('/dev/ttyACM0', 'A'), serial('/dev/ttyACM1', 'B')];
    const deps = {
      clock,
      native: nativeModules,
      discovery: createDiscovery({ clock, list: async () => ports }),
      taken: new Set<string>(),
    };
    const [one, two, three] = [1, 2, 3].map(() =>
      createRealSource(device({ kind: 'serial' }), serialScannerProfile, deps),
    );
    const found = await Promise.all([one!.find(), two!.find(), three!.find()]);
    expect(found.map((place) => place?.key)).toEqual(['/dev/ttyACM0', '/dev/ttyACM1', undefined]);
    expect((await one!.find())?.key).toBe('/dev/ttyACM0');
    two!.release();
    expect((await three!.find())?.key).toBe('/dev/ttyACM1');
  });

  it('refuses a station profile that does not say enough', () => {
    const clock = createManualClock();
    const discovery = createDiscovery({ clock, list: async () => [] });
    const deps = { clock, native: nativeModules, discovery, taken: new Set<string>() };
    const make = (port: PlaceDevice['port']) => () =>
      createRealSource(device(port), printerProfile, deps);
    for (const port of [{ kind: 'tcp' }, { kind: 'serial' }, { kind: 'simulated' }] as const)
      expect(make(port)).toThrow(expect.objectContaining({ code: 'profile-unusable' }));
  });
});
