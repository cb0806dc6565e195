// The retry loop: only conflicts are tried again, and not for ever. The store contract runs it
// against PostgreSQL as well.
import { expect, test } from 'vitest';
import { WriterConflict, withRetry } from '../../../central/store/sql.ts';

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

test('a conflict is tried again until it passes', async () => {
  const { attempt, calls } = failing(3, new WriterConflict());
  expect(await withRetry(attempt, () => false)).toBe('done');
  expect(calls()).toBe(4);
});
test('the tries have an end, which names the cause', async () => {
  const cause = new Error('40001');
  const { attempt, calls } = failing(99, cause);
  await expect(withRetry(attempt, () => true, 3)).rejects.toMatchObject({
    ...{ code: 'retries-used-up', cause },
  });
  expect(calls()).toBe(3);
});
test('anything else is thrown at once', async () => {
  const { attempt, calls } = failing(1, new Error('syntax'));
  await expect(withRetry(attempt, () => false)).rejects.toThrow('syntax');
  expect(calls()).toBe(1);
});
test('who lost four times goes on in the queue of those who did', async () => {
  const { attempt } = failing(6, new WriterConflict());
  let queued = 0;
  const losers = <T>(work: () => Promise<T>): Promise<T> => {
    queued += 1;
    return work();
  };
  expect(await withRetry(attempt, () => false, 40, losers)).toBe('done');
  expect(queued).toBe(3);
});
