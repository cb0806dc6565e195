// How many pushes are let in at a time, and how long the others are asked to wait (sync.md 1.2 "Backpressure"). A station that
// is sent away keeps its entries and comes again; one that is let in holds its place until it has its answer or hangs up.
import type { FastifyReply } from 'fastify';
import { CentralError, type CentralErrorCode } from './errors.ts';

/** More than the stations of a large library; each holds at most one body of `PUSH_BYTES_MAX`. */
export const PUSHES_AT_ONCE_MAX = 64;

/** Seconds, for failures that pass by themselves. */
const RETRY_AFTER_SECONDS: Partial<Record<CentralErrorCode, number>> = {
  'pushes-too-many': 5,
  'retries-used-up': 2,
  'database-away': 10,
  stopping: 5,
};

export const tellRetryAfter = (reply: FastifyReply, code: CentralErrorCode): void => {
  const seconds = RETRY_AFTER_SECONDS[code];
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
};

export const createPushGate = (atOnceMax: number) => {
  let inside = 0;
  return {
    /** @throws CentralError `pushes-too-many` */
    enter: (reply: FastifyReply): void => {
      if (inside >= atOnceMax) throw new CentralError('pushes-too-many');
      inside += 1;
      reply.raw.once('close', () => {
        inside -= 1;
      });
    },
  };
};
