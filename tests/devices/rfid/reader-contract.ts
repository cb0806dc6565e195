// What every family of readers must keep, whatever bytes it speaks (devices/rfid/tag-reader.ts):
// one suite, run with each family over its simulated reader and the same simulated tags.
import { describe, expect, it } from 'vitest';
import type { TagReader } from '../../../devices/rfid/tag-reader.ts';
import type { RfidField } from '../../../firmware-bridge/simulated/rfid-field.ts';
import type { SteppedClock } from './stepped-clock.ts';
import { stack, uidAt } from './tag-stack.ts';

export { stack, uidAt } from './tag-stack.ts';

export type ReaderBench = {
  clock: SteppedClock;
  field: RfidField;
  reader: TagReader;
  /** The next so many commands are carried out and not answered. */
  muteNext(times: number): void;
  /** The next so many replies are broken on the line. */
  spoilNext(times: number): void;
  unplug(): void;
};

export type ReaderContract = {
  make(): ReaderBench;
  eas: boolean;
};

const UID = uidAt(0);
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'resolved',
    (failure: { code?: string }) => failure.code ?? String(failure),
  );

const readingContract = ({ make }: ReaderContract) => {
  const opened = async (tags = 1): Promise<ReaderBench> => {
    const bench = make();
    bench.field.put(stack(tags));
    await bench.clock.until(bench.reader.open());
    return bench;
  };

  it.each([0, 1, 8, 20])('sees %i tags, each once, again and again', async (tags) => {
    const { clock, reader } = await opened(tags);
    for (let look = 0; look < 3; look++) {
      const seen = await clock.until(reader.inventory());
      expect(seen.map(({ uid }) => uid).sort()).toEqual(stack(tags).map(({ uid }) => uid));
      for (const { dsfid } of seen) expect([null, 0x3e]).toContain(dsfid);
    }
  });

  it('sees who comes and who leaves', async () => {
    const { clock, reader, field } = await opened(2);
    field.take([UID]);
    const seen = await clock.until(reader.inventory());
    expect(seen.map(({ uid }) => uid)).toEqual([uidAt(1)]);
    field.putBack(UID);
    expect((await clock.until(reader.inventory())).length).toBe(2);
  });

  it('tells what a tag is: size, AFI, DSFID', async () => {
    const { clock, reader } = await opened();
    expect(await clock.until(reader.info(UID))).toEqual({
      dsfid: 0x3e,
      afi: 0x07,
      blocks: 28,
      blockBytes: 4,
    });
  });

  it.each([
    [0, 1],
    [0, 8],
    [3, 5],
    [0, 28],
  ])('reads from block %i %i blocks in the order of the memory', async (first, blocks) => {
    const { clock, reader, field } = await opened();
    const memory = field.tag(UID)!.memory;
    for (let at = 0; at < memory.length; at++) memory[at] = at + 1;
    const bytes = await clock.until(reader.read(UID, first, blocks, 4));
    expect([...bytes]).toEqual([...memory.subarray(first * 4, (first + blocks) * 4)]);
  });

  it('refuses blocks that are not there', async () => {
    const { clock, reader } = await opened();
    expect(await clock.until(codeOf(reader.read(UID, 27, 2, 4)))).toBe('tag-refused');
  });

  it('tells a tag that is not there, also when it left before', async () => {
    const { clock, reader, field } = await opened();
    expect(await clock.until(codeOf(reader.info(uidAt(9))))).toBe('tag-gone');
    field.take([UID]);
    expect(await clock.until(codeOf(reader.read(UID, 0, 8, 4)))).toBe('tag-gone');
  });
};

