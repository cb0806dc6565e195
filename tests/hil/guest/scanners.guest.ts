// In the virtual machine: our ports, drivers, discovery and supervisor on device nodes of a real
// kernel. What is proven here and cannot be with pseudo-terminals: hidraw, vendor and product ids,
// serial numbers, and unplugging as the kernel does it.
import assert from 'node:assert/strict';
import { constants, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { after, test } from 'node:test';
import { createHidPosScanner } from '../../../devices/barcode/hid-pos-scanner.ts';
import { createSerialScanner } from '../../../devices/barcode/serial-scanner.ts';
import type { BarcodeRead, DriverEvent } from '../../../devices/driver.ts';
import { createRealSource } from '../../../firmware-bridge/device-source.ts';
import { createDiscovery } from '../../../firmware-bridge/discovery.ts';
import type { DeviceState } from '../../../firmware-bridge/messages.ts';
import { listPorts } from '../../../firmware-bridge/ports/list-ports.ts';
import { nativeModules } from '../../../firmware-bridge/ports/native-modules.ts';
import { posReportDescriptor, posReports } from '../../../firmware-bridge/simulated/pos-reports.ts';
import { createSupervisor, type Supervisor } from '../../../firmware-bridge/supervisor.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import type { PlaceDevice } from '../../../profiles/station-schema.ts';
import {
  hidScannerProfile,
  printerProfile,
  serialScannerProfile,
} from '../../firmware-bridge/test-profiles.ts';
import { plugUhidDevice } from './uhid-device.ts';
import { until } from './until.ts';
import { createGadget } from './usb-gadget.ts';

const taken = new Set<string>();
const discovery = createDiscovery({ list: () => listPorts(nativeModules), clock: systemClock });

const supervise = (port: PlaceDevice['port'], profile: DeviceProfile) => {
  const device: PlaceDevice = { id: 'device', profile: profile.id, port };
  const events: DriverEvent[] = [];
  const states: DeviceState[] = [];
  const deps = { clock: systemClock, native: nativeModules, discovery, taken };
  const supervisor: Supervisor = createSupervisor({
    id: device.id,
    profile,
    source: createRealSource(device, profile, deps),
    clock: systemClock,
    // Named one by one: the registry would load the printers' font renderer, half a minute in an
    // emulated machine.
    createDriver: profile.driver === 'serial-scanner' ? createSerialScanner : createHidPosScanner,
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
  });
  supervisor.start();
  const reads = () => events.filter((event): event is BarcodeRead => event.type === 'barcode-read');
  return {
    supervisor,
    states,
    reads,
    ready: (opens: number) =>
      until(`ready ${opens} times: ${JSON.stringify(states)}`, () => {
        const { state, opens: seen } = supervisor.health();
        return state.state === 'ready' && seen === opens;
      }),
    absent: () => until('absent', () => supervisor.state().state === 'absent'),
    read: (count: number) => until(`${count} codes`, () => reads().length >= count),
  };
};

const loaded = (library: string) => readFileSync('/proc/self/maps', 'utf8').includes(library);

test('a HID POS scanner: listed by /sys, read, pulled out, put back, read again', async () => {
  const plug = () =>
    plugUhidDevice({
      name: 'Test scanner',
      serialNumber: 'SN0001',
      vendorId: 0x0c2e,
      productId: 0x0b61,
      descriptor: posReportDescriptor,
    });
  let scanner = plug();
  const [found] = await until('the scanner in the list', async () => {
    const ports = await listPorts(nativeModules);
    return ports.some(({ bus, usagePage }) => bus === 'hid' && usagePage) && ports;
  });
  assert.deepEqual(
    { ...found, path: '' },
    {
      bus: 'hid',
      path: '',
      vendorId: '0c2e',
      productId: '0b61',
      serialNumber: 'SN0001',
      usagePage: 0x8c,
      usage: 2,
    },
  );
  // The presence of devices is told without any native module.
  assert.equal(loaded('HID_hidraw'), false);

  const device = supervise({ kind: 'hid', serialNumber: 'SN0001' }, hidScannerProfile);
  after(() => device.supervisor.stop());
  await device.ready(1);
  assert.equal(loaded('HID_hidraw'), true);
  for (const report of posReports('30114000123456', ']C0')) scanner.input(report);
  for (const report of posReports('X'.repeat(100), ']Q1')) scanner.input(report);
  await device.read(2);
  assert.deepEqual(device.reads(), [
    { type: 'barcode-read', text: '30114000123456', symbology: 'code128', aim: ']C0' },
    { type: 'barcode-read', text: 'X'.repeat(100), symbology: 'qr', aim: ']Q1' },
  ]);

  for (let round = 1; round <= 2; round++) {
    scanner.destroy();
    await device.absent();
    scanner = plug();
    await device.ready(round + 1);
    for (const report of posReports(`9780000000${round}`, ']E0')) scanner.input(report);
    await device.read(2 + round);
    assert.equal(device.reads().at(-1)?.text, `9780000000${round}`);
  }
  await device.supervisor.stop();
  scanner.destroy();
});

test('two equal HID scanners are told apart by serial number', async () => {
  const [first, second] = ['A1', 'B2'].map((serialNumber) =>
    plugUhidDevice({
      name: 'Test scanner',
      serialNumber,
      vendorId: 0x0c2e,
      productId: 0x0b61,
      descriptor: posReportDescriptor,
    }),
  );
  const b = supervise({ kind: 'hid', serialNumber: 'B2' }, hidScannerProfile);
  const any = supervise({ kind: 'hid' }, hidScannerProfile);
  after(() => Promise.all([b.supervisor.stop(), any.supervisor.stop()]));
  await b.ready(1);
  await any.ready(1);
  for (const report of posReports('222222', ']C0')) second!.input(report);
  for (const report of posReports('111111', ']C0')) first!.input(report);
  await b.read(1);
  await any.read(1);
  assert.deepEqual(
    b.reads().map(({ text }) => text),
    ['222222'],
  );
  assert.deepEqual(
    any.reads().map(({ text }) => text),
    ['111111'],
  );
  await Promise.all([b.supervisor.stop(), any.supervisor.stop()]);
  first!.destroy();
  second!.destroy();
});

test('a CDC-ACM scanner by its serial number: read, pulled out, put back, read again', async () => {
  const gadget = createGadget({
    name: 'serial-scanner',
    vendorId: '0c2e',
    productId: '0b61',
    serialNumber: 'CDC77',
    functions: { 'acm.0': {} },
  });
  const device = supervise({ kind: 'serial', serialNumber: 'CDC77' }, serialScannerProfile);
  after(() => device.supervisor.stop());
  for (let round = 1; round <= 3; round++) {
    gadget.plug();
    await device.ready(round);
    const far = await until('the far end', () => {
      try {
        return openSync('/dev/ttyGS0', constants.O_RDWR | constants.O_NONBLOCK);
      } catch {
        return undefined;
      }
    });
    writeSync(far, `]C0301140001234${round}\r`);
    await device.read(round);
    assert.deepEqual(device.reads().at(-1), {
      type: 'barcode-read',
      text: `301140001234${round}`,
      symbology: 'code128',
      aim: ']C0',
    });
    gadget.unplug();
    await device.absent();
  }
  await device.supervisor.stop();
});

test('a USB printer node is found by its vendor and opened as a file', async () => {
  const gadget = createGadget({
    name: 'printer',
    vendorId: '04b8',
    productId: '0e15',
    serialNumber: 'P1',
    functions: { 'printer.0': { pnp_string: 'MFG:Test;MDL:TP;CLS:PRINTER;' } },
  });
  gadget.plug();
  const source = createRealSource(
    { id: 'printer', profile: printerProfile.id, port: { kind: 'file' } },
    printerProfile,
    { clock: systemClock, native: nativeModules, discovery, taken },
  );
  const found = await until('the printer', () => source.find());
  assert.equal(found.key, '/dev/usb/lp0');
  const port = await found.open();
  const device = openSync('/dev/g_printer0', constants.O_RDWR | constants.O_NONBLOCK);
  const sent = Buffer.alloc(20_000, 0x5a);
  const got: Buffer[] = [];
  const written = port.write(sent);
  await until('all bytes at the printer', () => {
    const piece = Buffer.alloc(8_192);
    try {
      const bytes = readSync(device, piece, 0, piece.length, null);
      got.push(piece.subarray(0, bytes));
    } catch (failure) {
      if ((failure as { code?: string }).code !== 'EAGAIN') throw failure;
    }
    return Buffer.concat(got).length >= sent.length;
  });
  await written;
  assert.ok(Buffer.concat(got).equals(sent));
  let why: string | undefined;
  port.onClose((reason) => {
    why = reason;
  });
  gadget.unplug();
  await until('the close', () => why);
  await assert.rejects(port.write(sent), { code: 'port-closed' });
  await port.close();
});
