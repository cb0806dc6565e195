// How often a card number may be guessed at a place: a birth date is a weak secret (sync.md 3.3). Kept in the database, so that a
// restart does not forget. Holds digests, no card numbers.
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';

export const WRONG_PER_PLACE_MAX = 20;
export const PLACE_WINDOW_MS = 3_600_000;
export const WRONG_PER_CARD_MAX = 5;
export const CARD_WINDOW_MS = 900_000;

/** Before the place, in `meta`. */
export const TRIES_KEY = 'wrong-tries:';

export type TryLimit = {
  /** True: refuse without looking, whether the card exists or not. */
  blocked(place: string, card: string): boolean;
  wrong(place: string, card: string): void;
};

type Try = { atMs: number; card: string };

/** As a card stands among the tries; an erasure takes it out (`erase-patron.ts`). */
export const tryDigest = (card: string): string =>
  createHash('sha256').update(`try ${card}`).digest('hex').slice(0, 16);

export const createTryLimit = (db: Database.Database, nowMs: () => number): TryLimit => {
  const read = db.prepare<[string], { v: string }>('SELECT v FROM meta WHERE k = ?');
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
      .filter(({ atMs }) => now - atMs < PLACE_WINDOW_MS);
  };
  return {
    blocked: (place, card) => {
      const tries = recent(place);
      const since = nowMs() - CARD_WINDOW_MS;
      const hash = tryDigest(card);
      const ofCard = tries.filter((one) => one.card === hash && one.atMs > since);
      return tries.length >= WRONG_PER_PLACE_MAX || ofCard.length >= WRONG_PER_CARD_MAX;
    },
    wrong: (place, card) => {
      const tries = [...recent(place), { atMs: nowMs(), card: tryDigest(card) }];
      write.run(key(place), JSON.stringify(tries.slice(-WRONG_PER_PLACE_MAX)));
    },
  };
};
