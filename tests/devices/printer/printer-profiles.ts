// Every printer profile of the package, as shipped.

import type { DeviceProfile, PrinterSettings } from '../../../profiles/device-schema.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';

export type PrinterProfile = DeviceProfile & { printer: PrinterSettings };

export const printerProfiles: PrinterProfile[] = Array.from(loadDeviceProfiles().values()).filter(
  (profile): profile is PrinterProfile => profile.printer !== undefined,
);

export const printerProfile = (id: string): PrinterProfile => {
  const found = printerProfiles.find((profile) => profile.id === id);
  if (!found) throw new Error(`no printer profile ${id}`);
  return found;
};
