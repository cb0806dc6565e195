// What a scanner's driver cannot start without. The lint says it kindly; here a profile that came
// round it is a bug.
import assert from 'node:assert/strict';
import type { DeviceProfile, ScannerSettings } from '../../profiles/device-schema.ts';

export const scannerSettingsOf = (profile: DeviceProfile): ScannerSettings => {
  assert(profile.scanner, `${profile.id}: a scanner profile without scanner settings`);
  return profile.scanner;
};

export const hasQuirk = (profile: DeviceProfile, name: string): boolean =>
  profile.quirks.some((quirk) => quirk.name === name);
