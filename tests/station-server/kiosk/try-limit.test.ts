// The limit on guessing card numbers: per card, per place, over restarts, and with a clock that is set back.
import { beforeEach, expect, test } from 'vitest';
import {
  CARD_WINDOW_MS,
  createTryLimit,
  DAY_MS,
  PLACE_WINDOW_MS,
  WRONG_PER_CARD_AND_DAY_MAX,
  WRONG_PER_CARD_MAX,
  WRONG_PER_PLACE_MAX,
} from '../../../station-server/kiosk/try-limit.ts';
import { openDatabase, type StationDatabase } from '../../../station-server/store/open-database.ts';

let db: StationDatabase;
let now: number;
beforeEach(() => {
  db = openDatabase(':memory:');
  now = 1_790_000_000_000;
});
const limit = () => createTryLimit(db, () => now);
const wrong = (card: string, times: number, place = 'kiosk-1') => {
  for (let turn = 0; turn < times; turn += 1) limit().wrong(place, card);
};

test('one card is closed for a while, others are not', () => {
  wrong('1', WRONG_PER_CARD_MAX - 1);
  expect(limit().waitMs('kiosk-1', '1')).toBe(0);
  wrong('1', 1);
  expect(limit().waitMs('kiosk-1', '1')).toBeGreaterThan(0);
  expect(limit().waitMs('kiosk-1', '2')).toBe(0);
  now += CARD_WINDOW_MS;
  expect(limit().waitMs('kiosk-1', '1')).toBe(0);
});

test('a place is closed for all cards, another place is not', () => {
  for (let card = 0; card < WRONG_PER_PLACE_MAX; card += 1) wrong(String(card), 1);
  expect(limit().waitMs('kiosk-1', 'new')).toBeGreaterThan(0);
  expect(limit().waitMs('kiosk-2', 'new')).toBe(0);
  now += PLACE_WINDOW_MS;
  expect(limit().waitMs('kiosk-1', 'new')).toBe(0);
});

test('a clock set back does not open it early nor close it for ever', () => {
  wrong('1', WRONG_PER_CARD_MAX);
  now -= 10 * PLACE_WINDOW_MS;
  expect(limit().waitMs('kiosk-1', '1')).toBeGreaterThan(0);
  wrong('2', 1);
  now += PLACE_WINDOW_MS;
  expect(limit().waitMs('kiosk-1', '1')).toBe(0);
});

test('says how long to wait, for a number that nobody has as well', () => {
  wrong('nobody', WRONG_PER_CARD_MAX - 1);
  now += 60_000;
  wrong('nobody', 1);
  expect(limit().waitMs('kiosk-1', 'nobody')).toBe(CARD_WINDOW_MS - 60_000);
});

test('going from one kiosk to the next wins no tries', () => {
  wrong('1', WRONG_PER_CARD_MAX - 1, 'kiosk-1');
  wrong('1', 1, 'kiosk-2');
  expect(limit().waitMs('kiosk-3', '1')).toBe(CARD_WINDOW_MS);
});

test('a robot that waits as told gets as many guesses in a day as are let, and the next day again', () => {
  const guessesOfADay = (): number => {
    let guesses = 0;
    for (let minute = 0; minute < DAY_MS / 60_000; minute += 1) {
      now += 60_000;
      const place = `kiosk-${minute % 3}`;
      if (limit().waitMs(place, '1') > 0) continue;
      limit().wrong(place, '1');
      guesses += 1;
    }
    return guesses;
  };
  expect(guessesOfADay()).toBe(WRONG_PER_CARD_AND_DAY_MAX);
  expect(guessesOfADay()).toBe(WRONG_PER_CARD_AND_DAY_MAX);
});