const writingContract = ({ make, eas }: ReaderContract) => {
  const opened = async (): Promise<ReaderBench> => {
    const bench = make();
    bench.field.put(stack(2));
    await bench.clock.until(bench.reader.open());
    return bench;
  };
  const DATA = Uint8Array.from({ length: 36 }, (_, at) => 0xc0 + at);

  it('writes whole blocks, the very bytes, of this tag alone', async () => {
    const { clock, reader, field } = await opened();
    const other = Uint8Array.from(field.tag(uidAt(1))!.memory);
    await clock.until(reader.write(UID, 2, DATA, 4));
    expect([...field.tag(UID)!.memory.subarray(8, 44)]).toEqual([...DATA]);
    expect([...field.tag(uidAt(1))!.memory]).toEqual([...other]);
    expect([...(await clock.until(reader.read(UID, 2, 9, 4)))]).toEqual([...DATA]);
  });

  it.each([0x07, 0xc2, 0x00, 0xff])('sets AFI %i and reads it back', async (afi) => {
    const { clock, reader, field } = await opened();
    await clock.until(reader.writeAfi(UID, afi));
    expect(field.tag(UID)!.afi).toBe(afi);
    expect((await clock.until(reader.info(UID))).afi).toBe(afi);
    expect(field.tag(uidAt(1))!.afi).toBe(0x07);
  });

  it('sets DSFID', async () => {
    const { clock, reader, field } = await opened();
    await clock.until(reader.writeDsfid(UID, 0x06));
    expect(field.tag(UID)!.dsfid).toBe(0x06);
  });

  it('locks blocks, also such as are locked already; then they refuse', async () => {
    const { clock, reader, field } = await opened();
    await clock.until(reader.lock(UID, 0, 2));
    await clock.until(reader.lock(UID, 1, 2));
    expect([...field.tag(UID)!.locked].sort()).toEqual([0, 1, 2]);
    expect(await clock.until(codeOf(reader.write(UID, 0, DATA, 4)))).toBe('tag-refused');
  });

  it('tells a refusal', async () => {
    const { clock, reader, field } = await opened();
    field.trouble(UID, 'refuse-write');
    expect(await clock.until(codeOf(reader.writeAfi(UID, 0xc2)))).toBe('tag-refused');
    expect(field.tag(UID)!.afi).toBe(0x07);
  });

  it('tells no success when the answer was lost, though it was written', async () => {
    const { clock, reader, field } = await opened();
    field.trouble(UID, 'lie-write');
    const code = await clock.until(codeOf(reader.writeAfi(UID, 0xc2)));
    expect(['write-uncertain', 'tag-gone']).toContain(code);
    expect(field.tag(UID)!.afi).toBe(0xc2);
  });

  it('believes a tag that says yes and did nothing: so it is read back', async () => {
    const { clock, reader, field } = await opened();
    field.trouble(UID, 'drop-write');
    await clock.until(reader.writeAfi(UID, 0xc2));
    expect((await clock.until(reader.info(UID))).afi).toBe(0x07);
  });

  it('hears a muted tag again after the field was off', async () => {
    const { clock, reader, field } = await opened();
    field.trouble(UID, 'mute');
    expect(await clock.until(codeOf(reader.info(UID)))).toBe('tag-gone');
    await clock.until(reader.resetField());
    expect((await clock.until(reader.info(UID))).afi).toBe(0x07);
  });

  if (eas)
    it('sets EAS, resets it and tells which; one that knows none refuses', async () => {
      const { clock, reader, field } = await opened();
      for (const on of [true, false, true]) {
        await clock.until(reader.setEas!(UID, on));
        expect(field.tag(UID)!.eas).toBe(on);
        expect([on, null]).toContain(await clock.until(reader.readEas!(UID)));
      }
      field.tag(UID)!.eas = null;
      expect(await clock.until(codeOf(reader.setEas!(UID, true)))).toBe('tag-refused');
      field.take([UID]);
      const gone = await clock.until(
        reader.readEas!(UID).catch(({ code }: { code: string }) => code),
      );
      expect(['tag-gone', null]).toContain(gone);
    });
};

