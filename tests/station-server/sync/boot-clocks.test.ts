// Which measurement of central's clock is kept for a run, on disk, and when none is trusted.
import { expect, test } from 'vitest';
import { openDatabase } from '../../../station-server/store/open-database.ts';
import { createBootClocks, ERROR_MS_MAX } from '../../../station-server/sync/boot-clocks.ts';

const CENTRAL_MS = 1_790_000_000_000;
const make = () => {
  const db = openDatabase(':memory:');
  const clocks = createBootClocks(db, 'boot-b');
  /** An exchange that took `tripMs`, of which `there` is the share of the way there; the true distance is CENTRAL_MS + `off`. */
  const heard = (upMs: number, tripMs: number, there = 0.5, off = 0) =>
    clocks.heard(CENTRAL_MS + off + upMs + tripMs * there, upMs, upMs + tripMs);
  return { db, clocks, heard, offset: () => clocks.of(['boot-b'])['boot-b'] };
};

test('the exchange with the shortest round trip decides, and is never off by more than half of it', () => {
  const { heard, offset, db } = make();
  expect(offset()).toBeUndefined();
  heard(100, 800, 1);
  expect(offset()).toBe(CENTRAL_MS + 400);
  heard(2_000, 60, 0);
  expect(offset()).toBe(CENTRAL_MS - 30);
  heard(4_000, 900, 1);
  expect(offset()).toBe(CENTRAL_MS - 30);
  expect(db.prepare('SELECT * FROM boot').all()).toEqual([
    { boot_id: 'boot-b', offset_ms: CENTRAL_MS - 30, error_ms: 30 },
  ]);
});

test('an answer to a long question says nothing', () => {
  const { heard, offset } = make();
  heard(0, 2 * ERROR_MS_MAX + 10);
  expect(offset()).toBeUndefined();
});

test('a good measurement grows old: a later, slower one takes its place', () => {
  const { heard, offset } = make();
  heard(0, 10);
  const weekMs = 7 * 86_400_000;
  // 50 parts in a million for a week: half a minute.
  heard(weekMs, 400, 0.5, 30_240);
  expect(offset()).toBe(CENTRAL_MS + 30_240);
});

test('uptime that stood still while the laptop slept is trusted no more, also after the next open', () => {
  const { db, heard, offset } = make();
  heard(0, 10);
  heard(60_000, 10, 0.5, 3_600_000);
  expect(offset()).toBeUndefined();
  heard(61_000, 10, 0.5, 3_600_000);
  expect(offset()).toBeUndefined();
  const again = createBootClocks(db, 'boot-b');
  again.heard(CENTRAL_MS, 70_000, 70_010);
  expect(again.of(['boot-b'])).toEqual({});
});

test('earlier runs are remembered, a thousand of them', () => {
  const { db, heard, clocks } = make();
  heard(0, 10);
  for (let run = 0; run < 1_005; run += 1) {
    createBootClocks(db, `boot-${run}`).heard(CENTRAL_MS + run, 0, 10);
  }
  expect(clocks.of(['boot-1004', 'boot-5', 'boot-4', 'boot-b', 'unheard'])).toEqual({
    'boot-1004': CENTRAL_MS + 999,
    'boot-5': CENTRAL_MS,
  });
  expect(db.prepare('SELECT count(*) FROM boot').pluck().get()).toBe(1_000);
});
