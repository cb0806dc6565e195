// What `kitap doctor` asks about ports: profiles found as the bridge finds them, libraries that are missing told one by one.
import { describe, expect, it } from 'vitest';
import { type CheckDeps, checkDevices } from '../../../firmware-bridge/commands/check-devices.ts';
import { BridgeError } from '../../../firmware-bridge/errors.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';

const deps = (changes: Partial<CheckDeps> = {}): CheckDeps => ({
  native: {
    hid: async () => ({}) as never,
    serial: async () => ({}) as never,
    usb: async () => ({}) as never,
  },
  loadFont: async () => {},
  list: async () => [],
  profiles: loadDeviceProfiles,
  ...changes,
});

describe('check-devices', () => {
  it('names the profile that the bridge would take, on the bus of its match only', async () => {
    const profile = [...loadDeviceProfiles().values()].find(({ match }) =>
      match.some(({ bus, vendorId, productId }) => bus === 'serial' && vendorId && productId),
    );
    const found = profile?.match.find(({ bus }) => bus === 'serial');
    expect(found).toBeDefined();
    const { vendorId = '', productId = '' } = found ?? {};
    const { ports } = await checkDevices(
      deps({
        list: async () => [
          { bus: 'serial', path: '/dev/ttyACM0', vendorId, productId },
          { bus: 'usb-printer', path: '/dev/usb/lp0', vendorId, productId },
          { bus: 'serial', path: '/dev/ttyUSB0' },
        ],
      }),
    );
    expect(ports[0]).toMatchObject({ usb: `${vendorId}:${productId}` });
    expect(ports[0]?.profiles).toContain(profile?.id);
    expect(ports[1]?.profiles).not.toContain(profile?.id);
    expect(ports[2]).toMatchObject({ usb: '', profiles: [] });
  });

  it('tells a missing library with its hint, and asks the others all the same', async () => {
    const missing = new BridgeError('native-library-missing', 'node-hid: libudev.so.1');
    const report = await checkDevices(
      deps({
        native: {
          hid: () => Promise.reject(missing),
          serial: async () => ({}) as never,
          usb: async () => ({}) as never,
        },
        loadFont: () => Promise.reject(new Error('no canvas here')),
        list: () => Promise.reject(new Error('EACCES')),
      }),
    );
    expect(report.modules).toMatchObject([
      { name: 'node-hid', well: false, hint: missing.hint },
      { name: 'serialport', well: true },
      { name: 'usb', well: true },
    ]);
    expect(report.font).toMatchObject({ well: false, what: 'no canvas here' });
    expect(report.listing).toMatchObject({ well: false, what: 'EACCES' });
  });
});
