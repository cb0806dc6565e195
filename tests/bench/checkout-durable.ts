// Durable check-outs a second through `desk.checkOut` (rules, loan, journal; WAL, synchronous FULL; 25,000 patrons, 283,120
// items, all policies on) against a bare append of 4 KiB with fdatasync, in turns in the same run: DESIGN.md "Promises".
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { loadSite } from '../../profiles/loader.ts';
import { systemClock } from '../../station-server/clock.ts';
import { openStation } from '../../station-server/open-station.ts';
import { BALKHASH_SIZE, barcodeAt, fillStation, patronIdAt, seededRandom } from './seeded.ts';

const ROUNDS = 12;
const ACTS_A_ROUND = 400;
const WARM_UP_ACTS = 600;
const APPEND_BYTES = 4_096;

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
};

/** Acts a second of `act` called `count` times; each act's milliseconds are added to `spent`. */
const rate = (count: number, act: () => void, spent: number[]): number => {
  const startedMs = performance.now();
  for (let index = 0; index < count; index += 1) {
    const beganMs = performance.now();
    act();
    spent.push(performance.now() - beganMs);
  }
  return (count * 1_000) / (performance.now() - startedMs);
};

export const run = async (): Promise<Record<string, unknown>> => {
  const folder = mkdtempSync(join(process.cwd(), 'bench-'));
  try {
    const site = loadSite('balkhash');
    const station = openStation({
      file: join(folder, 'station.db'),
      station: 1,
      branch: 'BLK-C',
      site,
      clock: systemClock,
    });
    fillStation(station, site, BALKHASH_SIZE, new Date().getFullYear());
    // As in a station that has run for a while: the log file is there and is written again from its start.
    station.db.pragma('wal_checkpoint(RESTART)');
    const random = seededRandom(7);
    const fresh = new Set<number>();
    const nextItem = (): number => {
      for (;;) {
        const index = Math.floor(random() * BALKHASH_SIZE.items);
        if (!fresh.has(index) && fresh.add(index)) return index;
      }
    };
    let lent = 0;
    const context = { place: 'kiosk-1', actor: 'patron' } as const;
    // Patron and book are known before the clock starts: a scanner reads them, the desk does not make them up.
    const visits = Array.from({ length: WARM_UP_ACTS + ROUNDS * ACTS_A_ROUND }, () => ({
      patronId: patronIdAt(Math.floor(random() * BALKHASH_SIZE.patrons)),
      barcode: barcodeAt(site, nextItem()),
    }));
    const checkOut = (): void => {
      const { patronId, barcode } = visits.pop() as (typeof visits)[number];
      const answer = station.desk.checkOut(patronId, barcode, 'home', context);
      if (answer.outcome === 'lent') lent += 1;
    };
    const log = openSync(join(folder, 'append.log'), 'a');
    const page = Buffer.alloc(APPEND_BYTES, 0x5a);
    const append = (): void => {
      writeSync(log, page);
      fdatasyncSync(log);
    };
    rate(WARM_UP_ACTS, checkOut, []);
    rate(WARM_UP_ACTS, append, []);
    lent = 0;
    const spent: number[] = [];
    const [desk, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(rate(ACTS_A_ROUND, append, []));
      desk.push(rate(ACTS_A_ROUND, checkOut, spent));
    }
    closeSync(log);
    const acts = ROUNDS * ACTS_A_ROUND;
    if (lent < acts * 0.99) throw new Error(`only ${lent} of ${acts} acts were loans`);
    if (station.journal.verify() !== null) throw new Error('the journal chain is broken');
    station.close();
    spent.sort((a, b) => a - b);
    return {
      name: 'checkout-durable',
      ratio: Number((median(desk) / median(bare)).toFixed(3)),
      p99Ms: Number((spent[Math.floor(spent.length * 0.99)] as number).toFixed(3)),
      p50Ms: Number(median(spent).toFixed(3)),
      checkOutsPerSecond: Math.round(median(desk)),
      appendsPerSecond: Math.round(median(bare)),
      acts,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
