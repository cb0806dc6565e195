// The keeper of snapshots: one at a time, again after a failure, and quiet when it is stopped.
import { expect, test } from 'vitest';
import { createSnapshotKeeper } from '../../../central/snapshot/keeper.ts';
import { createManualClock } from '../../firmware-bridge/manual-clock.ts';

const make = () => {
  const clock = createManualClock();
  const state = { due: ['a', 'b'], made: [] as string[], failures: [] as unknown[], fail: false };
  let finish: (() => void) | null = null;
  const keeper = createSnapshotKeeper({
    due: async () => state.due,
    make: (libraryId) =>
      new Promise((resolve, reject) => {
        state.made.push(libraryId);
        if (state.fail) reject(new Error('disk full'));
        else finish = resolve;
      }),
    after: clock.after,
    lookEveryMs: 1_000,
    onFailure: ({ libraryId, cause }) => state.failures.push([libraryId, String(cause)]),
  });
  const finishOne = async (): Promise<void> => {
    finish?.();
    await clock.advance(0);
  };
  return { clock, state, keeper, finishOne };
};

test('looks at once, makes one after the other, and looks again only after the last', async () => {
  const { clock, state, keeper, finishOne } = make();
  keeper.start();
  keeper.start();
  await clock.advance(5_000);
  expect(state.made).toEqual(['a']);
  await finishOne();
  expect(state.made).toEqual(['a', 'b']);
  state.due = [];
  await finishOne();
  expect(clock.pending()).toBe(1);
  state.due = ['c'];
  await clock.advance(1_000);
  expect(state.made).toEqual(['a', 'b', 'c']);
});

test('a failure is told, the rest waits for the next look, which goes on', async () => {
  const { clock, state, keeper } = make();
  state.fail = true;
  keeper.start();
  await clock.advance(0);
  expect(state.failures).toEqual([['a', 'Error: disk full']]);
  state.fail = false;
  await clock.advance(1_000);
  expect(state.made).toEqual(['a', 'a']);
});

test('stop waits for the one in the making, and no other begins', async () => {
  const { clock, state, keeper, finishOne } = make();
  keeper.start();
  await clock.advance(0);
  const stopping = keeper.stop();
  await finishOne();
  await stopping;
  await clock.advance(10_000);
  expect([state.made, clock.pending()]).toEqual([['a'], 0]);
});
