// A pad over a simulated FEIG reader: what it tells, what it carries out, and what it does when
// tags or the reader fail.
import { describe, expect, it } from 'vitest';
import type { Port } from '../../../devices/driver.ts';
import { createFeigReader } from '../../../devices/rfid/feig/feig-reader.ts';
import { createRfidPad } from '../../../devices/rfid/rfid-pad.ts';
import type { TagCodec } from '../../../devices/rfid/tag-codec.ts';
import { createFeigPeer } from '../../../firmware-bridge/simulated/feig-peer.ts';
import { createRfidField, type RfidField } from '../../../firmware-bridge/simulated/rfid-field.ts';
import { defaultRfidRules } from '../../../profiles/rfid-rules.ts';
import { driverContract } from '../driver-contract.ts';
import type { MemoryPort } from '../memory-port.ts';
import { feigSettings } from './feig/feig-bench.ts';
import { padBench } from './pad-bench.ts';
import { plainCodec, plainMemory } from './plain-codec.ts';
import { stack, uidAt } from './tag-stack.ts';

const UID = uidAt(0);
const PII = '30000000000000';

const fields = new WeakMap<Port, RfidField>();
let put = 100;
driverContract(
  'RFID pad',
  ({ port, clock, emit }) => {
    const field = createRfidField();
    fields.set(port, field);
    const memory = port as MemoryPort;
    const peer = createFeigPeer({ clock, field, byteMs: 0, send: memory.receive });
    memory.onWrite((bytes) => peer.hear(bytes));
    return createRfidPad(
      { port, clock, emit },
      {
        connect: (onNoise) => createFeigReader({ port, clock, settings: feigSettings, onNoise }),
        codec: plainCodec,
        settings: feigSettings,
        rules: defaultRfidRules,
        isil: '',
      },
    );
  },
  [],
  (port) => fields.get(port)!.put([{ ...stack(1)[0]!, uid: uidAt(put++) }]),
);

const running = async (tags = 0, options: Parameters<typeof padBench>[0] = {}) => {
  const bench = padBench(options);
  bench.field.put(stack(tags));
  await bench.start();
  if (tags > 0) await bench.clock.advance(3_000);
  return bench;
};

