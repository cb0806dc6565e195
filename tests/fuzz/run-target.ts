// Runs one target on many inputs and says what it saw: the first input that broke a promise or took too long, the rate, and
// whether memory grew. Input number n is made from seed n alone, so that one number brings a failure back.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createDice } from '../sim/dice.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { makeInput } from './make-input.ts';

/** A pad or a scanner waits for no decoder; a machine under load may pause, hence the tries. */
const INPUT_MS_MAX = 100;
const SLOW_TRIES = 3;
/** Growth after the first inputs, when code is compiled and tables are built. */
const HEAP_GROWTH_MB_MAX = 16;
const RSS_GROWTH_MB_MAX = 256;
const WARM_UP_RUNS_MAX = 5_000;
const MB = 1_048_576;

export type FuzzFailure = { seed: number; hex: string; what: string };

export type FuzzResult = {
  name: string;
  runs: number;
  seconds: number;
  perSecond: number;
  longestMs: number;
  heapGrowthMb: number;
  rssGrowthMb: number;
  answers: Record<string, number>;
  failure: FuzzFailure | null;
};

export type FuzzOptions = {
  runs: number;
  /** The first seed; each further input has the next. */
  from: number;
  /** Told before each input, for a watch over code that never comes back. */
  onInput?(seed: number, bytes: Uint8Array): void;
};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const memory = (): { heap: number; rss: number } => {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss };
};

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Milliseconds that one input took; throws what the target throws. */
const timed = async (target: FuzzTarget, bytes: Uint8Array, seed: number): Promise<number> => {
  const { random } = createDice(seed ^ 0x5eed);
  const startedMs = performance.now();
  const pending = target.run(bytes, random);
  if (pending !== undefined) await pending;
  return performance.now() - startedMs;
};

/** The quickest of several tries, where the first was too long: then it is the code and not the machine. */
const quickest = async (target: FuzzTarget, bytes: Uint8Array, seed: number): Promise<number> => {
  let ms = await timed(target, bytes, seed);
  for (let tries = 1; ms > INPUT_MS_MAX && tries < SLOW_TRIES; tries++)
    ms = Math.min(ms, await timed(target, bytes, seed));
  return ms;
};

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

export const inputOf = (target: FuzzTarget, seeds: Uint8Array[], seed: number): Uint8Array =>
  makeInput(createDice(seed), seeds, target.bytesMax);

export const runTarget = async (target: FuzzTarget, options: FuzzOptions): Promise<FuzzResult> => {
  const { runs, from } = options;
  const seeds = target.seeds();
  const warmUpRuns = Math.min(WARM_UP_RUNS_MAX, Math.floor(runs / 4));
  let before = memory();
  let failure: FuzzFailure | null = null;
  let longestMs = 0;
  let done = 0;
  const startedMs = performance.now();
  for (; done < runs && failure === null; done++) {
    if (done === warmUpRuns) before = memory();
    const seed = from + done;
    const bytes = inputOf(target, seeds, seed);
    const fail = (what: string): void => {
      failure = { seed, hex: Buffer.from(bytes).toString('hex'), what };
    };
    options.onInput?.(seed, bytes);
    try {
      const ms = await quickest(target, bytes, seed);
      longestMs = Math.max(longestMs, ms);
      if (ms > INPUT_MS_MAX) fail(`took ${Math.round(ms)} ms, more than ${INPUT_MS_MAX}`);
    } catch (error) {
      fail(describe(error));
    }
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const after = memory();
  const heapGrowthMb = round(Math.max(0, after.heap - before.heap) / MB, 2);
  const rssGrowthMb = round(Math.max(0, after.rss - before.rss) / MB, 2);
  if (failure === null && (heapGrowthMb > HEAP_GROWTH_MB_MAX || rssGrowthMb > RSS_GROWTH_MB_MAX))
    failure = {
      seed: from,
      hex: '',
      what: `memory grew: heap ${heapGrowthMb} MB, resident ${rssGrowthMb} MB`,
    };
  return {
    name: target.name,
    runs: done,
    seconds: round(seconds, 2),
    perSecond: Math.round(done / seconds),
    longestMs: round(longestMs, 2),
    heapGrowthMb,
    rssGrowthMb,
    answers: target.answers?.() ?? {},
    failure,
  };
};
