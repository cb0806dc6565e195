// Chance for the simulation: one seed, one sequence. Each step of a history has dice of its own, so that leaving a step out
// does not change what befalls the others.
import { seededRandom } from '../bench/seeded.ts';

export type Dice = {
  /** 0 <= x < 1 */
  random(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  bytes(count: number): Buffer;
};

export const createDice = (seed: number): Dice => {
  const random = seededRandom(seed);
  const whole = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  return {
    random,
    whole,
    chance: (probability) => random() < probability,
    pick: (list) => list[Math.floor(random() * list.length)] as (typeof list)[number],
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => whole(0, 255))),
  };
};
