// The simulated RL866 against the recordings of a real one: the same bytes in, the same bytes out.
import { expect, it } from 'vitest';
import { createRl866Peer } from '../../../firmware-bridge/simulated/rl866-simulator.ts';
import { hearPeer } from './hear-peer.ts';

const RESYNC = 'fa05ffc04239';
const UIDS = ['E00401003F3827A7', 'E00401003F382624', 'E00401003F3825A4'];

const opened = async () => {
  const bench = hearPeer(createRl866Peer);
  const memory = new Uint8Array(112);
  memory.set([0x36, 0x37, 0x38, 0x00], 12 * 4);
  bench.field.put(UIDS.map((uid) => ({ uid, dsfid: 0, afi: 0, memory })));
  await bench.ask(RESYNC);
  return bench;
};

it('answers RESYNC as recorded', async () => {
  expect((await hearPeer(createRl866Peer).ask(RESYNC)).reply).toBe('fa0501e058fe');
});

it('answers configuration, inventory, connect, information, disconnect as recorded', async () => {
  const { ask } = await opened();
  const config = await ask('fa08ff00010101ff8e');
  expect(config.reply).toBe('fa170100010000010102020003016400000000000000c095');
  // The recorded inventory answers a request whose bit was 0; this one asks with 1, as recorded
  // too.
  const inventory = await ask('fa07ff4031008a6c');
  expect(inventory.reply.slice(0, 6)).toBe('fa3301');
  expect(inventory.reply.slice(8, -4)).toBe(
    '310000000300030e010109a727383f000104e0000e0101092426383f000104e0000e010109a425383f000104e000',
  );
  await ask(RESYNC);
  await ask('fa08ff00010101ff8e');
  const connect = await ask('fa13ff40320001010901a727383f000104e0a3bf');
  expect(connect.reply).toBe('fa09014032000001b293');
  await ask(RESYNC);
  await ask('fa08ff00010101ff8e');
  const info = await ask('fa0aff403401020a00997b');
  expect(info.reply).toBe('fa1a0140340000110a00010fa727383f000104e000001b030120e7');
  const disconnect = await ask('fa07ff003301c548');
  expect(disconnect.reply).toBe('fa080100330000a64b');
});

it('takes the recorded write of one block, stray 00 and all', async () => {
  const { ask, field } = await opened();
  field.tag(UIDS[0]!)!.memory.fill(0xff);
  await ask('fa08ff00010101ff8e');
  await ask('fa13ff40320001010901a727383f000104e0a3bf');
  await ask(RESYNC);
  await ask('fa08ff00010101ff8e');
  await ask('fa12ff4034010a04000c00010036373800a2dd');
  expect([...field.tag(UIDS[0]!)!.memory.subarray(48, 52)]).toEqual([0x36, 0x37, 0x38, 0x00]);
});

it('refuses a wrong check value and a wrong sequence bit, and says so', async () => {
  const { ask } = await opened();
  expect((await ask('fa08ff00010101ff8f')).reply.slice(8, -4)).toBe('010101');
  expect((await ask('fa08ff4001810ffafd')).reply.slice(8, -4)).toBe('010401');
});

it('needs its time: 0.286 ms a byte each way, and its own between', async () => {
  const { ms } = await hearPeer(createRl866Peer).ask(RESYNC);
  expect(ms).toBeCloseTo((12 * 11_000) / 38_400 + 1, 5);
});
