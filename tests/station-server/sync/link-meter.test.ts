// The speed of the line as the exchanges tell it.
import { expect, test } from 'vitest';
import { createLinkMeter } from '../../../station-server/sync/link-meter.ts';

const UP = 9_800;
const DOWN = 11_162;
const TRIP_MS = 300;

test('a line of 89.3/78.4 kbit/s with 150 ms each way is told as it is', () => {
  const meter = createLinkMeter();
  expect(meter.speed()).toBeNull();
  meter.sent(250, TRIP_MS);
  meter.received(150, 1);
  meter.sent(8_000, TRIP_MS + (8_000 * 1_000) / UP);
  expect(meter.speed()).toBeNull();
  meter.received(20_000, (20_000 * 1_000) / DOWN);
  const speed = meter.speed();
  expect(speed?.upBytesPerS).toBeCloseTo(UP, 3);
  expect(speed?.downBytesPerS).toBeCloseTo(DOWN, 3);
  expect(speed?.roundTripMs).toBe(TRIP_MS);
});

test('one stalled exchange does not change it, a line that grew slower does', () => {
  const meter = createLinkMeter();
  meter.sent(100, TRIP_MS);
  meter.sent(5_000, TRIP_MS + 500);
  for (let times = 0; times < 5; times += 1) meter.received(10_000, 1_000);
  meter.received(10_000, 60_000);
  expect(meter.speed()?.downBytesPerS).toBe(10_000);
  for (let times = 0; times < 20; times += 1) meter.received(10_000, 4_000);
  expect(meter.speed()?.downBytesPerS).toBe(2_500);
});
