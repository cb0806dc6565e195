// In the virtual machine: a FEIG reader on USB. A gadget of the guest's kernel carries the bytes of
// the simulated reader; our discovery, the `usb` library, port, driver and supervisor speak to it
// over a real /dev/bus/usb node. Full speed, 64 bytes a packet.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import type { DriverEvent, RfidDriver } from '../../../devices/driver.ts';
import { createFeigPad } from '../../../devices/rfid/feig/feig-pad.ts';
import { createRealSource } from '../../../firmware-bridge/device-source.ts';
import { createDiscovery } from '../../../firmware-bridge/discovery.ts';
import { listPorts } from '../../../firmware-bridge/ports/list-ports.ts';
import { nativeModules } from '../../../firmware-bridge/ports/native-modules.ts';
import { openUsbPort } from '../../../firmware-bridge/ports/usb-port.ts';
import { createFeigPeer, type FeigPeer } from '../../../firmware-bridge/simulated/feig-peer.ts';
import { createRfidField } from '../../../firmware-bridge/simulated/rfid-field.ts';
import { createSupervisor } from '../../../firmware-bridge/supervisor.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import type { DeviceProfile } from '../../../profiles/device-schema.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';
import type { PlaceDevice } from '../../../profiles/station-schema.ts';
import { plainCodec } from '../../devices/rfid/plain-codec.ts';
import { stack, uidAt } from '../../devices/rfid/tag-stack.ts';
import { type BulkFunction, openBulkFunction } from './bulk-function.ts';
import { until } from './until.ts';
import { createGadget } from './usb-gadget.ts';

const TAGS = 8;
const shipped = loadDeviceProfiles().get('feig-usb')!;
/** The shipped profile with the patience that an emulated processor needs. */
const profile: DeviceProfile = {
  ...shipped,
  rfid: { ...shipped.rfid!, replyTimeoutMs: 5_000, writeTimeoutMs: 5_000, interByteMs: 500 },
};

const plugReader = async (
  name: string,
  productId: string,
  onData: (bytes: Buffer, reader: BulkFunction) => void,
) => {
  const gadget = createGadget({
    ...{ name, vendorId: '0ab1', productId, serialNumber: `SN-${name}` },
    ...{ functions: { [`ffs.${name}`]: {} }, maxSpeed: 'full-speed' },
  });
  const reader: BulkFunction = await openBulkFunction(name, (bytes) => onData(bytes, reader));
  let plugged = false;
  const plug = () => {
    gadget.plug();
    plugged = true;
  };
  const unplug = () => {
    if (plugged) gadget.unplug();
    plugged = false;
  };
  plug();
  return {
    reader,
    plug,
    unplug,
    end: () => {
      unplug();
      return reader.end();
    },
    path: async () => {
      const found = await until('the reader in the list', async () => {
        const ports = await listPorts(nativeModules);
        return ports.find(
          ({ bus, serialNumber }) => bus === 'usb' && serialNumber === `SN-${name}`,
        );
      });
      return found.path;
    },
  };
};

const open = (path: string) =>
  until('the port', async () => {
    try {
      return await openUsbPort({ path, clock: systemClock, native: nativeModules });
    } catch (failure) {
      // The list of /sys is ahead of the library's by the time that udev needs.
      if ((failure as { code?: string }).code !== 'port-missing') throw failure;
      return undefined;
    }
  });

const loaded = (library: string) => readFileSync('/proc/self/maps', 'utf8').includes(library);

const supervise = (events: DriverEvent[]) => {
  const device: PlaceDevice = { id: 'pad', profile: profile.id, port: { kind: 'usb' } };
  const discovery = createDiscovery({ list: () => listPorts(nativeModules), clock: systemClock });
  const source = createRealSource(device, profile, {
    ...{ clock: systemClock, native: nativeModules, discovery, taken: new Set<string>() },
  });
  return createSupervisor({
    ...{ id: 'pad', profile, source, clock: systemClock, onState: () => {} },
    createDriver: (context) => createFeigPad(context, profile, {}, plainCodec),
    onEvent: (event) => events.push(event),
  });
};

