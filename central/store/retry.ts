// Transactions that only the order of concurrent writers made fail are run again (PostgreSQL 40001
// and 40P01; CockroachDB asks for the same loop), after a wait that grows and is random, so that
// those who were in each other's way do not meet again.
import { setTimeout as sleep } from 'node:timers/promises';
import { CentralError } from '../errors.ts';
import type { InOrder } from './serial-queue.ts';

/** Thrown by a transaction body that saw another writer's rows too late: it is run again. */
export class WriterConflict extends Error {}

export const TRANSACTION_TRIES_MAX = 40;
/** Who lost so often goes on one at a time among those who did. */
export const TRIES_IN_CROWD_MAX = 4;
const FIRST_DELAY_MS_MAX = 4;
/** All tries together wait about 16 s on average, while a station waits 60 s for its answer. */
export const RETRY_DELAY_MS_MAX = 1_000;

/** Full jitter: anything from 0 to a bound that doubles with each try, up to the limit. */
export const retryDelayMs = (tries: number, random: () => number): number =>
  random() * Math.min(RETRY_DELAY_MS_MAX, FIRST_DELAY_MS_MAX * 2 ** (tries - 1));

export type Retrying = {
  isConflict(error: unknown): boolean;
  triesMax?: number;
  losers?: InOrder;
  /** From 0 to 1. */
  random?: () => number;
  wait?: (ms: number) => Promise<unknown>;
};

export const withRetry = async <T>(
  attempt: () => Promise<T>,
  {
    isConflict,
    triesMax = TRANSACTION_TRIES_MAX,
    losers = (work) => work(),
    random = Math.random,
    wait = sleep,
  }: Retrying,
): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await (tries > TRIES_IN_CROWD_MAX ? losers(attempt) : attempt());
    } catch (error) {
      if (!(error instanceof WriterConflict || isConflict(error))) throw error;
      if (tries >= triesMax)
        throw new CentralError('retries-used-up', `${tries} tries`, { cause: error });
      await wait(retryDelayMs(tries, random));
    }
  }
};
