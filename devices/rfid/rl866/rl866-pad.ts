// The pad of an RL866, as `registry.ts` makes it from a profile and the rules of the site.
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import type { DriverContext, RfidDriver } from '../../driver.ts';
import { padOf, type SiteTags } from '../pad-of.ts';
import type { TagCodec } from '../tag-codec.ts';
import { createRl866Reader } from './rl866-reader.ts';

/** The quirk by which a profile allows the access codes that stand in no source. */
const INFERRED_CODES = 'inferred-codes';

export const createRl866Pad = (
  context: DriverContext,
  profile: DeviceProfile,
  site: SiteTags,
  codec: TagCodec,
): RfidDriver => {
  const inferred = profile.quirks.some(({ name }) => name === INFERRED_CODES);
  return padOf(context, profile, site, codec, (parts) => createRl866Reader({ ...parts, inferred }));
};
