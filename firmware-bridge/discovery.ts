// Which of the ports that are there now belongs to which device of the place. Devices are known by
// vendor, product, serial number and usage page, never by a ttyUSB number, which changes from plug
// to plug (hardware.md 3.5). One poll serves all.
import type { Clock } from '../devices/driver.ts';
import type { DeviceProfile } from '../profiles/device-schema.ts';
import type { PlaceDevice } from '../profiles/station-schema.ts';
import { BridgeError, whyOf } from './errors.ts';
import type { FoundPort } from './ports/found-port.ts';

export const POLL_MS = 2_000;

const busOf = (kind: PlaceDevice['port']['kind']): FoundPort['bus'] | undefined => {
  if (kind === 'hid' || kind === 'serial' || kind === 'usb') return kind;
  return kind === 'file' ? 'usb-printer' : undefined;
};

/**
 * Whether `port` can be this device: its bus, one of the profile's matches, and the serial number
 * when the site gives one.
 */
export const portFits = (port: FoundPort, profile: DeviceProfile, device: PlaceDevice): boolean => {
  if (port.bus !== busOf(device.port.kind)) return false;
  const wanted = device.port.serialNumber;
  if (wanted !== undefined && port.serialNumber !== wanted) return false;
  const matches = profile.match.filter((match) => match.bus === port.bus);
  // With a serial number given, a profile without matches (a generic one) takes the device that
  // carries it.
  if (matches.length === 0) return wanted !== undefined;
  return matches.some(
    (match) =>
      (match.vendorId === undefined || match.vendorId === port.vendorId) &&
      (match.productId === undefined || match.productId === port.productId) &&
      (match.usagePage === undefined || match.usagePage === port.usagePage) &&
      (match.usage === undefined || match.usage === port.usage),
  );
};

/** The first fitting port in the order of the list that no other device of the place holds. */
export const findPort = (
  ports: readonly FoundPort[],
  profile: DeviceProfile,
  device: PlaceDevice,
  taken: ReadonlySet<string>,
): FoundPort | undefined =>
  ports.find((port) => !taken.has(port.path) && portFits(port, profile, device));

export type Discovery = {
  /** The newest list, at most `POLL_MS` old; a call while a listing runs waits for that one. */
  ports(): Promise<readonly FoundPort[]>;
};

/**
 * `list` is asked at most once in `POLL_MS`, however many devices ask. Its failure is told to each
 * that asks in that time, as `discovery-failed` or as the code it carries.
 */
export const createDiscovery = (deps: {
  list: () => Promise<FoundPort[]>;
  clock: Clock;
  pollMs?: number;
}): Discovery => {
  const { list, clock, pollMs = POLL_MS } = deps;
  let newest: Promise<readonly FoundPort[]> | undefined;
  let listedAtMs = 0;
  return {
    ports() {
      // The half leaves room for timers: pollers that wait exactly pollMs must each time get a new
      // list.
      if (newest && clock.upMs() - listedAtMs < pollMs / 2) return newest;
      listedAtMs = clock.upMs();
      newest = list().catch((failure: unknown) => {
        throw failure instanceof BridgeError
          ? failure
          : new BridgeError('discovery-failed', whyOf(failure), failure);
      });
      return newest;
    },
  };
};
