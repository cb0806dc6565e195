// Which ports are there now. On Linux from /sys: it names vendor, product and serial number of
// every node at once, starts no process (serialport's own list runs `udevadm`, 0.4 s on a slow PC)
// and needs no udev. Elsewhere by the port libraries.
import { access, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FoundPort } from './found-port.ts';
import { hidUsageOf } from './hid-usage.ts';
import { hexId, listUsb, listUsbByLibrary } from './list-usb.ts';
import type { NativeModules } from './native-modules.ts';
import { namesIn, textOf } from './sysfs.ts';

/** From an interface up to its USB device: interface, device, and a hub's worth of room. */
const PARENTS_MAX = 6;

/** Vendor, product and serial number of the USB device above a sysfs node. */
const usbIdentity = async (node: string): Promise<Partial<FoundPort>> => {
  let folder = await realpath(node).catch(() => undefined);
  for (let step = 0; folder && step < PARENTS_MAX; step++, folder = dirname(folder)) {
    const [vendorId, productId] = await Promise.all([
      textOf(join(folder, 'idVendor')),
      textOf(join(folder, 'idProduct')),
    ]);
    if (!vendorId || !productId) continue;
    const serialNumber = await textOf(join(folder, 'serial'));
    return { vendorId, productId, ...(serialNumber ? { serialNumber } : {}) };
  }
  return {};
};

/**
 * Driver-backed ports only: ttyS of a PC exists four times whether wired or not, and is named by
 * path in a station profile.
 */
const listSerial = async (sysRoot: string): Promise<FoundPort[]> => {
  const all = await namesIn(join(sysRoot, 'class/tty'));
  const usb = all.filter((name) => /^tty(USB|ACM)\d+$/.test(name));
  return Promise.all(
    usb.map(async (name) => ({
      bus: 'serial' as const,
      path: `/dev/${name}`,
      ...(await usbIdentity(join(sysRoot, 'class/tty', name, 'device'))),
    })),
  );
};

const listPrinters = async (sysRoot: string): Promise<FoundPort[]> => {
  const all = await namesIn(join(sysRoot, 'class/usbmisc'));
  return Promise.all(
    all
      .filter((name) => /^lp\d+$/.test(name))
      .map(async (name) => ({
        bus: 'usb-printer' as const,
        path: `/dev/usb/${name}`,
        ...(await usbIdentity(join(sysRoot, 'class/usbmisc', name, 'device'))),
      })),
  );
};

/**
 * `HID_ID=0003:00000C2E:00000B61` and `HID_UNIQ=...` of the kernel's uevent, which also name
 * devices that are not on USB.
 */
const listHid = async (sysRoot: string): Promise<FoundPort[]> => {
  const found: FoundPort[] = [];
  for (const name of await namesIn(join(sysRoot, 'class/hidraw'))) {
    const device = join(sysRoot, 'class/hidraw', name, 'device');
    const uevent = (await textOf(join(device, 'uevent'))) ?? '';
    const id = /^HID_ID=[0-9A-F]+:0{4}([0-9A-F]{4}):0{4}([0-9A-F]{4})$/im.exec(uevent);
    const serialNumber = /^HID_UNIQ=(.+)$/m.exec(uevent)?.[1];
    const descriptor = await readFile(join(device, 'report_descriptor')).catch(() => undefined);
    found.push({
      bus: 'hid',
      path: `/dev/${name}`,
      ...(id ? { vendorId: id[1]!.toLowerCase(), productId: id[2]!.toLowerCase() } : {}),
      ...(serialNumber ? { serialNumber } : {}),
      ...(descriptor ? hidUsageOf(descriptor) : {}),
    });
  }
  return found;
};

const listByLibraries = async (native: NativeModules): Promise<FoundPort[]> => {
  const [serial, hid, usb] = await Promise.allSettled([
    native.serial().then(({ SerialPort }) => SerialPort.list()),
    native.hid().then(({ devicesAsync }) => devicesAsync()),
    native.usb().then(listUsbByLibrary),
  ]);
  // One kind of port missing must not hide another; device-source.ts asks why when a device is not
  // found.
  if ([serial, hid, usb].every(({ status }) => status === 'rejected'))
    throw (serial as PromiseRejectedResult).reason;
  const ports = serial.status === 'fulfilled' ? serial.value : [];
  const devices = hid.status === 'fulfilled' ? hid.value : [];
  return [
    ...ports.map((port) => ({
      bus: 'serial' as const,
      path: port.path,
      ...(port.vendorId ? { vendorId: port.vendorId.toLowerCase() } : {}),
      ...(port.productId ? { productId: port.productId.toLowerCase() } : {}),
      ...(port.serialNumber ? { serialNumber: port.serialNumber } : {}),
    })),
    ...devices.flatMap(({ path, vendorId, productId, serialNumber, usagePage, usage }) =>
      path
        ? [
            {
              bus: 'hid' as const,
              path,
              vendorId: hexId(vendorId),
              productId: hexId(productId),
              ...(serialNumber ? { serialNumber } : {}),
              ...(usagePage === undefined ? {} : { usagePage }),
              ...(usage === undefined ? {} : { usage }),
            },
          ]
        : [],
    ),
    ...(usb.status === 'fulfilled' ? usb.value : []),
  ];
};

/**
 * Lists what is plugged in. Rejects where the system can tell nothing; on Linux it also works with
 * no native module at all.
 */
export const listPorts = async (
  native: NativeModules,
  sysRoot = '/sys',
  platform: string = process.platform,
): Promise<FoundPort[]> => {
  if (platform !== 'linux') return listByLibraries(native);
  const parts = await Promise.all([
    ...[listSerial(sysRoot), listHid(sysRoot), listPrinters(sysRoot)],
    listUsb(sysRoot),
  ]);
  return parts.flat();
};

/**
 * Whether a node named by path in a station profile is there now; `COM3` cannot be asked, so it is
 * tried.
 */
export const pathExists = (path: string): Promise<boolean> =>
  process.platform === 'win32'
    ? Promise.resolve(true)
    : access(path).then(
        () => true,
        () => false,
      );
