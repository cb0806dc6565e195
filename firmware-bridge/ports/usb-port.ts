// A USB device without a driver of the system, through the `usb` library (2.x, libusb inside; 3.x
// is another library by the same name, hardware.md 3.5): the vendor's interface with one bulk
// endpoint each way is claimed and used as a stream of bytes. Any program that claimed it holds it
// for itself, as a serial port would be held.
import type { Device, InEndpoint, Interface, OutEndpoint } from 'usb';
import type { Clock } from '../../devices/driver.ts';
import { BridgeError, whyOf } from '../errors.ts';
import { withTimeLimit } from '../time-limit.ts';
import { bulkPairOf, isVendorClass, usbPath } from './list-usb.ts';
import type { NativeModules } from './native-modules.ts';
import { asOpenFailure } from './open-failure.ts';
import { createPortListeners, type OpenedPort } from './port-listeners.ts';
import { createUsbPipe } from './usb-pipe.ts';

export const WRITE_LIMIT_MS = 2_000;
/** For transfers that the system does not give back; the device then stays open until it leaves. */
export const CLOSE_LIMIT_MS = 2_000;
export type UsbPortOptions = {
  /** As discovery found it: `/dev/bus/usb/001/004`. */
  path: string;
  clock: Clock;
  native: NativeModules;
  writeLimitMs?: number;
};

type Claimed = { device: Device; claimed: Interface; input: InEndpoint; output: OutEndpoint };

const pairOf = (device: Device): Omit<Claimed, 'device'> | undefined => {
  for (const claimed of device.interfaces ?? []) {
    const { bInterfaceClass, endpoints } = claimed.descriptor;
    const pair = isVendorClass(bInterfaceClass) ? bulkPairOf(endpoints) : undefined;
    if (!pair) continue;
    const [input, output] = [claimed.endpoint(pair.input), claimed.endpoint(pair.output)];
    return { claimed, input: input as InEndpoint, output: output as OutEndpoint };
  }
  return undefined;
};

/** Throws what libusb says, or a BridgeError; the device is closed again then. */
const claim = (device: Device, path: string): Claimed => {
  // The library knows each device once: to open it again would end with the first that closes it.
  if (device.interfaces) throw new BridgeError('port-busy', path);
  device.open();
  try {
    const pair = pairOf(device);
    if (!pair)
      throw new BridgeError(
        'profile-unusable',
        `${path}: no interface with a bulk endpoint each way`,
      );
    // A driver of the kernel (usbserial takes what it is told to) is put aside until the release.
    try {
      device.setAutoDetachKernelDriver(true);
    } catch (failure) {
      if (!/NOT_SUPPORTED/.test(whyOf(failure))) throw failure;
    }
    pair.claimed.claim();
    return { device, ...pair };
  } catch (failure) {
    device.close();
    throw failure;
  }
};

const findDevice = async ({ path, native }: UsbPortOptions): Promise<Device> => {
  const { getDeviceList } = await native.usb();
  const device = getDeviceList().find(
    ({ busNumber, deviceAddress }) => usbPath(busNumber, deviceAddress) === path,
  );
  // /sys may tell of a device a moment before udev tells the library: it is looked for again.
  if (!device) throw new BridgeError('port-missing', path);
  return device;
};

/**
 * For staff. The transfers of a device that leaves end as broken ones when they are faster than the
 * news that it left (seen in tests/hil); a bad cable looks the same.
 */
const toldOf = (why: string): string => {
  if (/NO_DEVICE/.test(why)) return 'unplugged';
  return /TRANSFER_ERROR/.test(why) ? `unplugged, or a bad cable (${why})` : why;
};

/** Failures are those of a device that has left: its end is no news. */
const release = async ({ device, claimed, input, output }: Claimed, stalled: boolean) => {
  const step = (act: (done: () => void) => void) =>
    new Promise<void>((resolve) => act(() => resolve()));
  // A halt outlives the handle: the next opening would find it.
  if (stalled)
    for (const endpoint of [input, output]) await step((done) => endpoint.clearHalt(done));
  await step((done) => claimed.release(done));
  device.close();
};

/**
 * Opens the device. Rejects with a BridgeError: `port-missing`, `port-denied`, `port-busy`,
 * `port-failed`, `profile-unusable`, `native-*`.
 */
export const openUsbPort = async (options: UsbPortOptions): Promise<OpenedPort> => {
  const { path, clock, writeLimitMs = WRITE_LIMIT_MS } = options;
  let opened: Claimed;
  try {
    opened = claim(await findDevice(options), path);
  } catch (failure) {
    throw asOpenFailure(failure, path);
  }
  const listeners = createPortListeners();
  let closing: Promise<void> | undefined;
  let stalled = false;

  const shut = (): Promise<void> => {
    const closed = async () => {
      await pipe.end();
      await release(opened, stalled);
    };
    closing ??= withTimeLimit(closed(), CLOSE_LIMIT_MS, clock, 'open-timeout').catch(() => {});
    return closing;
  };
  const fail = (failure: unknown) => {
    const why = whyOf(failure);
    stalled ||= /STALL/.test(why);
    listeners.gone(toldOf(why));
    void shut();
  };
  const pipe = createUsbPipe({ ...opened, onData: listeners.deliver, onFailure: fail });
  pipe.start();

  const writeOne = async (bytes: Uint8Array) => {
    if (!listeners.open) throw new BridgeError('port-closed', path);
    const sent = pipe.write(bytes).catch((failure: unknown) => {
      throw new BridgeError('write-failed', `${path}: ${whyOf(failure)}`, failure);
    });
    await withTimeLimit(sent, writeLimitMs, clock, 'write-timeout', path).catch((failure) => {
      fail(failure);
      throw failure;
    });
  };
  let tail: Promise<unknown> = Promise.resolve();
  return {
    name: path,
    write(bytes) {
      const mine = tail.then(() => writeOne(bytes));
      tail = mine.catch(() => {});
      return mine;
    },
    onData: listeners.onData,
    onClose: listeners.onClose,
    close() {
      listeners.end();
      return shut();
    },
  };
};