describe('what lies on the pad', () => {
  it('is told as a whole, once for a stack put down at once', async () => {
    const { pads } = await running(8);
    expect(pads().length).toBe(1);
    expect(pads()[0]!.map(({ uid }) => uid)).toEqual(stack(8).map(({ uid }) => uid));
    expect(pads()[0]![3]).toEqual({
      uid: uidAt(3),
      secured: true,
      content: expect.objectContaining({ kind: 'item', pii: '30000000000003', owner: 'KZ-BLK' }),
    });
  });

  it('is told again when one comes or leaves, and empty at the end', async () => {
    const { clock, field, pads, told } = await running(2);
    field.put([stack(3)[2]!]);
    await clock.advance(2_000);
    field.take([UID]);
    await clock.advance(2_000);
    field.take([uidAt(1), uidAt(2)]);
    await clock.advance(2_000);
    expect(pads().map((tags) => tags.length)).toEqual([2, 3, 2, 0]);
    expect(told()).toEqual([]);
  });

  it('a tag seen in one look alone is not told, nor one that is missed now and then', async () => {
    const { clock, field, pads } = await running(1);
    for (let look = 0; look < 10; look++) {
      field.trouble(UID, 'collide');
      await clock.advance(600);
    }
    expect(pads().length).toBe(1);
    field.put([stack(2)[1]!]);
    await clock.advance(120);
    field.take([uidAt(1)]);
    await clock.advance(2_000);
    expect(pads().length).toBe(1);
  });

  it('takes two commands for a 28560-3 tag, three when the owner is long', async () => {
    const bench = await running();
    const commandsFor = async (memory: Uint8Array, index: number) => {
      const before = bench.peer.requests();
      bench.field.put([{ uid: uidAt(index), dsfid: 0x3e, afi: 7, memory }]);
      await bench.clock.advance(1_000);
      const looks = bench.peer.requests() - before;
      await bench.clock.advance(1_000);
      return looks - (bench.peer.requests() - before - looks);
    };
    // Looks made in the same time are taken off; reading itself takes the time of less than one.
    expect(await commandsFor(plainMemory('A1'), 1)).toBeLessThanOrEqual(2);
    expect(await commandsFor(plainMemory('A2', 112, 'KZ-BLK-Central'), 2)).toBeLessThanOrEqual(3);
    expect(bench.told()!.map(({ content }) => content.kind)).toEqual(['item', 'item']);
  });

  it('secured by AFI: in stock true, on loan false, anything else null', async () => {
    const bench = padBench();
    const afis = [0x07, 0xc2, 0x00];
    bench.field.put(afis.map((afi, index) => ({ ...stack(3)[index]!, afi })));
    await bench.start();
    await bench.clock.advance(2_000);
    expect(bench.told()!.map(({ secured }) => secured)).toEqual([true, false, null]);
  });

  it('secured by both: null when AFI and EAS disagree', async () => {
    const bench = padBench({ rules: { security: 'both' } });
    bench.field.put(stack(3).map((tag, index) => ({ ...tag, eas: [true, false, null][index]! })));
    await bench.start();
    await bench.clock.advance(3_000);
    expect(bench.told()!.map(({ secured }) => secured)).toEqual([true, null, null]);
  });

  it('a tag that cannot be read is told as unreadable, and read when it is moved', async () => {
    const bench = padBench();
    bench.field.put(stack(2));
    bench.field.trouble(UID, 'refuse-read', 5);
    await bench.start();
    await bench.clock.advance(10_000);
    const kinds = bench.pads().map((tags) => tags.map(({ content }) => content.kind));
    expect(kinds).toEqual([['item'], ['unreadable', 'item'], ['item', 'item']]);
    expect(bench.pads()[1]![0]!.content).toEqual({ kind: 'unreadable', fault: 'read-failed' });
  });

  it('a tag that fails once is told with the others, whole', async () => {
    const bench = padBench();
    bench.field.put(stack(1));
    bench.field.trouble(UID, 'refuse-read', 2);
    await bench.start();
    await bench.clock.advance(3_000);
    expect(bench.pads().length).toBe(1);
    expect(bench.told()![0]!.content).toMatchObject({ pii: PII });
  });

  it('noise is told, and the pad goes on', async () => {
    const { clock, events, peer, told, field } = await running(1);
    peer.noise(new Uint8Array(500).fill(0xee));
    await clock.advance(2_000);
    expect(events.some(({ type }) => type === 'noise-dropped')).toBe(true);
    field.take([UID]);
    await clock.advance(2_000);
    expect(told()).toEqual([]);
  });
});

describe('the security bit', () => {
  it.each([true, false])('is set to %s, read back, and told', async (secured) => {
    const { clock, pad, field, told } = await running(2);
    expect(await clock.until(pad.setSecurity(UID, secured))).toEqual({
      done: true,
      secured,
      fault: null,
    });
    expect(field.tag(UID)!.afi).toBe(secured ? 0x07 : 0xc2);
    expect(told()!.map((tag) => tag.secured)).toEqual([secured, true]);
  });

  it('values are the rules of the site, not of the driver', async () => {
    const rules = { afiOnLoan: '21', afiInStock: '07' };
    const { clock, pad, field } = await running(1, { rules });
    await clock.until(pad.setSecurity(UID, false));
    expect(field.tag(UID)!.afi).toBe(0x21);
  });

  it.each(['eas', 'both'] as const)('by %s', async (security) => {
    const { clock, pad, field } = await running(1, { rules: { security } });
    for (const secured of [true, false]) {
      expect(await clock.until(pad.setSecurity(UID, secured))).toMatchObject({ done: true });
      expect(field.tag(UID)!.eas).toBe(secured);
      expect(field.tag(UID)!.afi).toBe(security === 'eas' || secured ? 0x07 : 0xc2);
    }
  });

  it('by both, a tag of another maker has its AFI alone', async () => {
    const bench = padBench({ rules: { security: 'both' } });
    const uid = 'E007000000000001';
    bench.field.put([{ ...stack(1)[0]!, uid }]);
    await bench.start();
    expect(await bench.clock.until(bench.pad.setSecurity(uid, false))).toMatchObject({
      done: true,
    });
  });

  it('a write that reports failure and was done is done', async () => {
    const { clock, pad, field } = await running(1);
    field.trouble(UID, 'lie-write');
    expect(await clock.until(pad.setSecurity(UID, false))).toMatchObject({ done: true });
  });

  it('a write that says yes and was not done is done at the next try', async () => {
    const { clock, pad, field } = await running(1);
    field.trouble(UID, 'drop-write', 2);
    expect(await clock.until(pad.setSecurity(UID, false))).toMatchObject({ done: true });
    expect(field.tag(UID)!.afi).toBe(0xc2);
  });

  it.each(['drop-write', 'refuse-write'] as const)(
    '%s for ever is a fault, never done',
    async (trouble) => {
      const { clock, pad, field, told } = await running(1);
      field.trouble(UID, trouble, 99);
      expect(await clock.until(pad.setSecurity(UID, false))).toEqual({
        done: false,
        secured: true,
        fault: 'tag-refused',
      });
      expect(told()![0]!.secured).toBe(true);
    },
  );

  it('a muted tag is woken by a reset of the field', async () => {
    const { clock, pad, field } = await running(1);
    field.trouble(UID, 'mute');
    expect(await clock.until(pad.setSecurity(UID, false))).toMatchObject({ done: true });
  });

  it.each([0, 1])('a tag that left after %i commands is gone', async (commands) => {
    const { clock, pad, field, told } = await running(1);
    field.leaveAfter(UID, commands);
    expect(await clock.until(pad.setSecurity(UID, false))).toEqual({
      done: false,
      secured: null,
      fault: 'tag-gone',
    });
    await clock.advance(2_000);
    expect(told()).toEqual([]);
  });

  it('orders are served in their order, and the pad is looked at in between', async () => {
    const { clock, pad, peer } = await running(8);
    const answers = stack(8).map(({ uid }) => pad.setSecurity(uid, false));
    const before = peer.requests();
    for (const answer of answers) expect(await clock.until(answer)).toMatchObject({ done: true });
    expect(peer.requests() - before).toBeLessThanOrEqual(18);
  });

  it('a site that secures by EAS is told when the reader has no way to it', async () => {
    const bench = padBench({ rules: { security: 'eas' }, settings: { eas: false } });
    const failure = await bench.clock.until(bench.pad.start().catch((error: Error) => error));
    expect(failure).toMatchObject({ code: 'reader-refused' });
  });
});

