import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listPorts } from '../../../firmware-bridge/ports/list-ports.ts';
import type { NativeModules } from '../../../firmware-bridge/ports/native-modules.ts';
import { posReportDescriptor } from '../../../firmware-bridge/simulated/pos-reports.ts';

const none: NativeModules = {
  serial: () => Promise.reject(new Error('libudev is missing')),
  hid: () => Promise.reject(new Error('libusb is missing')),
  usb: () => Promise.reject(new Error('libudev is missing')),
};

describe('list of ports from /sys', () => {
  let sysRoot: string;
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(sysRoot, path)), { recursive: true });
    writeFileSync(join(sysRoot, path), content);
  };
  const link = (from: string, to: string) => {
    mkdirSync(dirname(join(sysRoot, from)), { recursive: true });
    mkdirSync(join(sysRoot, to), { recursive: true });
    symlinkSync(join(sysRoot, to), join(sysRoot, from));
  };
  beforeEach(() => {
    sysRoot = mkdtempSync(join(tmpdir(), 'kitap-sys-'));
  });
  afterEach(() => rmSync(sysRoot, { recursive: true }));

  it('names what the kernel names, and needs no native module', async () => {
    put('devices/usb1/1-2/idVendor', '0403\n');
    put('devices/usb1/1-2/idProduct', '6001\n');
    put('devices/usb1/1-2/serial', 'FT0001\n');
    link('class/tty/ttyUSB0/device', 'devices/usb1/1-2/1-2:1.0/ttyUSB0');
    link('class/tty/ttyS0/device', 'devices/platform/serial8250');
    put('devices/usb1/1-3/idVendor', '04b8\n');
    put('devices/usb1/1-3/idProduct', '0e15\n');
    link('class/usbmisc/lp0/device', 'devices/usb1/1-3/1-3:1.0');
    link('class/hidraw/hidraw0/device', 'devices/usb1/1-4/1-4:1.0/0003:0C2E:0B61.0001');
    const hid = 'devices/usb1/1-4/1-4:1.0/0003:0C2E:0B61.0001';
    put(`${hid}/uevent`, 'HID_ID=0003:00000C2E:00000B61\nHID_NAME=Scanner\nHID_UNIQ=SN 1\n');
    put(`${hid}/report_descriptor`, posReportDescriptor);
    expect(await listPorts(none, sysRoot, 'linux')).toEqual([
      {
        bus: 'serial',
        path: '/dev/ttyUSB0',
        vendorId: '0403',
        productId: '6001',
        serialNumber: 'FT0001',
      },
      {
        bus: 'hid',
        path: '/dev/hidraw0',
        vendorId: '0c2e',
        productId: '0b61',
        serialNumber: 'SN 1',
        usagePage: 0x8c,
        usage: 2,
      },
      { bus: 'usb-printer', path: '/dev/usb/lp0', vendorId: '04b8', productId: '0e15' },
    ]);
  });

  it('a computer without any such class has no ports', async () => {
    expect(await listPorts(none, sysRoot, 'linux')).toEqual([]);
  });

  it('elsewhere the libraries list, in the same shape', async () => {
    const native = {
      usb: none.usb,
      serial: async () => ({
        SerialPort: {
          list: async () => [{ path: 'COM3', vendorId: '0C2E', productId: '0B61' }],
        },
      }),
      hid: async () => ({
        devicesAsync: async () => [
          { path: 'hid#1', vendorId: 0x0c2e, productId: 0x61, usagePage: 0x8c, usage: 2 },
        ],
      }),
    } as unknown as NativeModules;
    expect(await listPorts(native, sysRoot, 'win32')).toEqual([
      { bus: 'serial', path: 'COM3', vendorId: '0c2e', productId: '0b61' },
      {
        bus: 'hid',
        path: 'hid#1',
        vendorId: '0c2e',
        productId: '0061',
        usagePage: 0x8c,
        usage: 2,
      },
    ]);
    const noSerial = { ...native, serial: none.serial };
    expect((await listPorts(noSerial, sysRoot, 'win32')).map(({ bus }) => bus)).toEqual(['hid']);
    await expect(listPorts(none, sysRoot, 'win32')).rejects.toThrow(/missing/);
  });
});
