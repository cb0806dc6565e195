// The limit on guessing card numbers: per card, per place, over restarts, and with a clock that is set back.
import { beforeEach, expect, test } from 'vitest';
import {
  CARD_WINDOW_MS,
  createTryLimit,
  PLACE_WINDOW_MS,
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
  expect(limit().blocked('kiosk-1', '1')).toBe(false);
  wrong('1', 1);
  expect(limit().blocked('kiosk-1', '1')).toBe(true);
  expect(limit().blocked('kiosk-1', '2')).toBe(false);
  now += CARD_WINDOW_MS;
  expect(limit().blocked('kiosk-1', '1')).toBe(false);
});

test('a place is closed for all cards, another place is not', () => {
  for (let card = 0; card < WRONG_PER_PLACE_MAX; card += 1) wrong(String(card), 1);
  expect(limit().blocked('kiosk-1', 'new')).toBe(true);
  expect(limit().blocked('kiosk-2', 'new')).toBe(false);
  now += PLACE_WINDOW_MS;
  expect(limit().blocked('kiosk-1', 'new')).toBe(false);
});

test('a clock set back does not open it early nor close it for ever', () => {
  wrong('1', WRONG_PER_CARD_MAX);
  now -= 10 * PLACE_WINDOW_MS;
  expect(limit().blocked('kiosk-1', '1')).toBe(true);
  wrong('2', 1);
  now += PLACE_WINDOW_MS;
  expect(limit().blocked('kiosk-1', '1')).toBe(false);
});

test('a robot at full speed gets few guesses in a day', () => {
  let guesses = 0;
  for (let second = 0; second < 86_400; second += 60) {
    now += 60_000;
    if (limit().blocked('kiosk-1', '1')) continue;
    limit().wrong('kiosk-1', '1');
    guesses += 1;
  }
  expect(guesses).toBeLessThanOrEqual(480);
});
