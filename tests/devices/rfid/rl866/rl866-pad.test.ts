// The RL866 as a driver: the contract of every driver, and a stack of books.
import { expect, it } from 'vitest';
import type { Port } from '../../../../devices/driver.ts';
import { createRl866Pad } from '../../../../devices/rfid/rl866/rl866-pad.ts';
import {
  createRfidField,
  type RfidField,
} from '../../../../firmware-bridge/simulated/rfid-field.ts';
import { createRl866Peer } from '../../../../firmware-bridge/simulated/rl866-simulator.ts';
import { driverContract } from '../../driver-contract.ts';
import type { MemoryPort } from '../../memory-port.ts';
import { createInstantClock } from '../instant-clock.ts';
import { plainCodec } from '../plain-codec.ts';
import { stackMs } from '../stack-time.ts';
import { stack, uidAt } from '../tag-stack.ts';
import { rl866Profile } from './rl866-bench.ts';

const fields = new WeakMap<Port, RfidField>();
let put = 100;
driverContract(
  'RL866 pad',
  (context) => {
    const field = createRfidField();
    const port = context.port as MemoryPort;
    fields.set(port, field);
    const peer = createRl866Peer({
      clock: createInstantClock(),
      field,
      byteMs: 0,
      send: port.receive,
    });
    port.onWrite((bytes) => peer.hear(bytes));
    return createRl866Pad(context, rl866Profile, {}, plainCodec);
  },
  [],
  (port) => fields.get(port)!.put([{ ...stack(1)[0]!, uid: uidAt(put++) }]),
);

it('a stack of 8 is put down, seen, read, unsecured and verified within 3 s', async () => {
  const make = (context: Parameters<typeof createRl866Pad>[0]) =>
    createRl866Pad(context, rl866Profile, {}, plainCodec);
  expect(await stackMs(rl866Profile, make, 8)).toBeLessThan(3_000);
});

it('needs a profile with RFID settings', () => {
  const { rfid: _, ...without } = rl866Profile;
  const context = {} as Parameters<typeof createRl866Pad>[0];
  expect(() => createRl866Pad(context, without, {}, plainCodec)).toThrow(
    expect.objectContaining({ code: 'profile-without-rfid' }),
  );
});
