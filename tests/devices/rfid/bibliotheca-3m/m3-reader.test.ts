// The 3M family over its simulated reader: the shared contract, and what is its own.
import { describe, expect, it } from 'vitest';
import { createM3Reader } from '../../../../devices/rfid/bibliotheca-3m/m3-reader.ts';
import { createRfidPad } from '../../../../devices/rfid/rfid-pad.ts';
import { defaultRfidRules } from '../../../../profiles/rfid-rules.ts';
import { plainCodec } from '../plain-codec.ts';
import { readerContract, stack, uidAt } from '../reader-contract.ts';
import { m3Bench, m3Profile } from './m3-bench.ts';

const cases = {
  '3M 810': () => m3Bench(),
  '3M that knows the newer frame only': () => m3Bench({ knowsOld: false }),
  '3M without writing of several blocks': () => m3Bench({ lacks: [0x04] }),
};
for (const [name, make] of Object.entries(cases)) readerContract(name, { make, eas: true });

const codeOf = ({ code, message }: { code?: string; message: string }) => `${code}: ${message}`;
const UID = uidAt(0);

const opened = async (options: Parameters<typeof m3Bench>[0] = {}) => {
  const bench = m3Bench(options);
  bench.field.put(stack(2));
  await bench.clock.until(bench.reader.open());
  return bench;
};

describe('3M', () => {
  it.each([true, false])('tells its firmware, greeted in the older frame: %s', async (knowsOld) => {
    const { clock, reader } = m3Bench({ knowsOld });
    expect(await clock.until(reader.open())).toEqual({ model: '3M', firmware: '5.0.2' });
  });

  it('never speaks while the reader works: it would not be heard', async () => {
    const { clock, reader, peer } = await opened();
    for (const { uid } of await clock.until(reader.inventory())) {
      await clock.until(reader.info(uid));
      await clock.until(reader.read(uid, 0, 16, 4));
      await clock.until(reader.writeAfi(uid, 0xc2));
    }
    expect(peer.seen()).toMatchObject({ whileBusy: 0, unreadable: 0 });
  });

  it('without tag information: AFI and DSFID singly, size untold', async () => {
    const { clock, reader } = await opened({ lacks: [0x0d] });
    const info = { dsfid: 0x3e, afi: 0x07, blockBytes: 4, blocks: 0 };
    expect(await clock.until(reader.info(UID))).toEqual(info);
    const older = await opened({ lacks: [0x0d, 0x0f] });
    expect(await older.clock.until(older.reader.info(UID))).toEqual({ ...info, dsfid: 0 });
    expect(await older.clock.until(older.reader.info(uidAt(9)).catch(codeOf))).toContain(
      'tag-gone',
    );
  });

  it('trap: an EAS that is off looks like no tag, and is told as neither', async () => {
    const { clock, reader, field } = await opened();
    expect(await clock.until(reader.readEas!(UID))).toBe(null);
    await clock.until(reader.setEas!(UID, true));
    expect(await clock.until(reader.readEas!(UID))).toBe(true);
    await clock.until(reader.setEas!(UID, false));
    expect(await clock.until(reader.readEas!(UID))).toBe(null);
    field.take([UID]);
    expect(await clock.until(reader.readEas!(UID))).toBe(null);
  });

  it('trap: a write that answers 06 may have been done, and is not told as gone', async () => {
    const { clock, reader, field } = await opened();
    field.trouble(UID, 'lie-write');
    const code = await clock.until(reader.writeAfi(UID, 0xc2).catch(codeOf));
    expect(code).toBe(
      'write-uncertain: a write ended without a clear answer and may have happened: error 06',
    );
    expect(field.tag(UID)!.afi).toBe(0xc2);
  });

  it('refuses blocks of another size: its protocol has none', async () => {
    const { clock, reader } = await opened();
    expect(await clock.until(reader.read(UID, 0, 4, 8).catch(codeOf))).toContain('reader-refused');
    const write = reader.write(UID, 0, new Uint8Array(8), 8).catch(codeOf);
    expect(await clock.until(write)).toContain('reader-refused');
  });

  it('never takes a late answer for that of another question', async () => {
    const { clock, reader, field, peer, noise } = await opened();
    peer.delayNext(1_500);
    const first = reader.info(UID).catch(codeOf);
    expect(await clock.until(first)).toMatch('reader-silent');
    await clock.until(reader.writeAfi(UID, 0xc2).catch(codeOf));
    const info = await clock.until(reader.info(UID).catch(codeOf));
    await clock.advance(2_000);
    const now = typeof info === 'string' ? await clock.until(reader.info(UID)) : info;
    expect(now.afi).toBe(field.tag(UID)!.afi);
    expect(noise.length).toBeGreaterThan(0);
  });

  it('understands the answer after a burst of noise', async () => {
    const { clock, reader, peer, noise } = await opened();
    peer.noise(Uint8Array.from({ length: 10_000 }, (_, at) => at & 0xff));
    await clock.advance(200);
    expect((await clock.until(reader.inventory())).length).toBe(2);
    expect(noise.reduce((sum, bytes) => sum + bytes, 0)).toBe(10_000);
  });
});

describe('3M pad', () => {
  const running = async () => {
    const bench = m3Bench();
    bench.field.put(stack(2));
    const { clock, cable } = bench;
    const settings = m3Profile.rfid!;
    const context = { port: cable.near, clock, emit: () => {} };
    const pad = createRfidPad(context, {
      connect: (onNoise) => createM3Reader({ port: cable.near, clock, settings, onNoise }),
      codec: plainCodec,
      settings,
      rules: defaultRfidRules,
      isil: 'KZ-BLK',
    });
    await clock.until(pad.start());
    return { ...bench, pad };
  };

  it.each(['lie-write', 'refuse-write', 'drop-write', 'collide', 'mute'] as const)(
    'trap: %s four times, and the book is unsecured all the same, as read back',
    async (trouble) => {
      const { clock, pad, field } = await running();
      field.trouble(UID, trouble, 4);
      expect(await clock.until(pad.setSecurity(UID, false))).toMatchObject({
        done: true,
        secured: false,
      });
      expect(field.tag(UID)!.afi).toBe(0xc2);
      await pad.stop();
    },
  );

  it('a write that never succeeds is not told as done', async () => {
    const { clock, pad, field } = await running();
    field.trouble(UID, 'drop-write', 1_000);
    const outcome = await clock.until(pad.setSecurity(UID, false));
    expect(outcome).toMatchObject({ done: false, secured: true });
    expect(field.tag(UID)!.afi).toBe(0x07);
    await pad.stop();
  });
});
