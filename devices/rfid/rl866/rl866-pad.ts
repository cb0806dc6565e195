// The pad of an RL866, as `registry.ts` makes it from a profile and the rules of the site.
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import { defaultRfidRules, type RfidRules } from '../../../profiles/rfid-rules.ts';
import type { DriverContext, RfidDriver } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import { createRfidPad } from '../rfid-pad.ts';
import type { TagCodec } from '../tag-codec.ts';
import { createRl866Reader } from './rl866-reader.ts';

/** The quirk by which a profile allows the access codes that stand in no source. */
const INFERRED_CODES = 'inferred-codes';

export const createRl866Pad = (
  context: DriverContext,
  profile: DeviceProfile,
  site: { rfid?: RfidRules; isil?: string },
  codec: TagCodec,
): RfidDriver => {
  const settings = profile.rfid;
  if (!settings) throw new RfidError('profile-without-rfid', profile.id);
  const inferred = profile.quirks.some(({ name }) => name === INFERRED_CODES);
  const { port, clock } = context;
  return createRfidPad(context, {
    connect: (onNoise) => createRl866Reader({ port, clock, settings, inferred, onNoise }),
    codec,
    settings,
    rules: site.rfid ?? defaultRfidRules,
    isil: site.isil ?? '',
  });
};
