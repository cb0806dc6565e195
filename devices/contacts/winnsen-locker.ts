// Driver of Winnsen locker boards.
import type { DeviceProfile } from '../../profiles/device-schema.ts';
import type { ContactDriver, DriverContext } from '../driver.ts';
import { contactSettingsOf } from './contact-settings.ts';
import { createLockerDriver } from './locker-driver.ts';
import { winnsenBoard } from './winnsen-frame.ts';

export const createWinnsenLocker = (
  context: DriverContext,
  profile: DeviceProfile,
): ContactDriver => {
  const { address, outputs } = contactSettingsOf(profile);
  return createLockerDriver(context, profile, winnsenBoard(address, outputs));
};
