// What an act costs on the wire over days of a branch on the whole seeded library: the promise of `npm run bench -- push-bytes`,
// here over fewer days.
import { expect, test } from 'vitest';
import { loadSite } from '../../../profiles/loader.ts';
import { packPush } from '../../../station-server/circulation/wire-push.ts';
import { batchesOf, meanBytes } from '../../bench/push-bytes.ts';
import { liveDays } from '../../bench/station-days.ts';

test('at most 10 bytes an act in batches of 100, 8 in batches of 1,000', async () => {
  const days = liveDays({ site: loadSite('balkhash'), days: 13, seed: 5 });
  const first = days.firstOf(8);
  for (const [size, limit] of [
    [100, 10],
    [1_000, 8],
  ] as const) {
    const batches = batchesOf(days, first, size);
    expect(batches.length).toBeGreaterThan(2);
    expect(await meanBytes(batches, size, packPush)).toBeLessThanOrEqual(limit);
  }
  days.station.close();
});
