// The loop's waiting times, with a clock that stands still until it is moved.
import { expect, test } from 'vitest';
import {
  createLoop,
  type Failed,
  RETRY_MS_MIN,
  RETRY_WISH_MS_MAX,
  type Worked,
} from '../../../station-server/sync/loop.ts';
import { createManualClock, settle } from '../../firmware-bridge/manual-clock.ts';

const makeLoop = (options: { random?: number; retryMsMax?: number } = {}) => {
  const clock = createManualClock();
  const starts: number[] = [];
  const state = {
    next: 'idle' as Worked | Error | Promise<Worked>,
    recovered: 0,
    verdict: null as Failed | null,
  };
  const loop = createLoop({
    clock,
    random: () => options.random ?? 0.999_999,
    retryMsMax: options.retryMsMax ?? 300_000,
    work: async () => {
      starts.push(clock.upMs());
      if (state.next instanceof Error) throw state.next;
      return state.next;
    },
    failed: () => state.verdict ?? { retryAfterMs: null },
    recovered: () => {
      state.recovered += 1;
    },
  });
  return { clock, loop, starts, state };
};
const gaps = (times: number[]): number[] => times.slice(1).map((at, i) => at - (times[i] ?? 0));

test('waits twice as long after each failure, up to the limit', async () => {
  const { clock, loop, starts, state } = makeLoop();
  state.next = new Error('no link');
  loop.start();
  await clock.advance(1_500_000);
  expect(gaps(starts)).toEqual(
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((s) => s * 1_000),
  );
  expect(clock.pending()).toBe(1);
  await loop.stop();
  expect(clock.pending()).toBe(0);
});

test('the jitter takes a part of the wait, down to the least', async () => {
  const { clock, loop, starts, state } = makeLoop({ random: 0.25 });
  state.next = new Error('no link');
  loop.start();
  await clock.advance(4_000);
  expect(gaps(starts)).toEqual([250, 500, 1_000, 2_000]);
  const least = makeLoop({ random: 0 });
  least.state.next = new Error('no link');
  least.loop.start();
  await least.clock.advance(350);
  expect(gaps(least.starts)).toEqual([RETRY_MS_MIN, RETRY_MS_MIN, RETRY_MS_MIN]);
  const short = makeLoop({ random: 0, retryMsMax: 50 });
  short.state.next = new Error('no link');
  short.loop.start();
  await short.clock.advance(50);
  expect(gaps(short.starts)).toEqual([50]);
});

test.each([
  ['longer than ours', 60_000, 61_000],
  ['shorter than ours', 10, 1_010],
  ['endless', 1e15, RETRY_WISH_MS_MAX + 1_000],
  ['in the past', -5_000, 1_000],
])("central's wish to wait is added to ours, %s", async (_, wish, waited) => {
  const { clock, loop, starts, state } = makeLoop();
  state.next = new Error('503');
  state.verdict = { retryAfterMs: wish };
  loop.start();
  await clock.advance(waited - 1);
  expect(starts).toEqual([0]);
  await clock.advance(1);
  expect(starts).toEqual([0, waited]);
});

test('a success forgets the failures and tells of the recovery once', async () => {
  const { clock, loop, starts, state } = makeLoop();
  state.next = new Error('no link');
  loop.start();
  await clock.advance(7_000);
  state.next = 'idle';
  await clock.advance(8_000);
  expect(state.recovered).toBe(1);
  loop.poke();
  await settle();
  expect(state.recovered).toBe(1);
  state.next = new Error('no link');
  loop.poke();
  await clock.advance(1_000);
  expect(gaps(starts).at(-1)).toBe(1_000);
});

test('a poke does not shorten a wait, a press does', async () => {
  const { clock, loop, starts, state } = makeLoop();
  state.next = new Error('no link');
  loop.start();
  await settle();
  loop.poke();
  await clock.advance(500);
  expect(starts).toEqual([0]);
  loop.now();
  await settle();
  expect(starts).toEqual([0, 500]);
  expect(clock.pending()).toBe(1);
});

test('a press while work is in flight that then fails is not lost, and is used up', async () => {
  const { clock, loop, starts, state } = makeLoop();
  let fail = (_: Error): void => undefined;
  state.next = new Promise<Worked>((_, reject) => {
    fail = reject;
  });
  loop.start();
  await settle();
  loop.now();
  state.next = new Error('still no link');
  fail(new Error('cut'));
  await settle();
  expect(starts).toEqual([0, 0]);
  expect(clock.pending()).toBe(1);
});

test('works on while there is more, pauses when told to, and runs one at a time', async () => {
  const { clock, loop, starts, state } = makeLoop();
  let done = (_: Worked): void => undefined;
  state.next = new Promise<Worked>((resolve) => {
    done = resolve;
  });
  loop.start();
  await settle();
  for (let times = 0; times < 5; times += 1) loop.poke();
  expect(starts.length).toBe(1);
  state.next = { pauseMs: 1_000 };
  done('more');
  await settle();
  expect(starts.length).toBe(2);
  await clock.advance(1_000);
  expect(starts.length).toBe(3);
});

test('a loop told to stop trying stays still until it is poked; a stopped one for good', async () => {
  const { clock, loop, starts, state } = makeLoop();
  state.next = new Error('fork');
  state.verdict = 'stop';
  loop.start();
  await clock.advance(1_000_000);
  expect(starts).toEqual([0]);
  loop.poke();
  await settle();
  expect(starts.length).toBe(2);
  await loop.stop();
  loop.poke();
  loop.now();
  await clock.advance(1_000_000);
  expect(starts.length).toBe(2);
});
