// The RL866 family over its simulated reader: the shared contract, and what is its own.
import { describe, expect, it } from 'vitest';
import { readerContract, stack, uidAt } from '../reader-contract.ts';
import { rl866Bench } from './rl866-bench.ts';

const cases = {
  RL866: () => rl866Bench(),
  'RL866 with a small store': () => rl866Bench({ storeTags: 3 }),
  'RL866 that answers in chains': () => rl866Bench({ infBytesMax: 20, storeTags: 64 }),
  'RL866 that knows single blocks only': () => rl866Bench({ singleBlocksOnly: true }),
};
for (const [name, make] of Object.entries(cases)) readerContract(name, { make, eas: true });

const codeOf = ({ code, message }: { code?: string; message: string }) => `${code}: ${message}`;
const UID = uidAt(0);

describe('RL866', () => {
  const opened = async (inferred = true) => {
    const bench = rl866Bench({}, inferred);
    bench.field.put(stack(2));
    await bench.clock.until(bench.reader.open());
    return bench;
  };

  it('begins with RESYNC, and lets the sequence bit change with every command', async () => {
    const { clock, reader, sent } = await opened();
    await clock.until(reader.inventory());
    await clock.until(reader.info(UID));
    const bits = sent.map((frame) => frame[3]);
    expect(bits[0]).toBe(0xc0);
    expect(bits.slice(1)).toEqual(bits.slice(1).map((_, nth) => (nth % 2 === 0 ? 0x00 : 0x40)));
  });

  it('keeps the last tag connected, and at most one', async () => {
    const { clock, reader, peer, sent } = await opened();
    await clock.until(reader.inventory());
    const before = sent.length;
    await clock.until(reader.info(UID));
    await clock.until(reader.read(UID, 0, 8, 4));
    await clock.until(reader.writeAfi(UID, 0xc2));
    expect(sent.slice(before).map((frame) => frame[4])).toEqual([0x32, 0x34, 0x34, 0x34]);
    for (let nth = 0; nth < 20; nth++) {
      await clock.until(reader.info(uidAt(nth % 2)));
      expect(peer.handles()).toBe(1);
    }
    await clock.until(reader.inventory());
    expect(peer.handles()).toBe(0);
  });

  it('gives back handles that failures left open', async () => {
    const { clock, reader, peer } = await opened();
    for (let nth = 0; nth < 20; nth++) {
      expect(await clock.until(reader.info(uidAt(9)).catch(codeOf))).toContain('tag-gone');
      expect(peer.handles()).toBeLessThanOrEqual(1);
    }
  });

  it('lost sequence: RESYNC, and the same command once more, unnoticed', async () => {
    const { clock, reader, peer, field } = await opened();
    const { resyncs } = peer.seen();
    peer.loseSequence();
    await clock.until(reader.writeAfi(UID, 0xc2));
    expect(field.tag(UID)!.afi).toBe(0xc2);
    expect(peer.seen()).toMatchObject({ refused: 1, resyncs: resyncs + 1 });
  });

  it('a handle that the reader forgot is asked for again, unnoticed', async () => {
    const { clock, reader, peer, field } = await opened();
    await clock.until(reader.info(UID));
    peer.forgetHandles();
    await clock.until(reader.writeAfi(UID, 0xc2));
    expect(field.tag(UID)!.afi).toBe(0xc2);
    expect(peer.handles()).toBe(1);
  });

  it('an answer with the wrong sequence bit is not taken', async () => {
    const { clock, reader, peer } = await opened();
    const info = reader.info(UID).catch(codeOf);
    await clock.advance(1);
    // The answer to another connect, sound but for its bit.
    peer.noise(Uint8Array.from(Buffer.from('fa09014032000001b293', 'hex')));
    expect(await clock.until(info)).toMatchObject({ blocks: 28 });
  });

  it('never takes a late answer for that of another tag', async () => {
    const { clock, reader, field, peer, noise } = await opened();
    await clock.until(reader.info(UID));
    peer.delayNext(1_500);
    const first = reader.read(UID, 0, 8, 4).catch(codeOf);
    const second = reader.read(uidAt(1), 0, 8, 4);
    expect(await clock.until(first)).toMatch('reader-silent');
    const wanted = [...field.tag(uidAt(1))!.memory.subarray(0, 32)];
    expect([...(await clock.until(second))]).toEqual(wanted);
    await clock.advance(2_000);
    expect(noise.length).toBeGreaterThan(0);
  });

  it('understands the answer after a burst of noise', async () => {
    const { clock, reader, peer, noise } = await opened();
    peer.noise(Uint8Array.from({ length: 10_000 }, (_, at) => at & 0xff));
    await clock.advance(200);
    expect((await clock.until(reader.inventory())).length).toBe(2);
    expect(noise.reduce((sum, bytes) => sum + bytes, 0)).toBe(10_000);
  });

  it('reads the EAS of a tag that is there as off, not as gone', async () => {
    const { clock, reader } = await opened();
    expect(await clock.until(reader.readEas!(UID))).toBe(false);
    await clock.until(reader.setEas!(UID, true));
    expect(await clock.until(reader.readEas!(UID))).toBe(true);
    expect(await clock.until(reader.readEas!(uidAt(9)).catch(codeOf))).toContain('tag-gone');
  });

  it('sends no code that is a guess unless the profile says so', async () => {
    const { clock, reader, field, sent } = await opened(false);
    await clock.until(reader.writeDsfid(UID, 0x3e));
    const dsfid = await clock.until(reader.writeDsfid(UID, 0x06).catch(codeOf));
    expect(dsfid).toContain('reader-refused');
    expect(await clock.until(reader.lock(UID, 0, 1).catch(codeOf))).toContain('reader-refused');
    expect(field.tag(UID)).toMatchObject({ dsfid: 0x3e, locked: new Set() });
    const codes = sent.filter((frame) => frame[4] === 0x34).map((frame) => frame[7]);
    expect(codes).not.toContain(0x05);
    expect(codes).not.toContain(0x08);
  });

  it('trap: block size 4, all 112 bytes of a tag are read', async () => {
    const { clock, reader, field } = await opened();
    const { blocks, blockBytes } = await clock.until(reader.info(UID));
    const bytes = await clock.until(reader.read(UID, 0, blocks, blockBytes));
    expect(bytes.length).toBe(112);
    expect([...bytes]).toEqual([...field.tag(UID)!.memory]);
  });

  it('a stack of 8 is seen, read, unsecured and verified within 3 s', async () => {
    const { clock, reader, field } = rl866Bench();
    field.put(stack(8));
    await clock.until(reader.open());
    const startMs = clock.upMs();
    const seen = await clock.until(reader.inventory());
    for (const { uid } of seen) {
      await clock.until(reader.info(uid));
      await clock.until(reader.read(uid, 0, 8, 4));
    }
    for (const { uid } of seen) {
      await clock.until(reader.writeAfi(uid, 0xc2));
      expect((await clock.until(reader.info(uid))).afi).toBe(0xc2);
    }
    expect(clock.upMs() - startMs).toBeLessThan(3_000);
  });
});
