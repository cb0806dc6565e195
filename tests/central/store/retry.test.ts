// The retry loop: only conflicts are tried again, and not for ever. The store contract runs it
// against PostgreSQL as well.
import { expect, test } from 'vitest';
import {
  RETRY_DELAY_MS_MAX,
  retryDelayMs,
  TRANSACTION_TRIES_MAX,
  TRIES_IN_CROWD_MAX,
  WriterConflict,
  withRetry,
} from '../../../central/store/retry.ts';

const failing = (times: number, error: Error) => {
  let calls = 0;
  return {
    calls: () => calls,
    attempt: async () => {
      calls += 1;
      if (calls <= times) throw error;
      return 'done';
    },
  };
};

const never = () => false;
const wait = async () => undefined;

test('a conflict is tried again until it passes', async () => {
  const { attempt, calls } = failing(3, new WriterConflict());
  expect(await withRetry(attempt, { isConflict: never, wait })).toBe('done');
  expect(calls()).toBe(4);
});
test('the bound of the wait doubles with each try up to the limit, and the wait lies below it', async () => {
  const bounds = [1, 2, 3, 4, 8, 9, 10, 39].map((tries) => retryDelayMs(tries, () => 1));
  expect(bounds).toEqual([4, 8, 16, 32, 512, RETRY_DELAY_MS_MAX, RETRY_DELAY_MS_MAX, 1_000]);
  expect(retryDelayMs(20, () => 0)).toBe(0);

  const random = [0.5, 0.25, 1];
  const waited: number[] = [];
  const { attempt } = failing(3, new WriterConflict());
  await withRetry(attempt, {
    isConflict: never,
    random: () => random.shift() as number,
    wait: async (ms) => waited.push(ms),
  });
  expect(waited).toEqual([2, 2, 16]);
});
test('the tries have an end, which names the cause', async () => {
  const cause = new Error('40001');
  const { attempt, calls } = failing(99, cause);
  await expect(
    withRetry(attempt, { isConflict: () => true, triesMax: 3, wait }),
  ).rejects.toMatchObject({
    ...{ code: 'retries-used-up', cause },
  });
  expect(calls()).toBe(3);
  const again = failing(99, cause);
  await expect(withRetry(again.attempt, { isConflict: () => true, wait })).rejects.toThrow();
  expect(again.calls()).toBe(TRANSACTION_TRIES_MAX);
});
test('anything else is thrown at once', async () => {
  const { attempt, calls } = failing(1, new Error('syntax'));
  await expect(withRetry(attempt, { isConflict: never, wait })).rejects.toThrow('syntax');
  expect(calls()).toBe(1);
});
test(`who lost ${TRIES_IN_CROWD_MAX} times goes on in the queue of those who did`, async () => {
  const { attempt } = failing(6, new WriterConflict());
  let queued = 0;
  const losers = <T>(work: () => Promise<T>): Promise<T> => {
    queued += 1;
    return work();
  };
  expect(await withRetry(attempt, { isConflict: never, losers, wait })).toBe('done');
  expect(queued).toBe(3);
});
