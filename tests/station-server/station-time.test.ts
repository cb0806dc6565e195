// What a station takes for the time: central's clock, the wall clock, the last contact; a sleeping machine, a clock set by hand.
import { expect, test } from 'vitest';
import { createStationTime } from '../../station-server/station-time.ts';
import { createMeta } from '../../station-server/store/meta.ts';
import { openDatabase, type StationDatabase } from '../../station-server/store/open-database.ts';
import { createBootClocks } from '../../station-server/sync/boot-clocks.ts';

const TRUE_MS = Date.UTC(2026, 9, 22, 5);
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const start = (given: { wallErrorMs?: number; bootId?: string; db?: StationDatabase } = {}) => {
  const { wallErrorMs = 0, bootId = 'boot-a', db = openDatabase(':memory:') } = given;
  const world = { trueMs: TRUE_MS, upMs: 0, wallErrorMs };
  const clock = {
    nowMs: () => world.trueMs + world.wallErrorMs,
    upMs: () => world.upMs,
  };
  const boots = createBootClocks(db, bootId);
  const time = createStationTime({ clock, boots, bootId, meta: createMeta(db) });
  const pass = (ms: number, awake = true): void => {
    world.trueMs += ms;
    if (awake) world.upMs += ms;
  };
  const contact = (tripMs = 100): void => {
    const sentMs = world.upMs;
    pass(tripMs);
    time.heard(world.trueMs - tripMs / 2, sentMs, world.upMs);
  };
  const errorMs = () => time.nowMs() - world.trueMs;
  return { db, world, time, pass, contact, errorMs };
};

test('without contact it is the wall clock', () => {
  const { time, errorMs } = start({ wallErrorMs: 2 * DAY_MS });
  expect(errorMs()).toBe(2 * DAY_MS);
  expect(time.state()).toEqual({ source: 'station', wallErrorMs: null });
  expect(time.offsets(['boot-a'])).toEqual({});
});

test('after contact it is the time of central, and staff are told how wrong the wall clock is', () => {
  const { time, contact, pass, errorMs } = start({ wallErrorMs: -3 * DAY_MS });
  contact();
  pass(HOUR_MS);
  expect(errorMs()).toBe(0);
  expect(time.state()).toEqual({ source: 'central', wallErrorMs: -3 * DAY_MS });
});

test('somebody sets the wall clock back or puts it right: time goes on', () => {
  const { world, contact, pass, errorMs } = start({ wallErrorMs: 400 * DAY_MS });
  contact();
  pass(HOUR_MS);
  world.wallErrorMs = 0;
  expect(errorMs()).toBe(0);
  world.wallErrorMs = -30 * DAY_MS;
  expect(errorMs()).toBe(0);
});

test('a machine that slept goes by its wall clock, less the error it had, and calls nothing sure', () => {
  const { time, contact, pass, errorMs } = start({ wallErrorMs: 2 * HOUR_MS });
  contact();
  pass(HOUR_MS);
  expect(Object.keys(time.offsets(['boot-a']))).toEqual(['boot-a']);
  pass(14 * HOUR_MS, false);
  expect(errorMs()).toBe(0);
  expect(time.offsets(['boot-a'])).toEqual({});
  // The next contact finds that uptime stood still; from then on this run is dated by its wall clock.
  contact();
  expect(errorMs()).toBe(0);
  expect(time.offsets(['boot-a'])).toEqual({});
  pass(HOUR_MS);
  expect(errorMs()).toBe(0);
});

test('a central that has lost its own clock teaches nothing', () => {
  const { time, errorMs } = start();
  time.heard(1_000, 0, 10);
  expect(errorMs()).toBe(0);
  expect(time.state().source).toBe('station');
});

test('a clock that starts in 1970 goes on from the last contact', () => {
  const first = start();
  first.contact();
  const lastMs = first.world.trueMs;
  const second = start({ db: first.db, bootId: 'boot-b', wallErrorMs: -TRUE_MS });
  second.pass(DAY_MS);
  expect(second.time.state().source).toBe('last-contact');
  expect(Math.abs(second.time.nowMs() - (lastMs + DAY_MS))).toBeLessThan(HOUR_MS);
  second.contact();
  expect(second.errorMs()).toBe(0);
});
