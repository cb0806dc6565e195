// A history is a list of steps, and steps are data: made from the seed before anything runs, so that a failing history can be cut
// shorter and run again. `salt` seeds the dice of what happens during the step.
import { createDice, type Dice } from './dice.ts';
import { ITEMS } from './library.ts';

type Who = { who: number };
export type Act = Who &
  (
    | { do: 'check-out'; patron: number; item: number; hall: boolean; staff: boolean; back: number }
    | { do: 'check-in'; item: number; card: boolean; staff: boolean; back: number }
    | { do: 'renew'; item: number; back: number }
    | { do: 'register'; person: number; staff: boolean }
    | { do: 'confirm' | 'reregister' | 'visit'; patron: number }
    | { do: 'language'; patron: number; language: 'kk' | 'ru' | 'en' }
    | { do: 'strange'; item: number }
  );
export type Fault =
  | (Who & { do: 'link'; up: boolean })
  | { do: 'noise'; lost: number; twice: number; late: number }
  | (Who & { do: 'kill'; after: number })
  | { do: 'kill-central'; after: number }
  | (Who & { do: 'full'; on: boolean; ends: boolean })
  | { do: 'full-central'; on: boolean; ends: boolean }
  | (Who & { do: 'clock'; ms: number })
  | (Who & { do: 'sleep'; ms: number; still: boolean })
  | { do: 'night'; ms: number }
  | { do: 'backup-central' }
  | { do: 'restore-central'; raise: boolean }
  | { do: 'raise-epoch' }
  | (Who & { do: 'backup' | 'restore' | 'clone' })
  | { do: 'import-patron'; patron: number; change: number }
  | { do: 'import-title'; title: number; change: number };
export type Step = (Act | Fault | { do: 'pass'; ms: number }) & { salt: number };
export type History = {
  stations: number;
  /** Stations that have not fetched the library yet. */
  empty: boolean;
  /** Rows in a page of a pull, at most. */
  pageRows: number;
  steps: Step[];
};

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** Mostly today; sometimes a few days back, too far back, or tomorrow. */
const daysBack = (dice: Dice): number =>
  dice.chance(0.85) ? 0 : dice.pick([1, 2, 5, 30, 31, 32, -1]);

const itemAny = (dice: Dice): number =>
  dice.chance(0.03) ? ITEMS : dice.chance(0.5) ? dice.whole(0, 3) : dice.whole(0, ITEMS - 1);

const act = (dice: Dice): Act => {
  const who = dice.whole(0, 99);
  const patron = dice.chance(0.02) ? 99 : dice.whole(0, 9);
  const item = itemAny(dice);
  const back = daysBack(dice);
  const staff = dice.chance(0.5);
  const choice = dice.random();
  if (choice < 0.42)
    return { do: 'check-out', who, patron, item, hall: dice.chance(0.1), staff, back };
  if (choice < 0.72) return { do: 'check-in', who, item, card: dice.chance(0.3), staff, back };
  if (choice < 0.83) return { do: 'renew', who, item, back };
  if (choice < 0.89) return { do: 'register', who, person: dice.whole(0, 8), staff };
  if (choice < 0.91) return { do: 'confirm', who, patron };
  if (choice < 0.92) return { do: 'reregister', who, patron };
  if (choice < 0.96)
    return { do: 'language', who, patron, language: dice.pick(['kk', 'ru', 'en']) };
  if (choice < 0.98) return { do: 'visit', who, patron };
  return { do: 'strange', who, item };
};

const clockJump = (dice: Dice): number => {
  const size = dice.pick([2 * MINUTE_MS, 40 * MINUTE_MS, 3 * DAY_MS, 400 * DAY_MS, 4_000 * DAY_MS]);
  return Math.round(size * (0.5 + dice.random()) * dice.pick([-1, 1]));
};

