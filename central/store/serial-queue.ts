// Work that must not run side by side: SQLite's transactions, and those that were in each other's way too often.
import { CentralError } from '../errors.ts';

const WAITING_MAX = 10_000;

export type InOrder = <T>(work: () => Promise<T>) => Promise<T>;

/** One at a time, in order of arrival; a failed one does not stop those behind it. */
export const serialQueue = (): InOrder => {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= WAITING_MAX)
      return Promise.reject(new CentralError('retries-used-up', 'too many are waiting'));
    waiting += 1;
    const result = tail.then(work).finally(() => {
      waiting -= 1;
    });
    tail = result.catch(() => undefined);
    return result;
  };
};
