// The frame itself: each kind of broken promise is found, told with its input, and comes back by its seed. The targets are run
// by the step `fuzz` of `npm test`.
import { describe, expect, it } from 'vitest';
import { createDice } from '../sim/dice.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { makeInput } from './make-input.ts';
import { inputOf, runTarget } from './run-target.ts';
import { TARGETS } from './targets.ts';

const planted = (run: FuzzTarget['run'], seeds: Uint8Array[] = []): FuzzTarget => ({
  name: 'planted',
  bytesMax: 64,
  run,
  seeds: () => seeds,
});

describe('a planted fault is found', () => {
  it('a throw, with the bytes and the seed that bring it back', async () => {
    const target = planted((bytes) => {
      if (bytes.includes(0xff)) throw new Error('cannot stand FF');
    });
    const { failure, runs } = await runTarget(target, { runs: 1_000, from: 1 });
    expect(failure).toMatchObject({ seed: runs });
    expect(failure?.what).toContain('cannot stand FF');
    expect(failure?.hex).toContain('ff');
    const again = inputOf(target, target.seeds(), failure!.seed);
    expect(Buffer.from(again).toString('hex')).toBe(failure!.hex);
  });

  it('a rejection', async () => {
    const target = planted(async () => {
      throw new Error('no');
    });
    const { failure } = await runTarget(target, { runs: 10, from: 7 });
    expect(failure).toMatchObject({ seed: 7 });
  });

  it('an input that takes too long each time, but not a machine that paused once', async () => {
    const wait = (ms: number): void => {
      const untilMs = performance.now() + ms;
      while (performance.now() < untilMs);
    };
    const slow = await runTarget(
      planted(() => wait(120)),
      { runs: 10, from: 1 },
    );
    expect(slow.failure?.what).toMatch(/took \d+ ms/);
    let paused = false;
    const once = await runTarget(
      planted(() => {
        if (!paused) wait(120);
        paused = true;
      }),
      { runs: 10, from: 1 },
    );
    expect(once.failure).toBeNull();
  });

  it('memory that is kept', async () => {
    const kept: Uint8Array[] = [];
    const hoards: string[] = [];
    const target = planted((bytes) => {
      kept.push(bytes);
      hoards.push(Array.from({ length: 2_000 }, () => bytes.length).join());
    });
    const { failure, heapGrowthMb } = await runTarget(target, { runs: 10_000, from: 1 });
    expect(failure?.what).toContain('memory grew');
    expect(heapGrowthMb).toBeGreaterThan(16);
    expect(kept.length).toBe(10_000);
  });
});

describe('inputs', () => {
  const seeds = [Uint8Array.from([1, 2, 3, 4]), Uint8Array.from([0xaa, 0xbb])];

  it('are the same for the same seed, and never longer than they may be', () => {
    for (let seed = 1; seed <= 2_000; seed++) {
      const bytes = makeInput(createDice(seed), seeds, 12);
      expect(makeInput(createDice(seed), seeds, 12)).toEqual(bytes);
      expect(bytes.length).toBeLessThanOrEqual(12);
    }
  });

  it('are valid ones now and then, spoiled ones and noise of every length', () => {
    const seen = Array.from({ length: 2_000 }, (_, seed) => makeInput(createDice(seed), seeds, 12));
    const hex = new Set(seen.map((bytes) => Buffer.from(bytes).toString('hex')));
    expect(hex.has('01020304')).toBe(true);
    expect(hex.has('aabb')).toBe(true);
    expect(hex.size).toBeGreaterThan(800);
    expect(new Set(seen.map((bytes) => bytes.length)).size).toBe(13);
  });
});

describe.each(Object.keys(TARGETS))('target %s', (name) => {
  it('is called as in the table, keeps its promises on its own seeds and answers in more than one way', async () => {
    const target = TARGETS[name]!();
    expect(target.name).toBe(name);
    expect(target.seeds().length).toBeGreaterThan(0);
    for (const seed of target.seeds()) expect(seed.length).toBeLessThanOrEqual(target.bytesMax);
    const { failure, answers } = await runTarget(target, { runs: 500, from: 1 });
    expect(failure).toBeNull();
    expect(Object.values(answers).filter((times) => times > 0).length).not.toBe(1);
  });
});
