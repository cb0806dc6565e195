import { expect, test } from 'vitest';
import {
  createIndexKeeper,
  LOOK_EVERY_MS,
  PAUSE_MS,
} from '../../../station-server/catalogue/index-keeper.ts';
import { TITLES_PER_STEP } from '../../../station-server/catalogue/search-index.ts';

const kept = (answers: (number | Error)[]) => {
  const waits: number[] = [];
  const failures: unknown[] = [];
  let next = () => {};
  const keeper = createIndexKeeper({
    index: {
      catchUp: () => {
        const answer = answers.shift() ?? 0;
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    clock: {
      after: (delayMs, call) => {
        waits.push(delayMs);
        next = call;
        return () => {
          next = () => {};
        };
      },
    },
    onFailure: (cause) => failures.push(cause),
  });
  return { keeper, waits, failures, tick: () => next() };
};

test('goes on at once while titles are due, and looks now and then when none is', () => {
  const { keeper, waits, tick } = kept([TITLES_PER_STEP, TITLES_PER_STEP, 3]);
  keeper.start();
  tick();
  tick();
  tick();
  expect(waits).toEqual([PAUSE_MS, PAUSE_MS, LOOK_EVERY_MS, LOOK_EVERY_MS]);
  keeper.stop();
  tick();
  expect(waits).toHaveLength(4);
});

test('a failure is told, and tried again later', () => {
  const { keeper, waits, failures } = kept([new Error('busy')]);
  keeper.start();
  expect(failures).toHaveLength(1);
  expect(waits).toEqual([LOOK_EVERY_MS]);
});
