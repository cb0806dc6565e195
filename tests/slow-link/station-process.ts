// A new station at the end of a slow line: the real store and the real sync client. Options as JSON in the first argument.
// Prints a JSON line when enough has come to lend, when everything has, and, after `acts N` on standard input, when so many
// acts have been made and central has confirmed them.
import { createInterface } from 'node:readline';
import { loadSite } from '../../profiles/loader.ts';
import { systemClock } from '../../station-server/clock.ts';
import { openStation } from '../../station-server/open-station.ts';
import { readCa } from '../../station-server/sync/central-link.ts';
import { createExchange } from '../../station-server/sync/exchange.ts';
import { createSnapshotSource } from '../../station-server/sync/first-load-source.ts';
import { createSyncClient } from '../../station-server/sync/sync-client.ts';
import { barcodeAt, patronIdAt } from '../bench/seeded.ts';

export type StationRun = {
  file: string;
  url: string;
  token: string;
  /** Whom it trusts. */
  caFile: string;
  items: number;
  patrons: number;
};

const BRANCH = 'BLK-C';
const LOOK_EVERY_MS = 10;
const KIOSK = { place: 'kiosk-1', actor: 'patron' } as const;

const run = JSON.parse(process.argv[2] as string) as StationRun;
const site = loadSite('balkhash');
const ca = readCa(run.caFile);
let wake = (): void => undefined;
const station = openStation({
  ...{ file: run.file, station: 1, branch: BRANCH, site, clock: systemClock },
  onEntry: () => wake(),
});
const client = createSyncClient({
  ...station,
  exchange: createExchange(run.url, run.token, systemClock, ca),
  snapshots: {
    source: createSnapshotSource(run.url, run.token, systemClock, ca),
    branch: BRANCH,
  },
  clock: systemClock,
  random: Math.random,
  pullWaitSeconds: 55,
  retryMsMax: 300_000,
  onChange: () => undefined,
});
const say = (what: object): void => {
  process.stdout.write(`${JSON.stringify(what)}\n`);
};
const until = async (ask: () => boolean): Promise<void> => {
  while (!ask()) await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
};
const count = (table: string): number =>
  station.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

const load = async (): Promise<void> => {
  const startedMs = performance.now();
  let bytes = 0;
  const look = () => {
    const { loading } = client.status();
    bytes = loading?.bytesTotal ?? bytes;
    return loading;
  };
  client.start();
  await until(() => look()?.enoughToLend ?? false);
  say({ event: 'lends', seconds: (performance.now() - startedMs) / 1_000 });
  await until(() => look() === null);
  const seconds = (performance.now() - startedMs) / 1_000;
  const rows = ['patron', 'title', 'item', 'loan'].map(count);
  say({ event: 'loaded', seconds, bytes, rows, cursor: station.meta.number('cursor') });
};

/** All at once, as after days without a line; a book that is on loan is refused, which is an entry too. */
const act = async (acts: number): Promise<void> => {
  let made = 0;
  for (let index = 0; made < acts && index < run.items; index += 1) {
    const patronId = patronIdAt((index * 7) % run.patrons);
    const answer = station.desk.checkOut(patronId, barcodeAt(site, index), 'home', KIOSK);
    if (answer.outcome === 'lent') made += 1;
  }
  const startedMs = performance.now();
  wake = client.wake;
  wake();
  await until(() => station.journal.waiting(station.meta.number('applied')).count === 0);
  const entries = station.journal.nextSeq() - 1;
  say({ event: 'applied', seconds: (performance.now() - startedMs) / 1_000, acts: made, entries });
};

await load();
for await (const line of createInterface({ input: process.stdin }))
  await act(Number(line.split(' ')[1]));
await client.stop();
station.close();
