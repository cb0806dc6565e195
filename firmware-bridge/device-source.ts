// Where the bytes of one device of a place come from: looks whether it is there and opens the port
// that its station profile names. The supervisor asks; nothing here waits or repeats.
import type { Clock } from '../devices/driver.ts';
import type { DeviceProfile } from '../profiles/device-schema.ts';
import type { PlaceDevice } from '../profiles/station-schema.ts';
import { type Discovery, findPort, portFits } from './discovery.ts';
import { BridgeError } from './errors.ts';
import { openFilePort } from './ports/file-port.ts';
import { openHidPort } from './ports/hid-port.ts';
import { pathExists } from './ports/list-ports.ts';
import type { NativeModules } from './ports/native-modules.ts';
import type { OpenedPort } from './ports/port-listeners.ts';
import { openSerialPort } from './ports/serial-port.ts';
import { openTcpPort } from './ports/tcp-port.ts';
import { openUsbPort } from './ports/usb-port.ts';

/**
 * A printer may be busy with a long slip and take nothing meanwhile; its driver has a limit of its
 * own for that (60 s), and the port's is only for a driver that cannot end.
 */
const PRINTER_WRITE_LIMIT_MS = 70_000;

const writeLimitOf = (profile: DeviceProfile) =>
  profile.class === 'printer' ? { writeLimitMs: PRINTER_WRITE_LIMIT_MS } : {};

/** A place where the device was found. `key` is the same as long as it stays plugged in there. */
export type Found = { key: string; open(): Promise<OpenedPort> };

export type DeviceSource = {
  /**
   * Resolves undefined while the device is not there. What is found is held: no other device of the
   * place takes that port until `release`; asking again while holding tells whether it still is
   * there. Rejects with a BridgeError when that cannot be told.
   */
  find(): Promise<Found | undefined>;
  release(): void;
};

export type SourceDeps = {
  clock: Clock;
  native: NativeModules;
  discovery: Discovery;
  /** Paths held by the devices of this bridge, shared by all its sources. */
  taken: Set<string>;
};

const opener = (
  path: string,
  device: PlaceDevice,
  profile: DeviceProfile,
  { clock, native }: SourceDeps,
): (() => Promise<OpenedPort>) => {
  const { kind } = device.port;
  const limit = writeLimitOf(profile);
  if (kind === 'hid') return () => openHidPort({ path, clock, native });
  if (kind === 'file') return () => openFilePort({ path, clock, ...limit });
  if (kind === 'usb') return () => openUsbPort({ path, clock, native, ...limit });
  const settings = profile.serial;
  if (!settings)
    throw new BridgeError('profile-unusable', `${device.id}: ${profile.id} has no serial settings`);
  return () => openSerialPort({ path, settings, clock, native, ...limit });
};

/** A source that is always there: what is made once and only opened again. */
export const fixedSource = (key: string, open: () => Promise<OpenedPort>): DeviceSource => ({
  find: async () => ({ key, open }),
  release() {},
});

const tcpSource = (
  device: PlaceDevice,
  profile: DeviceProfile,
  { clock }: SourceDeps,
): DeviceSource => {
  const { host, tcpPort } = device.port;
  if (!host || !tcpPort)
    throw new BridgeError('profile-unusable', `${device.id}: a tcp port needs host and tcpPort`);
  const limit = writeLimitOf(profile);
  return fixedSource(`${host}:${tcpPort}`, () =>
    openTcpPort({ host, port: tcpPort, clock, ...limit }),
  );
};

const pathSource = (path: string, open: () => Promise<OpenedPort>): DeviceSource => ({
  find: async () => ((await pathExists(path)) ? { key: path, open } : undefined),
  release() {},
});

/**
 * Where the libraries list the ports (not on Linux), one that does not load is why its devices are
 * never found.
 */
const tellWhyUnlisted = async ({ port }: PlaceDevice, native: NativeModules): Promise<void> => {
  if (process.platform === 'linux') return;
  if (port.kind === 'usb') await native.usb();
  else await (port.kind === 'hid' ? native.hid() : native.serial());
};

/**
 * The source of a device on a real port. Throws `profile-unusable` for a station profile that does
 * not say enough: a network port without address, a serial line without settings.
 */
export const createRealSource = (
  device: PlaceDevice,
  profile: DeviceProfile,
  deps: SourceDeps,
): DeviceSource => {
  const { kind, path } = device.port;
  if (kind === 'tcp') return tcpSource(device, profile, deps);
  if (kind === 'simulated' || kind === 'page-keyboard')
    throw new BridgeError('profile-unusable', `${device.id}: ${kind} is no real port`);
  if (path) return pathSource(path, opener(path, device, profile, deps));
  // Fails now, not at the first plug, when the profile lacks the line settings.
  opener('', device, profile, deps);
  let held: string | undefined;
  const release = () => {
    if (held !== undefined) deps.taken.delete(held);
    held = undefined;
  };
  return {
    async find() {
      const ports = await deps.discovery.ports();
      const mine = ports.find((port) => port.path === held && portFits(port, profile, device));
      const port = mine ?? findPort(ports, profile, device, deps.taken);
      release();
      if (!port) {
        await tellWhyUnlisted(device, deps.native);
        return undefined;
      }
      held = port.path;
      deps.taken.add(held);
      return { key: port.path, open: opener(port.path, device, profile, deps) };
    },
    release,
  };
};
