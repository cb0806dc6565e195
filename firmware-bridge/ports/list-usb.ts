// USB devices that no driver of the system speaks for: a vendor's own interface with one bulk
// endpoint each way, such as FEIG's readers (hardware.md 2). On Linux from /sys, which tells serial
// numbers without opening anything; elsewhere from the `usb` library.
import { join } from 'node:path';
import type { FoundPort } from './found-port.ts';
import type { UsbModule } from './native-modules.ts';
import { namesIn, textOf } from './sysfs.ts';

/** Four digits, as udev prints them. */
export const hexId = (id: number) => id.toString(16).padStart(4, '0');

/**
 * Classes of an interface whose meaning is the vendor's: FF, and 00 of devices older than the rule
 * (USB 2.0 section 9.6.5). All others have a driver of the system and a port of their own here.
 */
export const isVendorClass = (interfaceClass: number) =>
  interfaceClass === 0xff || interfaceClass === 0x00;

/**
 * The node of the device as the kernel names it. Other systems have no such node; the name serves
 * them as well.
 */
export const usbPath = (bus: number, device: number) =>
  `/dev/bus/usb/${String(bus).padStart(3, '0')}/${String(device).padStart(3, '0')}`;

/** bmAttributes, bits 0 and 1, and the direction bit of bEndpointAddress (USB 2.0 section 9.6.6). */
const TYPE_MASK = 0x03;
const BULK = 2;
const IN_BIT = 0x80;

type Endpoint = { bEndpointAddress: number; bmAttributes: number };

/** The bulk endpoints of an interface that has exactly one each way. */
export const bulkPairOf = (
  endpoints: readonly Endpoint[],
): { input: number; output: number } | undefined => {
  const bulk = endpoints.filter(({ bmAttributes }) => (bmAttributes & TYPE_MASK) === BULK);
  const [one, two, more] = bulk
    .map(({ bEndpointAddress }) => bEndpointAddress)
    .sort((a, b) => a - b);
  if (one === undefined || two === undefined || more !== undefined) return undefined;
  return one < IN_BIT && two >= IN_BIT ? { input: two, output: one } : undefined;
};

/** Of an interface's folder: `ep_81/bEndpointAddress`, `ep_81/bmAttributes`, hexadecimal. */
const endpointsIn = async (folder: string): Promise<Endpoint[]> => {
  const names = (await namesIn(folder)).filter((name) => name.startsWith('ep_'));
  return Promise.all(
    names.map(async (name) => {
      const read = async (attribute: string) =>
        Number.parseInt((await textOf(join(folder, name, attribute))) ?? '', 16);
      return {
        bEndpointAddress: await read('bEndpointAddress'),
        bmAttributes: await read('bmAttributes'),
      };
    }),
  );
};

/** From `/sys/bus/usb/devices`: interfaces are called `1-2:1.0`, their device `1-2`. */
export const listUsb = async (sysRoot: string): Promise<FoundPort[]> => {
  const root = join(sysRoot, 'bus/usb/devices');
  const devices = new Set<string>();
  for (const name of (await namesIn(root)).filter((each) => each.includes(':'))) {
    const interfaceClass = await textOf(join(root, name, 'bInterfaceClass'));
    if (interfaceClass === undefined || !isVendorClass(Number.parseInt(interfaceClass, 16)))
      continue;
    if (bulkPairOf(await endpointsIn(join(root, name)))) devices.add(name.split(':')[0]!);
  }
  const found: FoundPort[] = [];
  for (const name of devices) {
    const read = (attribute: string) => textOf(join(root, name, attribute));
    const [bus, device, serialNumber] = [
      await read('busnum'),
      await read('devnum'),
      await read('serial'),
    ];
    const [vendorId, productId] = [await read('idVendor'), await read('idProduct')];
    // Pulled out while it was read.
    if (!bus || !device || !vendorId || !productId) continue;
    const path = usbPath(Number(bus), Number(device));
    found.push({
      ...{ bus: 'usb', path, vendorId, productId },
      ...(serialNumber ? { serialNumber } : {}),
    });
  }
  return found;
};

const interfacesOf = (device: ReturnType<UsbModule['getDeviceList']>[number]) => {
  try {
    return device.configDescriptor?.interfaces.flat() ?? [];
  } catch {
    // A hub or a device of another's driver on Windows: none of ours.
    return [];
  }
};

/**
 * Without serial numbers: to read one the device must be opened, and that would disturb the one who
 * holds it.
 */
export const listUsbByLibrary = ({ getDeviceList }: UsbModule): FoundPort[] =>
  getDeviceList()
    .filter((device) =>
      interfacesOf(device).some(
        ({ bInterfaceClass, endpoints }) => isVendorClass(bInterfaceClass) && bulkPairOf(endpoints),
      ),
    )
    .map(({ busNumber, deviceAddress, deviceDescriptor }) => ({
      bus: 'usb',
      path: usbPath(busNumber, deviceAddress),
      vendorId: hexId(deviceDescriptor.idVendor),
      productId: hexId(deviceDescriptor.idProduct),
    }));
