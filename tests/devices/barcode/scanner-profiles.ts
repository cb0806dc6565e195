// Scanner profiles for tests, made by hand so that a shipped file may change without a test
// changing its meaning.
import type { DeviceProfile, ScannerSettings } from '../../../profiles/device-schema.ts';

export const posFallback = {
  reportId: 2,
  lengthAt: 1,
  aimAt: 2,
  dataAt: 5,
  dataBytes: 56,
  continuedAt: 63,
  continuedMask: 1,
};

export const scannerProfile = (
  driver: DeviceProfile['driver'],
  settings: Partial<ScannerSettings> = {},
  quirks: string[] = [],
): DeviceProfile => ({
  id: 'test-scanner',
  label: 'test scanner',
  vendor: 'test',
  class: 'scanner',
  driver,
  status: 'untested',
  source: 'made for a test',
  match: [],
  scanner: {
    prefix: '',
    suffix: ['0d0a', '0d', '0a'],
    interByteMs: 300,
    aim: 'optional',
    symbology: 'unknown',
    lineBytesMax: 256,
    ...settings,
  },
  quirks: quirks.map((name) => ({ name, why: 'a test' })),
  help: [],
});
