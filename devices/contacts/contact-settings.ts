// The contact part of a profile, which every driver here needs, and the silence that its line needs before a frame.
import type { ContactSettings, DeviceProfile } from '../../profiles/device-schema.ts';
import { ContactError } from './errors.ts';

/** Throws `profile-without-contacts`. */
export const contactSettingsOf = (profile: DeviceProfile): ContactSettings => {
  if (!profile.contacts) throw new ContactError('profile-without-contacts', profile.id);
  return profile.contacts;
};

/** Never less: a USB adapter turns the line round in about this time. */
const GAP_MS_MIN = 2;
/** Start bit, eight bits, parity or a second stop bit, stop bit. */
const BITS_A_CHARACTER = 11;

/** 3.5 characters (Modbus over Serial Line V1.02, 2.5.1.1), for the locker boards too. */
export const gapMsOf = (profile: DeviceProfile): number =>
  Math.max(
    GAP_MS_MIN,
    Math.ceil((3.5 * BITS_A_CHARACTER * 1_000) / (profile.serial?.baudRate ?? 9_600)),
  );
