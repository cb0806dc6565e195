// Uptime runs on while the machine sleeps, and is not moved by who sets the wall clock.
import { expect, test } from 'vitest';
import { createUptime } from '../../station-server/clock.ts';

const HOUR_MS = 3_600_000;

const make = () => {
  const at = { runMs: 500, machineMs: 90_000, wallMs: 1_790_000_000_000, looks: 0 };
  const upMs = createUptime({
    runMs: () => at.runMs,
    machineMs: () => {
      at.looks += 1;
      return at.machineMs;
    },
    wallMs: () => at.wallMs,
  });
  const pass = (ms: number) => {
    at.runMs += ms;
    at.machineMs += ms;
    at.wallMs += ms;
  };
  const sleep = (ms: number) => {
    at.machineMs += ms;
    at.wallMs += ms;
  };
  return { at, upMs, pass, sleep };
};

test('counts the run, and the sleep of the machine', () => {
  const { upMs, pass, sleep } = make();
  expect(upMs()).toBe(500);
  pass(HOUR_MS);
  expect(upMs()).toBe(500 + HOUR_MS);
  sleep(8 * HOUR_MS);
  expect(upMs()).toBe(500 + 9 * HOUR_MS);
  pass(10);
  sleep(2 * HOUR_MS);
  expect(upMs()).toBe(510 + 11 * HOUR_MS);
});

test('a wall clock that is set moves nothing', () => {
  const { at, upMs, pass } = make();
  at.wallMs += 400 * 24 * HOUR_MS;
  expect(upMs()).toBe(500);
  at.wallMs -= 4_000 * 24 * HOUR_MS;
  pass(5);
  expect(upMs()).toBe(505);
});

test('a sleep that a wall clock set back hides is seen a minute later', () => {
  const { at, upMs, pass, sleep } = make();
  sleep(HOUR_MS);
  at.wallMs -= HOUR_MS;
  pass(60_001);
  expect(upMs()).toBe(500 + HOUR_MS + 60_001);
});

test('the machine is asked only when there is a reason, or a minute has passed', () => {
  const { at, upMs, pass } = make();
  const { looks } = at;
  for (let times = 0; times < 100; times += 1) {
    pass(100);
    upMs();
  }
  expect(at.looks).toBe(looks);
  pass(60_000);
  upMs();
  expect(at.looks).toBe(looks + 1);
});

test('never runs back', () => {
  const { at, upMs, pass } = make();
  let last = upMs();
  for (const jitterMs of [900, -900, 1_500, -1_500, 10]) {
    at.machineMs += jitterMs;
    at.wallMs += 5_000;
    pass(1);
    const now = upMs();
    expect(now).toBeGreaterThanOrEqual(last);
    last = now;
  }
});
