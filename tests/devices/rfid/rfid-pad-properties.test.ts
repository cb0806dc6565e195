// Whatever hands, tags, readers and lines do: what a pad calls done is done, and it never tells
// half a number. Random troubles over the simulated FEIG reader; a failure prints the acts that
// lead to it.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PadTag } from '../../../devices/rfid/tag-content.ts';
import type { TagTrouble } from '../../../firmware-bridge/simulated/rfid-field.ts';
import type { RfidRules } from '../../../profiles/rfid-rules.ts';
import { type PadBench, padBench } from './pad-bench.ts';
import { stack, uidAt } from './tag-stack.ts';

const TAGS = 4;
const RUNS = 250;

type Act = { what: string; tag: number; n: number };

const TROUBLES: TagTrouble[] = [
  'refuse-write',
  'lie-write',
  'drop-write',
  'refuse-read',
  'mute',
  'collide',
];

const act = fc.record({
  what: fc.constantFrom(
    'secure',
    'unsecure',
    'write',
    'take',
    'put',
    'leave',
    'trouble',
    'mute-reader',
    'spoil-reply',
    'late-reply',
    'noise',
    'wait',
  ),
  tag: fc.integer({ min: 0, max: TAGS - 1 }),
  n: fc.integer({ min: 0, max: 12 }),
});

/**
 * All that may ever be told of a tag: its number from the start and those that were asked to be
 * written.
 */
const allowed = new Map<string, Set<string>>();
const piiAt = (index: number): string => `30000000${String(index).padStart(6, '0')}`;

const checkTold = (tags: readonly PadTag[]): void => {
  for (const { uid, content } of tags)
    if ('pii' in content) expect(allowed.get(uid)).toContain(content.pii);
};

const order = (bench: PadBench, { what, tag }: Act, security: RfidRules['security']) => {
  const uid = uidAt(tag);
  if (what === 'write') {
    const pii = `W${allowed.get(uid)!.size}-${tag}-written`;
    allowed.get(uid)!.add(pii);
    const item = { pii, owner: 'KZ-BLK', parts: null, usage: null };
    return bench.pad.writeTag(uid, item, false).then(({ done, content }) => {
      if (!done) return;
      expect(content).toMatchObject({ kind: 'item', pii });
      expect(Buffer.from(bench.field.tag(uid)!.memory.subarray(3, 3 + pii.length)).toString()).toBe(
        pii,
      );
      expect(bench.field.tag(uid)!.afi).toBe(0x07);
    });
  }
  const secured = what === 'secure';
  return bench.pad.setSecurity(uid, secured).then((outcome) => {
    if (!outcome.done) return;
    const { afi, eas } = bench.field.tag(uid)!;
    expect(outcome).toEqual({ done: true, secured, fault: null });
    if (security !== 'eas') expect(afi).toBe(secured ? 0x07 : 0xc2);
    if (security !== 'afi') expect(eas).toBe(secured);
  });
};

const disturb = (bench: PadBench, { what, tag, n }: Act): void => {
  const uid = uidAt(tag);
  const { field, peer } = bench;
  if (what === 'take') field.take([uid]);
  else if (what === 'put') field.putBack(uid);
  else if (what === 'leave') field.leaveAfter(uid, n);
  else if (what === 'trouble') field.trouble(uid, TROUBLES[n % TROUBLES.length]!, 1 + (n % 4));
  else if (what === 'mute-reader') peer.muteNext(1 + (n % 3));
  else if (what === 'spoil-reply') peer.spoilNext(1 + (n % 3));
  else if (what === 'late-reply') peer.delayNext(100 * n);
  else if (what === 'noise') peer.noise(Uint8Array.from({ length: n }, (_, at) => at * 37 + n));
};

const live = async (acts: readonly Act[], security: RfidRules['security']): Promise<PadBench> => {
  const bench = padBench({
    rules: { security },
    onEvent: (event) => {
      if (event.type === 'tags-on-pad') checkTold(event.tags);
    },
  });
  allowed.clear();
  for (let index = 0; index < TAGS; index++) allowed.set(uidAt(index), new Set([piiAt(index)]));
  bench.field.put(stack(TAGS));
  await bench.start();
  const answers: Promise<void>[] = [];
  for (const one of acts) {
    if (['secure', 'unsecure', 'write'].includes(one.what)) {
      const answer = order(bench, one, security);
      // Told at the end, with all others; until then it is nobody's failure.
      answer.catch(() => {});
      answers.push(answer);
    } else disturb(bench, one);
    await bench.clock.advance(one.n * 40);
  }
  for (const answer of answers) await bench.clock.until(answer, 600_000);
  return bench;
};

it.each(['afi', 'eas', 'both'] as const)(
  'what is called done is so on the tag, secured by %s',
  async (security) => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        const bench = await live(acts, security);
        await bench.pad.stop();
        await bench.clock.advance(5_000);
        expect(bench.clock.pending()).toBe(0);
      }),
      { numRuns: RUNS },
    );
  },
  120_000,
);

it('when the troubles end, the pad tells what truly lies there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
      const bench = await live(acts, 'afi');
      const { field } = bench;
      field.calm();
      bench.peer.muteNext(0);
      bench.peer.spoilNext(0);
      await bench.clock.advance(60_000);
      if (bench.isClosed()) return;
      const there = field.inventory().map(({ uid }) => uid);
      const told = bench.told() ?? [];
      expect(told.map(({ uid }) => uid).sort()).toEqual(there.sort());
      for (const { uid, secured } of told) {
        const { afi } = field.tag(uid)!;
        if (secured !== null) expect(secured).toBe(afi === 0x07);
      }
      await bench.pad.stop();
    }),
    { numRuns: RUNS },
  );
}, 120_000);
