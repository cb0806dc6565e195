// The FEIG family over its simulated reader: the shared contract, and what is FEIG's own.
import { describe, expect, it } from 'vitest';
import { readerContract } from '../reader-contract.ts';
import { stack, uidAt } from '../tag-stack.ts';
import { feigBench } from './feig-bench.ts';

const cases = {
  'FEIG on a serial line': () => feigBench(),
  'FEIG on a network': () => feigBench({ byteMs: 0 }),
  'FEIG with standard frames only': () => feigBench({ standardOnly: true }),
  'FEIG with small buffers (94 more data)': () => feigBench({ replyBytesMax: 64 }),
  'FEIG whose MORE bit is 01': () => feigBench({ replyBytesMax: 64, moreBit: 1 }, { moreBit: 1 }),
  'FEIG that tells new tags only': () => feigBench({ onlyNewTags: true }),
};
for (const [name, make] of Object.entries(cases)) readerContract(name, { make, eas: true });

const codeOf = ({ code, message }: { code?: string; message: string }) => `${code}: ${message}`;

describe('FEIG', () => {
  it('keeps the gap, speaks only when the reader is free, and always in frames', async () => {
    const { clock, reader, field, peer } = feigBench();
    field.put(stack(8));
    await clock.until(reader.open());
    for (const { uid } of await clock.until(reader.inventory())) {
      await clock.until(reader.info(uid));
      await clock.until(reader.read(uid, 0, 8, 4));
      await clock.until(reader.writeAfi(uid, 0xc2));
    }
    expect(peer.faults()).toEqual({ tooSoon: 0, whileBusy: 0, unreadable: 0 });
  });

  it('tells model and firmware', async () => {
    const { clock, reader } = feigBench();
    expect(await clock.until(reader.open())).toEqual({ model: 'FEIG type 83', firmware: '3.3' });
  });

  it('refuses to open a reader in scan mode, and says what to do', async () => {
    const { clock, reader, peer } = feigBench();
    peer.setScanMode(true);
    const failure = await clock.until(
      reader.open().catch((error: Error & { hint: string }) => error),
    );
    expect(failure).toMatchObject({ code: 'reader-refused' });
    expect((failure as Error).message).toContain('scan mode');
    expect((failure as { hint: string }).hint).toContain('ISO-host mode');
  });

  it('never takes a late reply for that of another tag', async () => {
    const { clock, reader, field, peer, noise } = feigBench();
    field.put(stack(2));
    await clock.until(reader.open());
    peer.delayNext(700);
    const first = reader.read(uidAt(0), 0, 8, 4).catch(codeOf);
    const second = reader.read(uidAt(1), 0, 8, 4).catch(codeOf);
    expect(await clock.until(first)).toMatch('reader-silent');
    const bytes = await clock.until(second);
    if (typeof bytes === 'string') expect(bytes).toMatch(/^(reader-silent|reply-malformed)/);
    else expect([...bytes]).toEqual([...field.tag(uidAt(1))!.memory.subarray(0, 32)]);
    await clock.advance(2_000);
    const again = await clock.until(reader.read(uidAt(1), 0, 8, 4));
    expect([...again]).toEqual([...field.tag(uidAt(1))!.memory.subarray(0, 32)]);
    expect(noise.length).toBeGreaterThan(0);
  });

  it('understands the reply after a burst of noise', async () => {
    const { clock, reader, peer, noise } = feigBench();
    await clock.until(reader.open());
    peer.noise(Uint8Array.from({ length: 10_000 }, (_, at) => at & 0xff));
    await clock.advance(200);
    expect((await clock.until(reader.inventory())).length).toBe(0);
    expect(noise.reduce((sum, bytes) => sum + bytes, 0)).toBe(10_000);
  });
});
