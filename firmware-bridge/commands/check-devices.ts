// What `kitap doctor` runs as a child process: loads the native port libraries and the receipt font, lists what is plugged in
// and which profile fits it, and prints one line of JSON. In a process of its own, because a native library may crash or hang.
import { fileURLToPath } from 'node:url';
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import type { PlaceDevice } from '../../profiles/station-schema.ts';
import { portFits } from '../discovery.ts';
import { whyOf } from '../errors.ts';
import type { FoundPort } from '../ports/found-port.ts';
import { listPorts } from '../ports/list-ports.ts';
import { type NativeModules, nativeModules } from '../ports/native-modules.ts';

export type PartReport = { name: string; well: boolean; what: string; hint?: string };
/** `usb` is `vendor:product` in hexadecimal, empty for what is not on USB. */
export type PortReport = { bus: string; path: string; usb: string; profiles: string[] };
export type DevicesReport = {
  modules: PartReport[];
  font: PartReport;
  listing: PartReport;
  ports: PortReport[];
};

/** Resolves what came of `look`; a failure that carries a hint for staff brings it along. */
const partOf = async (
  name: string,
  what: string,
  look: () => Promise<unknown>,
): Promise<PartReport> => {
  try {
    await look();
    return { name, well: true, what };
  } catch (failure) {
    const { hint } = failure as { hint?: unknown };
    const why = { name, well: false, what: whyOf(failure) };
    return typeof hint === 'string' ? { ...why, hint } : why;
  }
};

const KIND_OF_BUS = { hid: 'hid', serial: 'serial', 'usb-printer': 'file', usb: 'usb' } as const;

/** Ids of the profiles whose `match` names this port, as the bridge itself would find it. */
export const profilesFor = (
  port: FoundPort,
  profiles: ReadonlyMap<string, DeviceProfile>,
): string[] => {
  const fitting = [...profiles.values()].filter((profile) => {
    const device: PlaceDevice = {
      id: 'doctor',
      profile: profile.id,
      port: { kind: KIND_OF_BUS[port.bus] },
    };
    return portFits(port, profile, device);
  });
  return fitting.map(({ id }) => id).sort();
};

export type CheckDeps = {
  native: NativeModules;
  /** Draws with the receipt font; throws when a letter of the Kazakh alphabet is missing. */
  loadFont(): Promise<unknown>;
  list(): Promise<FoundPort[]>;
  profiles(): ReadonlyMap<string, DeviceProfile>;
};

export const checkDevices = async (deps: CheckDeps): Promise<DevicesReport> => {
  const { native, loadFont, list } = deps;
  const modules = [
    await partOf('node-hid', 'loads; HID scanners can be used', native.hid),
    await partOf('serialport', 'loads; serial scanners can be used', native.serial),
    await partOf('usb', 'loads; readers without a serial line can be used', native.usb),
  ];
  const font = await partOf('font', 'the receipt font draws all Kazakh letters', loadFont);
  const ports: PortReport[] = [];
  const listing = await partOf('devices', 'listed', async () => {
    const profiles = deps.profiles();
    for (const port of await list()) {
      const { bus, path, vendorId, productId } = port;
      const usb = vendorId && productId ? `${vendorId}:${productId}` : '';
      ports.push({ bus, path, usb, profiles: profilesFor(port, profiles) });
    }
  });
  return { modules, font, listing, ports };
};

const main = async (): Promise<void> => {
  const report = await checkDevices({
    native: nativeModules,
    loadFont: async () => (await import('../../devices/printer/receipt-font.ts')).bundledFont(),
    list: () => listPorts(nativeModules),
    profiles: loadDeviceProfiles,
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
