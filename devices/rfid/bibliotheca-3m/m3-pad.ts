// The pad of a 3M 210 or 810, as `registry.ts` makes it from a profile and the rules of the site.
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import { defaultRfidRules, type RfidRules } from '../../../profiles/rfid-rules.ts';
import type { DriverContext, RfidDriver } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import { createRfidPad } from '../rfid-pad.ts';
import type { TagCodec } from '../tag-codec.ts';
import { createM3Reader } from './m3-reader.ts';

export const createM3Pad = (
  context: DriverContext,
  profile: DeviceProfile,
  site: { rfid?: RfidRules; isil?: string },
  codec: TagCodec,
): RfidDriver => {
  const settings = profile.rfid;
  if (!settings) throw new RfidError('profile-without-rfid', profile.id);
  const { port, clock } = context;
  return createRfidPad(context, {
    connect: (onNoise) => createM3Reader({ port, clock, settings, onNoise }),
    codec,
    settings,
    rules: site.rfid ?? defaultRfidRules,
    isil: site.isil ?? '',
  });
};
