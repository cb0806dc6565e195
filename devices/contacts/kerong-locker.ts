// Driver of Kerong locker boards; the profile says which of the two frame layouts the board speaks.
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { ContactDriver, DriverContext } from '../driver.ts';
import { contactSettingsOf } from './contact-settings.ts';
import { kerongBoard } from './kerong-frame.ts';
import { createLockerDriver } from './locker-driver.ts';

export const createKerongLocker = (
  context: DriverContext,
  profile: DeviceProfile,
): ContactDriver => {
  const { dialect = 'cu16', address, outputs } = contactSettingsOf(profile);
  return createLockerDriver(context, profile, kerongBoard(dialect, address, outputs));
};
