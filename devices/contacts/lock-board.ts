// What a locker board is to its driver: how one lock is opened, and which questions, answered in order, tell of all its locks.
import type { Question } from './exchange.ts';

export type LockBoard = {
  /** `lock` from 0. The answer proves nothing but that the board heard; the sensor decides. */
  open(lock: number): Question<true>;
  /** Each gives some locks, in order: true is open. */
  ask: readonly Question<boolean[]>[];
};
