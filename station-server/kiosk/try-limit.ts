// How often what belongs to a card number may be guessed: a birth date or a PIN is a weak secret (sync.md 3.3). Kept in the database, so that a
// restart does not forget. Holds digests, no card numbers.
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';

export const WRONG_PER_PLACE_MAX = 20;
export const PLACE_WINDOW_MS = 3_600_000;
export const WRONG_PER_CARD_MAX = 5;
export const CARD_WINDOW_MS = 900_000;
/** A PIN has four digits: whoever comes back each quarter of an hour must not get through them. */
export const WRONG_PER_CARD_AND_DAY_MAX = 15;
export const DAY_MS = 86_400_000;
/** Tries of a place that are kept: as many as a day lets through. */
const TRIES_KEPT_MAX = (DAY_MS / PLACE_WINDOW_MS) * WRONG_PER_PLACE_MAX;

/** Before the place, in `meta`. */
export const TRIES_KEY = 'wrong-tries:';

export type TryLimit = {
  /** Milliseconds for which to refuse without looking, whether the card exists or not; 0: look. */
  waitMs(place: string, card: string): number;
  wrong(place: string, card: string): void;
};

type Try = { atMs: number; card: string };

/** As a card stands among the tries; an erasure takes it out (`erase-patron.ts`). */
export const tryDigest = (card: string): string =>
  createHash('sha256').update(`try ${card}`).digest('hex').slice(0, 16);

export const createTryLimit = (db: Database.Database, nowMs: () => number): TryLimit => {
  const read = db.prepare<[string], { v: string }>('SELECT v FROM meta WHERE k = ?');
  const all = db.prepare<[string], { k: string }>("SELECT k FROM meta WHERE k LIKE ? || '%'");
  const write = db.prepare(
    'INSERT INTO meta(k, v) VALUES(?, ?) ON CONFLICT(k) DO UPDATE SET v = excluded.v',
  );
  const key = (place: string) => `${TRIES_KEY}${place}`;
  /** A try from the future was made before the clock was set back; it counts as made now. */
  const recent = (place: string): Try[] => {
    const now = nowMs();
    const tries = JSON.parse(read.get(key(place))?.v ?? '[]') as Try[];
    return tries
      .map(({ atMs, card }) => ({ atMs: Math.min(atMs, now), card }))
      .filter(({ atMs }) => now - atMs < DAY_MS);
  };
  /** Of the card at every place of the station: going from one kiosk to the next wins nothing. */
  const ofCard = (card: string): number[] => {
    const digest = tryDigest(card);
    return all
      .all(TRIES_KEY)
      .flatMap(({ k }) => recent(k.slice(TRIES_KEY.length)))
      .filter((one) => one.card === digest)
      .map(({ atMs }) => atMs);
  };
  /** Until the oldest of the last `most` tries is `windowMs` ago. */
  const wait = (tries: readonly number[], most: number, windowMs: number): number => {
    const oldest = [...tries].sort((a, b) => b - a)[most - 1];
    return oldest === undefined ? 0 : Math.max(0, oldest + windowMs - nowMs());
  };
  return {
    waitMs: (place, card) => {
      const tries = ofCard(card);
      const atPlace = recent(place).map(({ atMs }) => atMs);
      return Math.max(
        wait(atPlace, WRONG_PER_PLACE_MAX, PLACE_WINDOW_MS),
        wait(tries, WRONG_PER_CARD_MAX, CARD_WINDOW_MS),
        wait(tries, WRONG_PER_CARD_AND_DAY_MAX, DAY_MS),
      );
    },
    wrong: (place, card) => {
      const tries = [...recent(place), { atMs: nowMs(), card: tryDigest(card) }];
      write.run(key(place), JSON.stringify(tries.slice(-TRIES_KEPT_MAX)));
    },
  };
};
