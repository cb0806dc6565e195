// The first load of a station over a line of 89.3/78.4 kbit/s with 150 ms each way: real central, real client, the seeded
// library with open loans. `ratioToIdeal` is the time for everything over the time that the compressed bytes alone would take.
// KITAP_LINE_FACTOR is how many times faster the line is, delay included, and the seconds are told as of the slow line; at 1 it
// is the line itself. DESIGN.md "Promises".
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../profiles/package-root.ts';
import { startNode } from '../slow-link/child-lines.ts';
import { seedCentral, startCentral } from '../slow-link/seeded-library.ts';
import type { LineOptions } from '../slow-link/shaped-relay.ts';
import type { StationRun } from '../slow-link/station-process.ts';
import { BALKHASH_SIZE } from './seeded.ts';

const DOWN_BITS_PER_SECOND = 89_300;
const UP_BITS_PER_SECOND = 78_400;
const DELAY_MS = 150;
const HOST = '127.0.0.1';
const OPEN_LOANS = 20_000;
const FACTOR = Number(process.env.KITAP_LINE_FACTOR ?? 1);

const compiled = (name: string): string => join(packageRoot, 'dist', 'tests', 'slow-link', name);
const round = (value: unknown): number => Number(Number(value).toFixed(3));

export const run = async (): Promise<Record<string, unknown>> => {
  const folder = mkdtempSync(join(tmpdir(), 'kitap-bench-snapshot-'));
  const ends: (() => Promise<void>)[] = [];
  try {
    const seeded = await seedCentral(folder, BALKHASH_SIZE, OPEN_LOANS);
    const { central, port, caFile } = await startCentral(folder, [HOST]);
    ends.push(central.end);
    const line: LineOptions = {
      target: { host: HOST, port },
      listen: { host: HOST, port: 0 },
      delayMs: DELAY_MS / FACTOR,
      bitsPerSecond: { up: UP_BITS_PER_SECOND * FACTOR, down: DOWN_BITS_PER_SECOND * FACTOR },
    };
    const relay = startNode([compiled('relay-process.js'), JSON.stringify(line)]);
    ends.push(relay.end);
    const url = `https://${HOST}:${(await relay.next()).port}`;
    const { items, patrons } = BALKHASH_SIZE;
    const given: StationRun = {
      ...{ file: join(folder, 'station.db'), url, token: seeded.token, caFile },
      ...{ items, patrons },
    };
    const station = startNode([compiled('station-process.js'), JSON.stringify(given)]);
    ends.push(station.end);
    const lends = await station.next();
    const loaded = await station.next();
    relay.write('stats');
    const passed = await relay.next();
    const bytes = Number(loaded.bytes);
    const seconds = Number(loaded.seconds) * FACTOR;
    const expected = [BALKHASH_SIZE.patrons, BALKHASH_SIZE.titles, items, OPEN_LOANS];
    if (JSON.stringify(loaded.rows) !== JSON.stringify(expected))
      throw new Error(`rows ${loaded.rows} came, not ${expected}`);
    return {
      name: 'snapshot',
      ratioToIdeal: round(seconds / ((bytes * 8) / DOWN_BITS_PER_SECOND)),
      secondsToLend: round(Number(lends.seconds) * FACTOR),
      seconds: round(seconds),
      lineFactor: FACTOR,
      bytes,
      bytesDownTheLine: passed.down,
      bytesOfTier: seeded.bytesOfTier,
      secondsToMake: round(seeded.seconds),
      rows: loaded.rows,
    };
  } finally {
    for (const end of ends.reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  }
};
