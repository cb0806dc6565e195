// The devices of one place without a station: what `kitap bridge --list` and `--monitor` look at. A bridge that works meanwhile holds
// its ports, and then this says so.
import type { DriverEvent } from '../../devices/driver.ts';
import { createDriver } from '../../devices/registry.ts';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import { createDeviceUnit, type DeviceUnit } from '../device-unit.ts';
import { createDiscovery } from '../discovery.ts';
import type { BridgeMessage } from '../messages.ts';
import { checkPlace } from '../place-check.ts';
import { listPorts } from '../ports/list-ports.ts';
import { nativeModules } from '../ports/native-modules.ts';
import { systemClock } from '../system-clock.ts';
import { type PlaceOptions, placeOf, tagRulesOf } from './bridge-place.ts';

export type PlaceTold = {
  onEvent(device: string, event: DriverEvent): void;
  onBytes?(device: string, direction: 'in' | 'out', bytes: Uint8Array): void;
  tell(message: BridgeMessage): void;
};

export type PlaceUnit = { id: string; profile: string; unit: DeviceUnit };

/** Throws what `checkPlace` throws. Nothing is opened before `unit.supervisor.start()`. */
export const createPlaceUnits = (
  options: PlaceOptions & { simulate: boolean },
  told: PlaceTold,
): PlaceUnit[] => {
  const place = placeOf(options);
  const profiles = loadDeviceProfiles(options.devices);
  checkPlace(place, profiles, options.simulate);
  const deps = {
    clock: systemClock,
    native: nativeModules,
    discovery: createDiscovery({ list: () => listPorts(nativeModules), clock: systemClock }),
    taken: new Set<string>(),
    createDriver,
    ...tagRulesOf(options.station, place, profiles),
    ...told,
  };
  return place.devices.map((device) => ({
    id: device.id,
    profile: device.profile,
    unit: createDeviceUnit(device, profiles.get(device.profile)!, deps),
  }));
};
