// What each form of `kitap bridge` needs of its command line: the place, its device profiles, the site's rules about tags, and the
// signal that ends it.
import { type loadDeviceProfiles, loadSite, loadStation } from '../../profiles/loader.ts';
import { defaultRfidRules } from '../../profiles/rfid-rules.ts';
import type { Place } from '../../profiles/station-schema.ts';
import { BridgeError } from '../errors.ts';

type Profiles = ReturnType<typeof loadDeviceProfiles>;

export type PlaceOptions = { station: string; place: string; devices?: string };

export const placeOf = (options: PlaceOptions): Place => {
  const station = loadStation(options.station);
  const place = station.places.find(({ id }) => id === options.place);
  if (place) return place;
  const known = station.places.map(({ id }) => id).join(', ');
  throw new BridgeError('place-unknown', `${options.place}; ${station.id} has: ${known}`);
};

/** What drivers of pads need of the site file; a place without a pad works without that file. */
export const tagRulesOf = (station: string, place: Place, profiles: Profiles) => {
  if (!place.devices.some(({ profile }) => profiles.get(profile)?.class === 'rfid')) return {};
  const { rfid = defaultRfidRules, isil } = loadSite(loadStation(station).site);
  return { tagRules: { rfid, isil } };
};

export const untilTold = () =>
  new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });

/**
 * An exit status for what `work` threw: that of the table, 78 for a profile that is wrong. What is
 * no failure of ours is thrown on.
 */
export const statusOf = (failure: unknown): number => {
  const told = failure as { code?: unknown; hint?: unknown; message: string };
  if (typeof told.code !== 'string' || typeof told.hint !== 'string') throw failure;
  process.stderr.write(`kitap bridge: ${told.message}\n${told.hint}\n`);
  return failure instanceof BridgeError ? failure.status : 78;
};
