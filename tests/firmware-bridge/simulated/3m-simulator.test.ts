// The simulated 3M pad against the recordings of real ones and the examples of the specification.
import { expect, it } from 'vitest';
import { createM3Peer } from '../../../firmware-bridge/simulated/3m-simulator.ts';
import { hearPeer } from './hear-peer.ts';

const UID = 'E00401003123AA26';
const opened = () => {
  const bench = hearPeer(createM3Peer);
  bench.field.put([{ uid: UID, dsfid: 0x3e, afi: 0x07, memory: new Uint8Array(32) }]);
  return bench;
};

it('answers greeting and inventory as recorded', async () => {
  const { ask } = opened();
  expect((await ask('d500050400118c66')).reply).toBe('d500090400110a0500027250');
  expect((await ask('d60005fe0005fa40')).reply).toBe('d6000ffe00000501e00401003123aa26941a');
});

it('takes the specified write of AFI and of blocks, each for its own tag', async () => {
  const { ask, field } = hearPeer(createM3Peer);
  const memory = new Uint8Array(32);
  field.put([
    { uid: 'E007000001234567', dsfid: 0, afi: 0, memory },
    { uid: '0000000001234567', dsfid: 0, afi: 0, memory },
  ]);
  await ask('d6000c09e007000001234567d7f4f7');
  expect(field.tag('E007000001234567')!.afi).toBe(0xd7);
  await ask('d600160400000000012345670002001234abcd556677885e79');
  const written = field.tag('0000000001234567')!.memory.subarray(0, 8);
  expect(Buffer.from(written).toString('hex')).toBe('1234abcd55667788');
});

it('does not hear what is sent while it works, nor what has a wrong check value', async () => {
  const { ask, peer } = opened();
  const both = 'd60005fe0005fa40d60005fe0005fa40';
  expect((await ask(both)).reply).toBe('d6000ffe00000501e00401003123aa26941a');
  expect((await ask('d60005fe0005fa41')).reply).toBe('');
  expect(peer.seen()).toEqual({ requests: 1, whileBusy: 1, unreadable: 1 });
});

it('needs its time: 0.52 ms a byte', async () => {
  const { ms } = await opened().ask('d500050400118c66');
  expect(ms).toBeCloseTo((20 * 10_000) / 19_200 + 1, 5);
});
