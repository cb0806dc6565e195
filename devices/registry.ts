// Which driver speaks for which profile. A new driver is one line here and one literal in
// profiles/device-schema.ts.
import type { DeviceProfile } from '../profiles/device-schema.ts';
import type { RfidRules } from '../profiles/rfid-rules.ts';
import { createHidPosScanner } from './barcode/hid-pos-scanner.ts';
import { createKeyboardWedge } from './barcode/keyboard-wedge.ts';
import { createSerialScanner } from './barcode/serial-scanner.ts';
import { createBoardDriver } from './board/board-driver.ts';
import { createBoardPad } from './board/board-pad.ts';
import { createKerongLocker } from './contacts/kerong-locker.ts';
import { createModbusRelay } from './contacts/modbus-relay.ts';
import { createWinnsenLocker } from './contacts/winnsen-locker.ts';
import type { ContactDriver, Driver, DriverContext, PrinterDriver, RfidDriver } from './driver.ts';
import { createEscposPrinter } from './printer/escpos-printer.ts';
import { createM3Pad } from './rfid/bibliotheca-3m/m3-pad.ts';
import { createFeigPad } from './rfid/feig/feig-pad.ts';
import { createRl866Pad } from './rfid/rl866/rl866-pad.ts';
import { tagCodec } from './rfid/tag-codec.ts';

/**
 * What the profile does not hold: `reportDescriptor` of a HID device, as in sysfs
 * `report_descriptor`; `rfid`, the site's rules about tags, and `isil`, its own.
 */
export type DriverExtra = { reportDescriptor?: Uint8Array; rfid?: RfidRules; isil?: string };

export type AnyDriver = Driver | PrinterDriver | RfidDriver | ContactDriver;

type Factory = (context: DriverContext, profile: DeviceProfile, extra?: DriverExtra) => AnyDriver;

const factories: Readonly<Record<DeviceProfile['driver'], Factory>> = {
  'serial-scanner': createSerialScanner,
  'hid-pos-scanner': createHidPosScanner,
  'keyboard-wedge': createKeyboardWedge,
  'escpos-printer': createEscposPrinter,
  'modbus-relay': createModbusRelay,
  'kerong-locker': createKerongLocker,
  'winnsen-locker': createWinnsenLocker,
  'kitap-board': createBoardDriver,
  'kitap-board-pad': (context, profile, extra = {}) =>
    createBoardPad(context, profile, extra, tagCodec),
  'feig-iso-host': (context, profile, extra = {}) =>
    createFeigPad(context, profile, extra, tagCodec),
  rl866: (context, profile, extra = {}) => createRl866Pad(context, profile, extra, tagCodec),
  '3m-810': (context, profile, extra = {}) => createM3Pad(context, profile, extra, tagCodec),
};

/** The driver for this profile, not started yet. */
export const createDriver: Factory = (context, profile, extra) =>
  factories[profile.driver](context, profile, extra);

export const isPrinterDriver = (driver: AnyDriver): driver is PrinterDriver => 'print' in driver;