/** By weight; the rare ones are the disasters. */
const FAULTS: [number, (dice: Dice, who: number) => Fault][] = [
  [16, (dice, who) => ({ do: 'link', who, up: dice.chance(0.6) })],
  [
    8,
    (dice) => ({
      do: 'noise',
      lost: dice.pick([0, 0, 0.1, 0.4]),
      twice: dice.pick([0, 0, 0.1, 0.4]),
      late: dice.pick([0, 0, 0.2, 0.5]),
    }),
  ],
  [18, (dice, who) => ({ do: 'kill', who, after: dice.whole(0, 60) })],
  [8, (dice) => ({ do: 'kill-central', after: dice.whole(0, 60) })],
  [4, (dice, who) => ({ do: 'full', who, on: dice.chance(0.5), ends: dice.chance(0.5) })],
  [3, (dice) => ({ do: 'full-central', on: dice.chance(0.4), ends: dice.chance(0.5) })],
  [6, (dice, who) => ({ do: 'clock', who, ms: clockJump(dice) })],
  [
    4,
    (dice, who) => ({
      do: 'sleep',
      who,
      ms: dice.whole(1, 600) * MINUTE_MS,
      still: dice.chance(0.2),
    }),
  ],
  [2, (dice) => ({ do: 'night', ms: dice.pick([14 / 24, 1, 3, 20]) * DAY_MS })],
  [5, () => ({ do: 'backup-central' })],
  [2, (dice) => ({ do: 'restore-central', raise: dice.chance(0.7) })],
  [1, () => ({ do: 'raise-epoch' })],
  [2, (_, who) => ({ do: 'backup', who })],
  [0.7, (_, who) => ({ do: 'restore', who })],
  [0.4, (_, who) => ({ do: 'clone', who })],
  [4, (dice) => ({ do: 'import-patron', patron: dice.whole(0, 7), change: dice.whole(0, 8) })],
  [4, (dice) => ({ do: 'import-title', title: dice.whole(0, 3), change: dice.whole(0, 8) })],
];
const FAULT_WEIGHT = FAULTS.reduce((sum, [weight]) => sum + weight, 0);

const fault = (dice: Dice): Fault => {
  const who = dice.whole(0, 99);
  let at = dice.random() * FAULT_WEIGHT;
  const found = FAULTS.find(([weight]) => (at -= weight) < 0) ?? FAULTS[0];
  return (found as (typeof FAULTS)[number])[1](dice, who);
};

const passing = (dice: Dice): { do: 'pass'; ms: number } => ({
  do: 'pass',
  ms: Math.round(
    dice.pick([300, 2_000, 10_000, 2 * MINUTE_MS, 20 * MINUTE_MS]) * (0.3 + dice.random()),
  ),
});

/** Central is put back while answers of before are still on their way. */
const inTheThick = (dice: Dice, restore: Fault): (Act | Fault | { do: 'pass'; ms: number })[] => [
  { do: 'noise', lost: 0, twice: 0.2, late: 0.7 },
  act(dice),
  act(dice),
  { do: 'pass', ms: dice.whole(100, 2_000) },
  restore,
  { do: 'pass', ms: dice.whole(2_000, 20_000) },
];

const next = (dice: Dice, faulty: number): (Act | Fault | { do: 'pass'; ms: number })[] => {
  if (!dice.chance(faulty)) return [dice.chance(0.35) ? passing(dice) : act(dice)];
  const made = fault(dice);
  return made.do === 'restore-central' && dice.chance(0.4) ? inTheThick(dice, made) : [made];
};

export const historyOf = (seed: number): History => {
  const dice = createDice(seed);
  const faulty = dice.pick([0.05, 0.15, 0.3]);
  const length = dice.whole(150, 250);
  const steps: Step[] = [];
  while (steps.length < length)
    for (const made of next(dice, faulty)) steps.push({ ...made, salt: dice.whole(0, 2 ** 31) });
  return {
    stations: dice.whole(2, 4),
    empty: dice.chance(0.15),
    pageRows: dice.pick([2, 4, 10, 40]),
    steps,
  };
};