describe('writing a tag', () => {
  const ITEM = { pii: 'BOOK-77', owner: 'KZ-BLK', parts: null, usage: 0x10 };

  it('writes a blank one, in stock, reads it back and tells it', async () => {
    const bench = padBench();
    const blank = { uid: UID, dsfid: 0, afi: 0, memory: new Uint8Array(112) };
    bench.field.put([blank]);
    await bench.start();
    await bench.clock.advance(2_000);
    expect(bench.told()![0]!.content).toEqual({ kind: 'blank' });
    const outcome = await bench.clock.until(bench.pad.writeTag(UID, ITEM, true));
    expect(outcome).toMatchObject({ done: true, fault: null, content: { pii: 'BOOK-77' } });
    expect(bench.field.tag(UID)).toMatchObject({ dsfid: 0x3e, afi: 0x07, afiLocked: false });
    expect([...bench.field.tag(UID)!.locked]).toEqual([0, 1, 2, 3, 4]);
    expect(bench.told()![0]).toMatchObject({ secured: true, content: { pii: 'BOOK-77' } });
  });

  it('writes only what differs, and nothing when nothing does', async () => {
    const { clock, pad, field } = await running(1);
    const item = { ...ITEM, pii: PII };
    field.trouble(UID, 'refuse-write', 1);
    // The one write is that of AFI, which is refused once and then tried again.
    expect(await clock.until(pad.writeTag(UID, item, false))).toMatchObject({ done: true });
  });

  it('an item that does not fit is told, and nothing is written', async () => {
    const { clock, pad, field } = await running(1);
    const before = [...field.tag(UID)!.memory];
    const item = { ...ITEM, pii: 'X'.repeat(40) };
    expect(await clock.until(pad.writeTag(UID, item, false))).toMatchObject({
      done: false,
      fault: 'value-unfit',
      content: { pii: PII },
    });
    expect([...field.tag(UID)!.memory]).toEqual(before);
  });

  it('pulled away at any command: never done, never half a number', async () => {
    for (let commands = 0; commands < 30; commands++) {
      const { clock, pad, field, told } = await running(1);
      field.leaveAfter(UID, commands);
      const outcome = await clock.until(pad.writeTag(UID, ITEM, false));
      if (outcome.done) expect(field.tag(UID)!.afi).toBe(0x07);
      field.putBack(UID);
      await clock.advance(4_000);
      const content = told()![0]!.content;
      expect([PII, ITEM.pii, undefined]).toContain('pii' in content ? content.pii : undefined);
    }
  });
});

