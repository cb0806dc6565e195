// Makes the simulated peer that speaks a profile's protocol; a new class of device is added here
// and nowhere else.

import { createSimulatedBoard } from './simulated-board.ts';
import { createSimulatedContacts } from './simulated-contacts.ts';
import type { SimulatedDevice, SimulatedDeviceOptions } from './simulated-device.ts';
import { createSimulatedPad } from './simulated-pad.ts';
import { createSimulatedPrinterDevice } from './simulated-printer-device.ts';
import { createSimulatedScanner } from './simulated-scanner.ts';

/** Throws `profile-unusable` for a profile whose protocol has no simulated peer. */
export const createSimulatedDevice = (options: SimulatedDeviceOptions): SimulatedDevice => {
  const { id, profile, clock } = options;
  if (profile.driver.startsWith('kitap-board')) return createSimulatedBoard(options);
  if (profile.class === 'contacts') return createSimulatedContacts(options);
  if (profile.class === 'rfid') return createSimulatedPad(options);
  return profile.class === 'printer'
    ? createSimulatedPrinterDevice(options)
    : createSimulatedScanner({ name: `simulated ${id}`, profile, clock });
};
