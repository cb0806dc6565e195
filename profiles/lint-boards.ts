// Lint rules about boards with contacts: meanings of inputs, painted numbers of locker doors, the flaps of bins.
import type { DeviceProfile } from './device-schema.ts';
import { lockerDoorsOf } from './locker-doors.ts';
import type { ShapeProblem } from './schema-check.ts';
import type { Site } from './site-schema.ts';
import type { Place, PlaceDevice, StationProfile } from './station-schema.ts';

type Profiles = ReadonlyMap<string, DeviceProfile>;

/** Meanings belong to inputs that the board has, one to each. */
export const checkInputs = (device: PlaceDevice, profile: DeviceProfile): ShapeProblem[] => {
  const problems: ShapeProblem[] = [];
  const inputs = device.inputs ?? [];
  const has = profile.contacts?.inputs ?? 0;
  inputs.forEach(({ input }, index) => {
    const path = `/${index}/input`;
    if (input >= has)
      problems.push({ path, todo: `"${profile.id}" has ${has} inputs, counted from 0` });
    if (inputs.findIndex((other) => other.input === input) < index)
      problems.push({ path, todo: 'give each input one meaning' });
  });
  return problems;
};

/** A reader is told a number: it must stand on one door of the place. */
export const checkDoors = ({ devices }: Place, profiles: Profiles): ShapeProblem[] => {
  const problems: ShapeProblem[] = [];
  const taken = new Set<number>();
  devices.forEach((device, index) => {
    const path = `/${index}/firstDoor`;
    const doors = lockerDoorsOf(device, profiles.get(device.profile));
    if (!doors) {
      if (device.firstDoor !== undefined && profiles.has(device.profile))
        problems.push({ path, todo: `leave it out, "${device.profile}" has no outputs` });
      return;
    }
    const numbers = Array.from({ length: doors.count }, (_, lock) => doors.first + lock);
    if (numbers.some((number) => taken.has(number)))
      problems.push({
        path,
        todo: `give each door of the place its own number, ${Math.max(...taken) + 1} is free`,
      });
    for (const number of numbers) taken.add(number);
  });
  return problems;
};

/** A flap hangs at a board of some place; a site whose stations are not here yet cannot be looked at. */
export const checkFlaps = (
  { id, bins }: Site,
  stations: readonly StationProfile[],
  profiles: Profiles,
): ShapeProblem[] => {
  const devices = stations
    .filter(({ site }) => site === id)
    .flatMap(({ places }) => places.flatMap((place) => place.devices));
  if (devices.length === 0) return [];
  return (bins?.outputs ?? []).flatMap(({ device, output }, index) => {
    const path = `/bins/outputs/${index}`;
    const own = devices.filter((one) => one.id === device);
    if (own.length === 0)
      return [{ path: `${path}/device`, todo: `no place of this site has a device "${device}"` }];
    const outputs = own.flatMap(({ profile }) => profiles.get(profile)?.contacts?.outputs ?? 0);
    const has = Math.min(...outputs);
    if (output < has) return [];
    const todo = `the device "${device}" has ${has} outputs, counted from 0`;
    return [{ path: `${path}/output`, todo }];
  });
};
