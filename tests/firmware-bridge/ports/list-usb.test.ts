import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPort } from '../../../firmware-bridge/discovery.ts';
import { bulkPairOf, listUsb, listUsbByLibrary } from '../../../firmware-bridge/ports/list-usb.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';
import { createUsbStandIn, STAND_IN_PATH } from './usb-stand-in.ts';

describe('list of USB devices', () => {
  let sysRoot: string;
  beforeEach(() => {
    sysRoot = mkdtempSync(join(tmpdir(), 'kitap-sys-'));
  });
  afterEach(() => rmSync(sysRoot, { recursive: true }));

  const put = (folder: string, files: Record<string, string>) => {
    const path = join(sysRoot, 'bus/usb/devices', folder);
    mkdirSync(path, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), `${text}\n`);
  };
  /** As the kernel of tests/hil shows a device with one interface. */
  const plug = (name: string, device: Record<string, string>, interfaceClass: string) => {
    put(name, { busnum: '1', ...device });
    put(`${name}:1.0`, { bInterfaceClass: interfaceClass });
    put(`${name}:1.0/ep_81`, { bEndpointAddress: '81', bmAttributes: '02' });
    put(`${name}:1.0/ep_02`, { bEndpointAddress: '02', bmAttributes: '02' });
  };
  const feig = { idVendor: '0ab1', idProduct: '0004' };

  it('names a vendor-specific device with one bulk endpoint each way, and no other', async () => {
    plug('1-1', { ...feig, devnum: '4', serial: '12345678' }, 'ff');
    plug('1-2', { ...feig, devnum: '17' }, '00');
    // Data of CDC, mass storage: the system speaks for these.
    plug('1-3', { ...feig, devnum: '6' }, '0a');
    plug('1-4', { idVendor: '0781', idProduct: '5567', devnum: '7' }, '08');
    put('usb1', { busnum: '1', devnum: '1', idVendor: '1d6b', idProduct: '0002' });
    put('1-0:1.0', { bInterfaceClass: '09' });
    // Left while it was read.
    put('1-5:1.0', { bInterfaceClass: 'ff' });
    expect(await listUsb(sysRoot)).toEqual([
      {
        bus: 'usb',
        path: '/dev/bus/usb/001/004',
        vendorId: '0ab1',
        productId: '0004',
        serialNumber: '12345678',
      },
      { bus: 'usb', path: '/dev/bus/usb/001/017', vendorId: '0ab1', productId: '0004' },
    ]);
  });

  it('a computer without USB has none', async () => {
    expect(await listUsb(sysRoot)).toEqual([]);
  });

  it('finds two equal readers by serial number, and a model by its product', async () => {
    plug('1-1', { ...feig, devnum: '4', serial: 'A' }, 'ff');
    plug('1-2', { ...feig, devnum: '5', serial: 'B' }, 'ff');
    const ports = await listUsb(sysRoot);
    const find = (id: string, serialNumber?: string) => {
      const port = { kind: 'usb' as const, ...(serialNumber ? { serialNumber } : {}) };
      const profile = loadDeviceProfiles().get(id)!;
      return findPort(ports, profile, { id: 'pad', profile: id, port }, new Set())?.path;
    };
    expect(find('feig-usb', 'B')).toBe('/dev/bus/usb/001/005');
    expect(find('feig-cpr74')).toBe('/dev/bus/usb/001/004');
    expect(find('feig-usb', 'C')).toBe(undefined);
    expect(find('honeywell-serial')).toBe(undefined);
  });

  it('takes an interface with other endpoints beside the pair, and none with two pairs', () => {
    const endpoint = (bEndpointAddress: number, bmAttributes = 2) => ({
      ...{ bEndpointAddress, bmAttributes },
    });
    const pair = [endpoint(0x81), endpoint(0x01), endpoint(0x83, 3)];
    expect(bulkPairOf(pair)).toEqual({ input: 0x81, output: 0x01 });
    expect(bulkPairOf([...pair, endpoint(0x84)])).toBe(undefined);
    expect(bulkPairOf([endpoint(0x81), endpoint(0x82)])).toBe(undefined);
    expect(bulkPairOf([endpoint(0x81)])).toBe(undefined);
  });

  it('elsewhere the library lists, in the same shape, with no serial number', () => {
    expect(listUsbByLibrary(createUsbStandIn().usb)).toEqual([
      { bus: 'usb', path: STAND_IN_PATH, vendorId: '0ab1', productId: '0004' },
    ]);
    expect(listUsbByLibrary(createUsbStandIn(0x03).usb)).toEqual([]);
  });
});
