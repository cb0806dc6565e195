// The pad of a 3M 210 or 810, as `registry.ts` makes it from a profile and the rules of the site.
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import type { DriverContext, RfidDriver } from '../../driver.ts';
import { padOf, type SiteTags } from '../pad-of.ts';
import type { TagCodec } from '../tag-codec.ts';
import { createM3Reader } from './m3-reader.ts';

export const createM3Pad = (
  context: DriverContext,
  profile: DeviceProfile,
  site: SiteTags,
  codec: TagCodec,
): RfidDriver => padOf(context, profile, site, codec, createM3Reader);
