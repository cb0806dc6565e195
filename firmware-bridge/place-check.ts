// Whether the devices of a place and their profiles fit together: said at start, all at once,
// before any port is opened.
import type { DeviceProfile } from '../profiles/device-schema.ts';
import type { Place, PlaceDevice } from '../profiles/station-schema.ts';
import { BridgeError } from './errors.ts';

type PortKind = PlaceDevice['port']['kind'];

/** Ports that can carry each driver's bytes. Simulated ones fit any. */
const PORT_KINDS: Record<DeviceProfile['driver'], readonly PortKind[]> = {
  'serial-scanner': ['serial', 'tcp'],
  'hid-pos-scanner': ['hid'],
  'keyboard-wedge': ['page-keyboard'],
  'escpos-printer': ['serial', 'tcp', 'file'],
  'modbus-relay': ['serial', 'tcp'],
  'kerong-locker': ['serial', 'tcp'],
  'winnsen-locker': ['serial', 'tcp'],
  'kitap-board': ['serial'],
  'kitap-board-pad': ['serial'],
  'feig-iso-host': ['serial', 'tcp', 'usb'],
  rl866: ['serial', 'tcp'],
  '3m-810': ['serial', 'tcp'],
};

const wrongWith = (
  device: PlaceDevice,
  profile: DeviceProfile | undefined,
  simulate: boolean,
): BridgeError | undefined => {
  const { kind } = device.port;
  if (!profile) return new BridgeError('profile-unknown', `${device.id}: ${device.profile}`);
  if (kind === 'simulated')
    return simulate ? undefined : new BridgeError('simulation-refused', device.id);
  if (!PORT_KINDS[profile.driver].includes(kind))
    return new BridgeError(
      'profile-unusable',
      `${device.id}: ${profile.driver} does not speak through a ${kind} port`,
    );
  return undefined;
};

/**
 * Throws a BridgeError for the first device that cannot work: `profile-unknown`,
 * `profile-unusable`, `simulation-refused`. `simulate` tells whether simulated ports are allowed: a
 * working station must never believe a scanner that is not there.
 */
export const checkPlace = (
  place: Place,
  profiles: ReadonlyMap<string, DeviceProfile>,
  simulate: boolean,
): void => {
  const ids = new Set<string>();
  for (const device of place.devices) {
    if (ids.has(device.id))
      throw new BridgeError('profile-unusable', `two devices are called ${device.id}`);
    ids.add(device.id);
    const wrong = wrongWith(device, profiles.get(device.profile), simulate);
    if (wrong) throw wrong;
  }
};
