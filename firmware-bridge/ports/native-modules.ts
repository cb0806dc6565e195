// Loads the native port libraries, only when a device needs one: where a module or a system library
// is missing, the devices of that kind say so and the rest of the bridge works (hardware.md 3.5).
import { BridgeError } from '../errors.ts';

export type SerialModule = Pick<typeof import('serialport'), 'SerialPort'>;
export type HidModule = Pick<
  typeof import('node-hid'),
  'HIDAsync' | 'devicesAsync' | 'setDriverType'
>;

export type UsbModule = Pick<typeof import('usb'), 'getDeviceList'>;

export type NativeModules = {
  serial(): Promise<SerialModule>;
  hid(): Promise<HidModule>;
  usb(): Promise<UsbModule>;
};

const SYSTEM_LIBRARY =
  /lib[\w.+-]+\.so[.\d]*:? .*(cannot open|no such file|not found|too short|invalid ELF)/i;
const MODULE =
  /cannot find (module|package)|no native build|prebuil[dt]|NODE_MODULE_VERSION|invalid ELF|wrong ELF|specified module could not be found|not a valid Win32|dlopen|GLIBC/i;

/**
 * Tells a missing library of the system from a missing or foreign native module; anything else is
 * given back as it came.
 */
export const asNativeFailure = (failure: unknown, module: string): unknown => {
  if (failure instanceof BridgeError) return failure;
  const text = failure instanceof Error ? failure.message : String(failure);
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  const detail = `${module}: ${text.split('\n')[0]}`;
  if (SYSTEM_LIBRARY.test(text)) return new BridgeError('native-library-missing', detail, failure);
  if (MODULE.test(text) || code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED')
    return new BridgeError('native-module-missing', detail, failure);
  return failure;
};

const load = async <T>(module: string, importIt: () => Promise<T>): Promise<T> => {
  try {
    return await importIt();
  } catch (failure) {
    throw asNativeFailure(failure, module);
  }
};

export const nativeModules: NativeModules = {
  serial: () => load('serialport', () => import('serialport')),
  hid: () =>
    load('node-hid', async () => {
      const hid = await import('node-hid');
      // The libusb driver tells no usage page and takes the device away from the kernel
      // (test-bench.md section 3).
      if (process.platform === 'linux') hid.setDriverType('hidraw');
      // The binding is loaded at the first call only: this is one, so that what is missing is told
      // here.
      hid.getHidapiVersion();
      return hid;
    }),
  usb: () =>
    load('usb', async () => {
      const module = await import('usb');
      // Loaded, but useless where the system gives no access to USB at all (some containers).
      const failure = module.usb.INIT_ERROR;
      if (failure) throw new BridgeError('port-failed', `usb: libusb does not start (${failure})`);
      return module;
    }),
};