describe('writing a tag whose data model has no check value', () => {
  /**
   * The number from the first byte on, ended by a zero byte: a mixture of two would be read as a
   * number.
   */
  const bareCodec: TagCodec = {
    decodeTag(memory) {
      const end = memory.indexOf(0);
      if (end === 0) return { content: { kind: 'blank' } };
      const pii = Buffer.from(memory.subarray(0, end < 0 ? memory.length : end)).toString('latin1');
      const offline = { issue: true, return: true };
      return {
        content: {
          kind: 'item',
          model: '28560-2',
          pii,
          owner: null,
          parts: null,
          usage: null,
          offline,
        },
      };
    },
    encodeTag: ({ pii }) => {
      const memory = new Uint8Array(32);
      memory.set(Buffer.from(pii, 'latin1'));
      return { memory, dsfid: 0x06, lockBlocks: [] };
    },
  };
  const [OLD, NEW] = ['OLD-NUMBER-OLD-NUMBER', 'NEW-BOOK-NEW'];

  it('pulled away at any command: the old number, the new one, or none', async () => {
    const seen = new Set<string>();
    for (let commands = 0; commands < 40; commands++) {
      const bench = padBench({ codec: bareCodec });
      const memory = new Uint8Array(112);
      memory.set(Buffer.from(OLD, 'latin1'));
      bench.field.put([{ uid: UID, dsfid: 0x06, afi: 7, memory }]);
      await bench.start();
      await bench.clock.advance(2_000);
      bench.field.leaveAfter(UID, commands);
      const item = { pii: NEW, owner: null, parts: null, usage: null };
      const { done } = await bench.clock.until(bench.pad.writeTag(UID, item, false));
      bench.field.putBack(UID);
      await bench.clock.advance(4_000);
      const content = bench.told()![0]!.content;
      const told = 'pii' in content ? content.pii : content.kind;
      expect([OLD, NEW, 'blank']).toContain(told);
      if (done) expect(told).toBe(NEW);
      seen.add(told);
    }
    expect(seen).toEqual(new Set([OLD, NEW, 'blank']));
  });
});

describe('the life of a pad', () => {
  it('orders before the start, after the stop and after an unplug are answered', async () => {
    const closed = { done: false, secured: null, fault: 'reader-closed' };
    const bench = padBench();
    expect(await bench.pad.setSecurity(UID, true)).toEqual(closed);
    bench.field.put(stack(1));
    await bench.start();
    const under = bench.pad.setSecurity(UID, true);
    const waiting = bench.pad.setSecurity(UID, false);
    await bench.clock.advance(20);
    bench.unplug();
    expect(await bench.clock.until(under)).toEqual(closed);
    expect(await bench.clock.until(waiting)).toEqual(closed);
    expect(await bench.pad.setSecurity(UID, true)).toEqual(closed);
    await bench.pad.stop();
    expect(bench.clock.pending()).toBe(0);
  });

  it('is started once', async () => {
    const bench = await running();
    await expect(bench.pad.start()).rejects.toMatchObject({ code: 'driver-misused' });
    await bench.pad.stop();
    await expect(bench.pad.start()).rejects.toMatchObject({ code: 'driver-misused' });
  });

  it('stopped while the reader still opens, it does not run', async () => {
    const bench = padBench();
    const starting = bench.pad.start().catch(({ code }: { code: string }) => code);
    await bench.clock.advance(10);
    await bench.pad.stop();
    expect(await bench.clock.until(starting)).toBe('reader-closed');
    await bench.clock.advance(5_000);
    expect(bench.clock.pending()).toBe(0);
  });

  it('a reader that fell silent has its port closed, so that it is opened anew', async () => {
    const bench = await running(1);
    bench.peer.muteNext(1_000);
    await bench.clock.advance(20_000);
    expect(bench.isClosed()).toBe(true);
    expect(bench.clock.pending()).toBe(0);
    expect(await bench.pad.setSecurity(UID, true)).toMatchObject({ fault: 'reader-closed' });
  });

  it('a reader that misses a reply now and then does not', async () => {
    const bench = await running(1);
    for (let times = 0; times < 10; times++) {
      bench.peer.muteNext(1);
      await bench.clock.advance(2_000);
    }
    expect(bench.isClosed()).toBe(false);
    expect(bench.pads().length).toBe(1);
  });
});
