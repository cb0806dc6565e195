// A new station at the end of a real slow line that drops again and again: the first load, then 1,000 acts up. Prints seconds
// and bytes beside the ideal. The line is 89.3/78.4 kbit/s, 150 ms each way; the short form is a small library on a line twice
// as fast with a cut every 4 s, KITAP_SLOW_LINK=full the whole library with a cut every 20 s.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openCentralStore } from '../../central/store/central-store.ts';
import { packageRoot } from '../../profiles/package-root.ts';
import { BALKHASH_SIZE } from '../bench/seeded.ts';
import { type ChildLines, startNode } from './child-lines.ts';
import { makeNamespaces, type Namespaces } from './namespaces.ts';
import { seedCentral, startCentral } from './seeded-library.ts';
import type { LineOptions } from './shaped-relay.ts';
import type { StationRun } from './station-process.ts';

const FULL = process.env.KITAP_SLOW_LINK === 'full';
const FORM = FULL
  ? { size: BALKHASH_SIZE, loans: 20_000, factor: 1, cutEveryMs: 20_000, limitMs: 3_600_000 }
  : {
      ...{ size: { patrons: 3_000, titles: 6_000, items: 24_000 }, loans: 2_000 },
      ...{ factor: 2, cutEveryMs: 4_000, limitMs: 240_000 },
    };
const ACTS = 1_000;
const DELAY_MS = 150 / FORM.factor;
const OUTAGE_MS = 1_000 / FORM.factor;
const BITS = { up: 78_400 * FORM.factor, down: 89_300 * FORM.factor };

const folder = mkdtempSync(join(tmpdir(), 'kitap-slow-'));
const ends: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
});

const compiled = (name: string): string => join(packageRoot, 'dist', 'tests', 'slow-link', name);
const startChild = (name: string, options: object, prefix: string[] = []): ChildLines => {
  const child = startNode([compiled(name), JSON.stringify(options)], prefix);
  ends.push(child.end);
  return child;
};

/** Drops the line again and again: every second time, where there is a real link, it goes down in silence. */
const startCuts = (relay: ChildLines, spaces: Namespaces | null) => {
  let cuts = 0;
  let timer: NodeJS.Timeout;
  const restore = (silent: boolean): void => {
    if (silent) spaces?.link('up');
    else relay.write('restore');
    timer = setTimeout(cut, FORM.cutEveryMs - OUTAGE_MS);
  };
  const cut = (): void => {
    cuts += 1;
    const silent = FULL && spaces !== null && cuts % 2 === 0;
    if (silent) spaces.link('down');
    else relay.write('cut');
    timer = setTimeout(() => restore(silent), OUTAGE_MS);
  };
  timer = setTimeout(cut, FORM.cutEveryMs);
  return { count: () => cuts, stop: () => clearTimeout(timer) };
};

test(
  'the first load and a thousand acts, over a line that drops all the time',
  async () => {
    const spaces = makeNamespaces(BITS, (why) =>
      console.log(`slow link: no network namespaces here (${why}); a shaped relay instead`),
    );
    if (spaces) ends.push(spaces.remove);
    const { token, bytesOfTier } = await seedCentral(folder, FORM.size, FORM.loans);
    const host = spaces?.host ?? '127.0.0.1';
    const { central, port, caFile } = await startCentral(folder, [host], spaces?.library);
    ends.push(central.end);
    const line: LineOptions = {
      target: { host: '127.0.0.1', port },
      listen: { host, port: 0 },
      delayMs: DELAY_MS,
      bitsPerSecond: spaces ? null : BITS,
    };
    const relay = startChild('relay-process.js', line, spaces?.library);
    const url = `https://${host}:${(await relay.next()).port}`;
    const { items, patrons, titles } = FORM.size;
    const run: StationRun = {
      ...{ file: join(folder, 'station.db'), url, token, caFile, items, patrons },
    };
    const cuts = startCuts(relay, spaces);
    ends.push(cuts.stop);
    const stats = async () => {
      relay.write('stats');
      return relay.next();
    };

    const station = startChild('station-process.js', run, spaces?.station);
    const lends = await station.next();
    const loaded = await station.next();
    expect(loaded.rows).toEqual([patrons, titles, items, FORM.loans]);
    const afterLoad = await stats();
    const cutsInLoad = cuts.count();
    expect(cutsInLoad).toBeGreaterThan(1);

    station.write(`acts ${ACTS}`);
    const applied = await station.next();
    expect(applied.acts).toBe(ACTS);
    const afterActs = await stats();
    cuts.stop();
    await station.end();
    await central.end();

    const store = await openCentralStore({
      database: join(folder, 'central.sqlite'),
      clock: Date.now,
    });
    ends.push(store.close);
    expect(await store.counts('balkhash')).toMatchObject({
      ...{ entries: applied.entries, heldEntries: 0, openReviews: 0, openLoans: FORM.loans + ACTS },
    });

    const upBytes = Number(afterActs.up) - Number(afterLoad.up);
    const idealLoad = (Number(loaded.bytes) * 8) / BITS.down;
    const idealActs = (upBytes * 8) / BITS.up;
    const ratio = (seconds: unknown, ideal: number) => Number((Number(seconds) / ideal).toFixed(2));
    const figures = {
      name: 'slow-link',
      line: spaces ? 'namespaces' : 'shaped relay',
      ...{ lineFactor: FORM.factor, cutEverySeconds: FORM.cutEveryMs / 1_000, cutsInLoad },
      load: {
        secondsToLend: lends.seconds,
        seconds: loaded.seconds,
        idealSeconds: idealLoad,
        ratio: ratio(loaded.seconds, idealLoad),
        bytes: loaded.bytes,
        bytesDownTheLine: afterLoad.down,
        bytesOfTier,
      },
      acts: {
        seconds: applied.seconds,
        idealSeconds: idealActs,
        ratio: ratio(applied.seconds, idealActs),
        entries: applied.entries,
        bytesUpTheLine: upBytes,
      },
    };
    console.log(JSON.stringify(figures));
  },
  FORM.limitMs,
);
