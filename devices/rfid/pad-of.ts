// What the pads of all families have in common when `registry.ts` makes them from a profile and the rules of the site.
import type { DeviceProfile, RfidSettings } from '../../profiles/device-schema.ts';
import { defaultRfidRules, type RfidRules } from '../../profiles/rfid-rules.ts';
import type { DriverContext, RfidDriver } from '../driver.ts';
import { RfidError } from './errors.ts';
import { createRfidPad } from './rfid-pad.ts';
import type { TagCodec } from './tag-codec.ts';
import type { TagReader } from './tag-reader.ts';

export type SiteTags = { rfid?: RfidRules; isil?: string };

/** What a reader of any family is made of. */
export type ReaderParts = Pick<DriverContext, 'port' | 'clock'> & {
  settings: RfidSettings;
  onNoise(bytes: number): void;
};

/** @throws RfidError `profile-without-rfid` */
export const padOf = (
  context: DriverContext,
  profile: DeviceProfile,
  site: SiteTags,
  codec: TagCodec,
  createReader: (parts: ReaderParts) => TagReader,
): RfidDriver => {
  const settings = profile.rfid;
  if (!settings) throw new RfidError('profile-without-rfid', profile.id);
  const { port, clock } = context;
  return createRfidPad(context, {
    connect: (onNoise) => createReader({ port, clock, settings, onNoise }),
    codec,
    settings,
    rules: site.rfid ?? defaultRfidRules,
    isil: site.isil ?? '',
  });
};
