// RL866 and 3M pads over a real serial line of the kernel: the port of the bridge, the driver of
// the registry, a simulated reader at the other end of a pseudo-terminal.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DriverEvent, RfidDriver } from '../../devices/driver.ts';
import { createDriver } from '../../devices/registry.ts';
import { nativeModules } from '../../firmware-bridge/ports/native-modules.ts';
import { openSerialPort } from '../../firmware-bridge/ports/serial-port.ts';
import { createM3Peer } from '../../firmware-bridge/simulated/3m-simulator.ts';
import { createRfidField } from '../../firmware-bridge/simulated/rfid-field.ts';
import { createRl866Peer } from '../../firmware-bridge/simulated/rl866-simulator.ts';
import { systemClock } from '../../firmware-bridge/system-clock.ts';
import { loadDeviceProfiles } from '../../profiles/loader.ts';
import { stack, uidAt } from '../devices/rfid/tag-stack.ts';
import { createPtyPair, type PtyPair } from './pty-pair.ts';
import { serveOnPty } from './pty-peer.ts';
import { until } from './until.ts';

describe.each([
  ['rl866-serial', createRl866Peer],
  ['3m-810', createM3Peer],
] as const)('%s on a pseudo-terminal', (profileId, makePeer) => {
  let pty: PtyPair;
  beforeEach(async () => {
    pty = await createPtyPair();
  });
  afterEach(() => pty.remove());

  it('sees a book, unsecures it, and is closed when the line goes', async () => {
    const shipped = loadDeviceProfiles().get(profileId)!;
    // A machine that runs many tests at once delivers late; how late is too late is tested elsewhere.
    const rfid = { ...shipped.rfid!, interByteMs: 500, replyTimeoutMs: 5_000 };
    const profile = { ...shipped, rfid };
    const field = createRfidField();
    field.put(stack(1));
    const { ended } = serveOnPty(pty, (options) => makePeer({ ...options, field }));
    const port = await openSerialPort({
      path: pty.near,
      settings: profile.serial!,
      clock: systemClock,
      native: nativeModules,
      writeLimitMs: 5_000,
    });
    const events: DriverEvent[] = [];
    const context = { port, clock: systemClock, emit: (event: DriverEvent) => events.push(event) };
    const driver = createDriver(context, profile) as RfidDriver;
    await driver.start();
    await until('the book', () => events.some(({ type }) => type === 'tags-on-pad'));
    expect(events.at(-1)).toMatchObject({ tags: [{ uid: uidAt(0), secured: true }] });
    const outcome = await driver.setSecurity(uidAt(0), false);
    expect(outcome).toEqual({ done: true, secured: false, fault: null });
    expect(field.tag(uidAt(0))!.afi).toBe(0xc2);
    await pty.unplug();
    await ended;
    const after = await driver.setSecurity(uidAt(0), true);
    expect(after).toMatchObject({ done: false, fault: 'reader-closed' });
    await driver.stop();
    await port.close();
  });
});
