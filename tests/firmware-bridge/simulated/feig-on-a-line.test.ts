// The shipped FEIG profiles through real ports: a serial line of the kernel (pseudo-terminal) and a
// TCP connection, with the simulated reader at the far end and the real clock.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { Driver, DriverEvent, Port, RfidDriver } from '../../../devices/driver.ts';
import { createFeigPad } from '../../../devices/rfid/feig/feig-pad.ts';
import { tagCodec } from '../../../devices/rfid/tag-codec.ts';
import { nativeModules } from '../../../firmware-bridge/ports/native-modules.ts';
import { openSerialPort } from '../../../firmware-bridge/ports/serial-port.ts';
import { openTcpPort } from '../../../firmware-bridge/ports/tcp-port.ts';
import { createFeigPeer, type FeigPeer } from '../../../firmware-bridge/simulated/feig-peer.ts';
import { createRfidField } from '../../../firmware-bridge/simulated/rfid-field.ts';
import { systemClock } from '../../../firmware-bridge/system-clock.ts';
import { loadDeviceProfiles } from '../../../profiles/loader.ts';
import { stack, uidAt } from '../../devices/rfid/tag-stack.ts';
import { createPtyPair } from '../pty-pair.ts';
import { until } from '../until.ts';

const TAGS = 4;

const profileOf = (id: string) => loadDeviceProfiles().get(id)!;

const startPad = async (port: Port, profile: string) => {
  const events: DriverEvent[] = [];
  const context = { port, clock: systemClock, emit: (event: DriverEvent) => events.push(event) };
  const pad: RfidDriver & Driver = createFeigPad(context, profileOf(profile), {}, tagCodec);
  onTestFinished(() => pad.stop());
  await pad.start();
  const told = () =>
    events.flatMap((event) => (event.type === 'tags-on-pad' ? [event.tags] : [])).at(-1);
  return { pad, told };
};

/** Put down, seen, unsecured and read back, taken away. */
const useIt = async (
  { pad, told }: Awaited<ReturnType<typeof startPad>>,
  field: ReturnType<typeof createRfidField>,
) => {
  field.put(stack(TAGS));
  await until('all tags', () => told()?.length === TAGS);
  expect(told()!.map(({ content }) => content.kind)).toEqual(Array(TAGS).fill('item'));
  const outcomes = await Promise.all(stack(TAGS).map(({ uid }) => pad.setSecurity(uid, false)));
  expect(outcomes).toEqual(Array(TAGS).fill({ done: true, secured: false, fault: null }));
  expect(field.tag(uidAt(TAGS - 1))!.afi).toBe(0xc2);
  field.take(stack(TAGS).map(({ uid }) => uid));
  await until('an empty pad', () => told()?.length === 0);
};

it('on a serial line: 38400 8E1, paced as the line is, and unplugged in the end', async () => {
  const pty = await createPtyPair();
  onTestFinished(() => pty.remove());
  const profile = profileOf('feig-serial');
  const port = await openSerialPort({
    path: pty.near,
    settings: profile.serial!,
    clock: systemClock,
    native: nativeModules,
    writeLimitMs: 5_000,
  });
  onTestFinished(() => port.close());
  const field = createRfidField();
  let plugged = true;
  const peer: FeigPeer = createFeigPeer({
    clock: systemClock,
    field,
    interByteMs: 1_000,
    send: (bytes) => {
      if (plugged) void pty.send(bytes).catch(() => {});
    },
  });
  const listen = async () => {
    while (plugged) peer.hear(await pty.receive(1));
  };
  listen().catch(() => {});
  const bench = await startPad(port, 'feig-serial');
  await useIt(bench, field);
  plugged = false;
  peer.cut();
  const gone = new Promise((resolve) => port.onClose(resolve));
  await pty.unplug();
  await Promise.race([
    gone,
    until('an answer', async () => {
      const { fault } = await bench.pad.setSecurity(uidAt(0), true);
      return fault === 'reader-closed';
    }),
  ]);
});

it('on a network: in packets, and hung up in the end', async () => {
  const field = createRfidField();
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    const peer = createFeigPeer({
      clock: systemClock,
      field,
      byteMs: 0,
      send: (bytes) => void socket.write(bytes),
    });
    socket.on('error', () => {});
    socket.on('data', (bytes) => peer.hear(bytes));
    socket.on('close', () => peer.cut());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const port = await openTcpPort({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    clock: systemClock,
    writeLimitMs: 5_000,
  });
  onTestFinished(() => port.close());
  const bench = await startPad(port, 'feig-tcp');
  await useIt(bench, field);
  for (const socket of sockets) socket.destroy();
  await until('the end', async () => {
    const { fault } = await bench.pad.setSecurity(uidAt(0), true);
    return fault === 'reader-closed';
  });
});