/** Each thing that can be asked, for the troubles that may meet any of them. */
const STEPS: Record<string, (reader: TagReader) => Promise<unknown>> = {
  inventory: (reader) => reader.inventory(),
  info: (reader) => reader.info(UID),
  read: (reader) => reader.read(UID, 0, 8, 4),
  write: (reader) => reader.write(UID, 0, new Uint8Array(16), 4),
  lock: (reader) => reader.lock(UID, 0, 1),
  'write AFI': (reader) => reader.writeAfi(UID, 0xc2),
  'write DSFID': (reader) => reader.writeDsfid(UID, 0x06),
  'reset field': (reader) => reader.resetField(),
};

const troubleContract = ({ make }: ReaderContract) => {
  describe.each(Object.keys(STEPS))('trouble in: %s', (step) => {
    const run = STEPS[step]!;
    const writes = step.startsWith('write') || step === 'lock';
    const opened = async (): Promise<ReaderBench> => {
      const bench = make();
      bench.field.put(stack(1));
      await bench.clock.until(bench.reader.open());
      return bench;
    };

    it('a reader that does not answer is told within the limit, and works again', async () => {
      const { clock, reader, muteNext } = await opened();
      muteNext(1);
      const code = await clock.until(codeOf(run(reader)), 15_000);
      expect(['reader-silent', ...(writes ? ['write-uncertain'] : [])]).toContain(code);
      expect((await clock.until(reader.inventory())).length).toBe(1);
      expect((await clock.until(reader.info(UID))).blocks).toBe(28);
    });

    it('a broken reply is told, and the next is understood', async () => {
      const { clock, reader, spoilNext } = await opened();
      spoilNext(1);
      const code = await clock.until(codeOf(run(reader)), 15_000);
      const told = ['reply-malformed', 'reader-silent', ...(writes ? ['write-uncertain'] : [])];
      expect(told).toContain(code);
      expect((await clock.until(reader.info(UID))).blocks).toBe(28);
    });

    it('unplugged before it: closed, at once and for good', async () => {
      const { clock, reader, unplug } = await opened();
      unplug();
      expect(await clock.until(codeOf(run(reader)))).toBe('reader-closed');
      expect(await clock.until(codeOf(run(reader)))).toBe('reader-closed');
      expect(clock.pending()).toBe(0);
    });

    it.each([0, 3, 10, 25])('unplugged %i ms into it: closed', async (ms) => {
      const { clock, reader, unplug } = await opened();
      const code = codeOf(run(reader));
      await clock.advance(ms);
      unplug();
      expect(['reader-closed', 'resolved']).toContain(await clock.until(code));
      expect(await clock.until(codeOf(run(reader)))).toBe('reader-closed');
      expect(clock.pending()).toBe(0);
    });

    it('closed by the driver in the middle: closed, twice is safe, no timer stays', async () => {
      const { clock, reader } = await opened();
      const code = codeOf(run(reader));
      await clock.advance(3);
      reader.close();
      reader.close();
      expect(await clock.until(code)).toBe('reader-closed');
      await clock.advance(2_000);
      expect(clock.pending()).toBe(0);
    });
  });

  it('a reader that was never there fails to open within 15 s', async () => {
    const { clock, reader, muteNext } = make();
    muteNext(1_000);
    expect(await clock.until(codeOf(reader.open()), 15_000)).toBe('reader-silent');
  });

  it('a tag that leaves in the middle of a write is told, never as written', async () => {
    const { clock, reader, field } = make();
    field.put(stack(1));
    await clock.until(reader.open());
    field.leaveAfter(UID, 2);
    const write = reader.write(UID, 0, new Uint8Array(64), 4);
    const code = await clock.until(codeOf(write));
    expect(['tag-gone', 'write-uncertain', 'resolved']).toContain(code);
    if (code === 'resolved')
      expect([...field.tag(UID)!.memory.subarray(0, 64)]).toEqual(Array(64).fill(0));
  });
};

export const readerContract = (name: string, contract: ReaderContract): void => {
  describe(`${name} keeps the reader contract`, () => {
    readingContract(contract);
    writingContract(contract);
    troubleContract(contract);
  });
};
