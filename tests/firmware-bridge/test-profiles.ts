// Device profiles of the tests: the shape of shipped ones, with nothing that a test does not need.
import type { DeviceProfile, ScannerSettings } from '../../profiles/device-schema.ts';
import { loadDeviceProfiles } from '../../profiles/loader.ts';

const scanner: ScannerSettings = {
  prefix: '',
  suffix: ['0d'],
  interByteMs: 300,
  aim: 'always',
  symbology: 'unknown',
  lineBytesMax: 512,
};

const base = {
  vendor: 'test',
  status: 'verified' as const,
  source: 'tests/firmware-bridge',
  quirks: [],
  help: [],
};

export const serialScannerProfile: DeviceProfile = {
  ...base,
  id: 'test-serial-scanner',
  label: 'Serial scanner',
  class: 'scanner',
  driver: 'serial-scanner',
  match: [{ bus: 'serial', vendorId: '0c2e', productId: '0b61' }],
  serial: { baudRate: 9600, dataBits: '8', parity: 'none', stopBits: '1' },
  scanner,
};

export const hidScannerProfile: DeviceProfile = {
  ...base,
  id: 'test-hid-scanner',
  label: 'HID scanner',
  class: 'scanner',
  driver: 'hid-pos-scanner',
  match: [{ bus: 'hid', usagePage: 0x8c, usage: 2 }],
  scanner,
};

export const wedgeProfile: DeviceProfile = {
  ...base,
  id: 'test-wedge',
  label: 'Keyboard wedge',
  class: 'scanner',
  driver: 'keyboard-wedge',
  match: [],
  scanner: { ...scanner, aim: 'optional', keyGapMsMax: 50, lengthMin: 6 },
};

export const printerProfile: DeviceProfile = {
  ...base,
  id: 'test-printer',
  label: 'Receipt printer',
  class: 'printer',
  driver: 'escpos-printer',
  match: [{ bus: 'usb-printer', vendorId: '04b8' }],
  printer: {
    dialect: 'epson',
    widthDots: 576,
    columns: 48,
    pages: [],
    textMode: 'raster',
    bandRows: 24,
    leaveKanji: false,
    cut: 'partial',
    status: 'asb',
    ack: 'process-id',
    clearBuffer: 'dle-dc4',
  },
};

/** A shipped one: simulated pads speak the protocol of their profile. */
const padProfile = loadDeviceProfiles().get('feig-serial')!;

export const testProfiles: ReadonlyMap<string, DeviceProfile> = new Map(
  [serialScannerProfile, hidScannerProfile, wedgeProfile, printerProfile, padProfile].map(
    (profile) => [profile.id, profile],
  ),
);