test('a FEIG reader: found, tags read, unsecured and read back, pulled out and put back', async (t) => {
  const field = createRfidField();
  let peer: FeigPeer | undefined;
  const bench = await plugReader('reader', '0004', (bytes) => peer?.hear(bytes));
  peer = createFeigPeer({ clock: systemClock, field, byteMs: 0, send: bench.reader.send });
  after(bench.end);
  const [found] = await until('the reader in the list', async () => {
    const ports = await listPorts(nativeModules);
    return ports.length > 0 && ports;
  });
  assert.deepEqual(
    { ...found, path: '' },
    { bus: 'usb', path: '', vendorId: '0ab1', productId: '0004', serialNumber: 'SN-reader' },
  );
  // The presence of devices is told without any native module.
  assert.equal(loaded('node_modules/usb/'), false);

  const events: DriverEvent[] = [];
  const supervisor = supervise(events);
  after(() => supervisor.stop());
  supervisor.start();
  const ready = (opens: number) =>
    until(`ready ${opens} times: ${JSON.stringify(supervisor.health())}`, () => {
      const { state, opens: seen } = supervisor.health();
      return state.state === 'ready' && seen === opens;
    });
  const told = () =>
    events.flatMap((event) => (event.type === 'tags-on-pad' ? [event.tags] : [])).at(-1);
  const uids = stack(TAGS).map(({ uid }) => uid);

  for (let round = 1; round <= 3; round++) {
    const pluggedMs = performance.now();
    await ready(round);
    const readyMs = performance.now();
    if (round === 1) field.put(stack(TAGS));
    else for (const uid of uids) field.putBack(uid);
    await until('all tags', () => told()?.length === TAGS);
    const seenMs = performance.now();
    assert.ok(told()!.every(({ content }) => content.kind === 'item'));
    const pad = supervisor.driver()!.driver as RfidDriver;
    const secured = round % 2 === 0;
    const outcomes = await Promise.all(uids.map((uid) => pad.setSecurity(uid, secured)));
    assert.deepEqual(outcomes, Array(TAGS).fill({ done: true, secured, fault: null }));
    assert.equal(field.tag(uidAt(TAGS - 1))!.afi, secured ? 0x07 : 0xc2);
    const setMs = performance.now();
    field.take(uids);
    await until('an empty pad', () => told()?.length === 0);
    const outMs = performance.now();
    bench.unplug();
    peer.cut();
    await until('absent', () => supervisor.state().state === 'absent');
    const goneMs = performance.now();
    t.diagnostic(
      `round ${round}: ready ${Math.round(readyMs - pluggedMs)} ms after plugging, ` +
        `${TAGS} tags told ${Math.round(seenMs - readyMs)} ms, set ${Math.round(setMs - seenMs)} ms, ` +
        `unplug told ${Math.round(goneMs - outMs)} ms`,
    );
    bench.plug();
  }
  await ready(4);
  await supervisor.stop();
  assert.equal(peer.faults().unreadable, 0);
  await bench.end();
});

test('replies that fill their last packet, a kernel driver, a stall, a second opening', async () => {
  // The kernel's own generic driver is told to take this reader, as any driver might.
  writeFileSync('/sys/bus/usb-serial/drivers/generic/new_id', '0ab1 0abc');
  const bench = await plugReader('echo', '0abc', (bytes, reader) => reader.send(bytes));
  after(bench.end);
  const driven = () => existsSync('/dev/ttyUSB0');
  await until('the driver of the kernel', driven);
  const path = await bench.path();
  let port = await open(path);
  assert.equal(driven(), false);
  await assert.rejects(open(path), { code: 'port-busy' });
  for (const bytes of [1, 63, 64, 65, 128, 300, 1_024]) {
    const sent = Buffer.from(Array.from({ length: bytes }, (_, index) => index & 0xff));
    const got: Uint8Array[] = [];
    port.onData((piece) => got.push(piece));
    await port.write(sent);
    await until(`${bytes} bytes`, () => Buffer.concat(got).length >= bytes);
    assert.ok(Buffer.concat(got).equals(sent));
  }
  await port.close();
  await port.close();
  await assert.rejects(port.write(Uint8Array.of(1)), { code: 'port-closed' });
  await until('the driver of the kernel again', driven);

  // The node is root's and its group's (0664).
  process.setegid!(65_534);
  process.seteuid!(65_534);
  await assert.rejects(open(path), { code: 'port-denied' });
  process.seteuid!(0);
  process.setegid!(0);

  // A stalled endpoint ends the port, and the next opening finds it well.
  port = await open(path);
  let closes: string[] = [];
  port.onClose((why) => closes.push(why));
  await bench.reader.halt();
  await until('the end by a stall', () => closes.length > 0);
  await port.close();
  port = await open(path);
  const got: Uint8Array[] = [];
  port.onData((piece) => got.push(piece));
  await port.write(Uint8Array.of(7));
  await until('an answer after the stall', () => got.length > 0);

  closes = [];
  port.onClose((why) => closes.push(why));
  bench.unplug();
  await until('the end by the unplug', () => closes.length > 0);
  assert.match(closes[0]!, /^unplugged/);
  await assert.rejects(port.write(Uint8Array.of(1)), { code: 'port-closed' });
  await port.close();
  await assert.rejects(openUsbPort({ path, clock: systemClock, native: nativeModules }), {
    code: 'port-missing',
  });
  assert.equal(closes.length, 1);
  await bench.end();
});
