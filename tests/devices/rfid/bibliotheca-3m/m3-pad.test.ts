// A 3M pad as a driver: the contract of every driver, and a stack of books.
import { expect, it } from 'vitest';
import type { Port } from '../../../../devices/driver.ts';
import { createM3Pad } from '../../../../devices/rfid/bibliotheca-3m/m3-pad.ts';
import { createM3Peer } from '../../../../firmware-bridge/simulated/3m-simulator.ts';
import {
  createRfidField,
  type RfidField,
} from '../../../../firmware-bridge/simulated/rfid-field.ts';
import { driverContract } from '../../driver-contract.ts';
import type { MemoryPort } from '../../memory-port.ts';
import { createInstantClock } from '../instant-clock.ts';
import { plainCodec } from '../plain-codec.ts';
import { stackMs } from '../stack-time.ts';
import { stack, uidAt } from '../tag-stack.ts';
import { m3Profile } from './m3-bench.ts';

const fields = new WeakMap<Port, RfidField>();
let put = 100;
driverContract(
  '3M pad',
  (context) => {
    const field = createRfidField();
    const port = context.port as MemoryPort;
    fields.set(port, field);
    const peer = createM3Peer({
      clock: createInstantClock(),
      field,
      byteMs: 0,
      send: port.receive,
    });
    port.onWrite((bytes) => peer.hear(bytes));
    return createM3Pad(context, m3Profile, {}, plainCodec);
  },
  [],
  (port) => fields.get(port)!.put([{ ...stack(1)[0]!, uid: uidAt(put++) }]),
);

it('a stack of 8 is put down, seen, read, unsecured and verified within 3 s', async () => {
  const make = (context: Parameters<typeof createM3Pad>[0]) =>
    createM3Pad(context, m3Profile, {}, plainCodec);
  expect(await stackMs(m3Profile, make, 8)).toBeLessThan(3_000);
});

it('needs a profile with RFID settings', () => {
  const { rfid: _, ...without } = m3Profile;
  const context = {} as Parameters<typeof createM3Pad>[0];
  expect(() => createM3Pad(context, without, {}, plainCodec)).toThrow(
    expect.objectContaining({ code: 'profile-without-rfid' }),
  );
});
