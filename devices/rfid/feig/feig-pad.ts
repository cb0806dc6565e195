// The pad of a FEIG reader, as `registry.ts` makes it from a profile and the rules of the site.
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import type { DriverContext, RfidDriver } from '../../driver.ts';
import { padOf, type SiteTags } from '../pad-of.ts';
import type { TagCodec } from '../tag-codec.ts';
import { createFeigReader } from './feig-reader.ts';

export const createFeigPad = (
  context: DriverContext,
  profile: DeviceProfile,
  site: SiteTags,
  codec: TagCodec,
): RfidDriver => padOf(context, profile, site, codec, createFeigReader);
