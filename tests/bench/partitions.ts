// What partitions by library cost on PostgreSQL: acts a second applied and rows a second fetched, on
// plain tables and on partitioned ones side by side in the same run; and how long the step takes that
// moves 650,000 items and 1,000,000 entries into them.
import pg from 'pg';
import {
  type CentralStore,
  openCentralStore,
  openSqlDatabase,
} from '../../central/store/central-store.ts';
import { PARTITIONS } from '../../central/store/migrations/007-partitions.ts';
import { MIGRATIONS, migrate } from '../../central/store/schema.ts';
import type { PushRequest } from '../../central/sync-contract.ts';
import { loadSite } from '../../profiles/loader.ts';
import { makePostgresServer } from '../postgres-server.ts';
import { ACTS_PER_PUSH, makeDay } from './central-ingest/day-of-acts.ts';
import { fillCentral } from './central-ingest/fill-central.ts';

const LIBRARY = 'balkhash';
const SIZE = { patrons: 5_000, titles: 12_000, items: 50_000 };
const LENT_BEFORE = 4_000;
const ROUNDS = 6;
const ACTS_A_ROUND = 2_000;
const START_MS = Date.UTC(2026, 10, 2, 4);
const NOW_MS = START_MS + 86_400_000;
const MOVED = { items: 650_000, entries: 1_000_000 };

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const pushAll = async (store: CentralStore, pushes: readonly PushRequest[]): Promise<number> => {
  const startedMs = performance.now();
  for (const push of pushes) await store.push({ libraryId: LIBRARY, station: push.station }, push);
  return (pushes.length * ACTS_PER_PUSH * 1_000) / (performance.now() - startedMs);
};

const pullAll = async (store: CentralStore): Promise<number> => {
  const startedMs = performance.now();
  let rows = 0;
  for (let cursor = 0, more = true; more; ) {
    const page = await store.rowsSince(LIBRARY, cursor);
    rows += page.rows.length;
    ({ cursor, more } = page);
  }
  return (rows * 1_000) / (performance.now() - startedMs);
};

const freshDatabase = async (serverUrl: string, name: string): Promise<string> => {
  const client = new pg.Client(serverUrl);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return serverUrl.replace(/\/postgres$/, `/${name}`);
};

/** The steps, with nothing in the place of the partitions. */
const PLAIN = MIGRATIONS.map((step) => (step === PARTITIONS ? [] : step));
const BEFORE = MIGRATIONS.slice(0, MIGRATIONS.indexOf(PARTITIONS));

const prepare = async (url: string) => {
  const store = await openCentralStore({ database: url, clock: () => NOW_MS });
  const site = loadSite(LIBRARY);
  await store.ensureLibrary(LIBRARY, site.libraryNumber, site);
  const filled = await fillCentral(store, LIBRARY, SIZE);
  const acts = (ROUNDS + 1) * ACTS_A_ROUND;
  const day = makeDay(filled, { lentBefore: LENT_BEFORE, acts }, START_MS);
  for (const station of day.stations) await store.addStation(LIBRARY, station);
  await pushAll(store, day.before);
  const client = new pg.Client(url);
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
  return { store, today: day.today };
};

const sideBySide = async (serverUrl: string) => {
  const plainUrl = await freshDatabase(serverUrl, 'plain');
  const plainDatabase = openSqlDatabase(plainUrl);
  await migrate(plainDatabase, PLAIN);
  await plainDatabase.close();
  const sides = [
    await prepare(plainUrl),
    await prepare(await freshDatabase(serverUrl, 'parted')),
  ] as const;
  const [pushes, pulls]: [number[][], number[][]] = [
    [[], []],
    [[], []],
  ];
  const perRound = ACTS_A_ROUND / ACTS_PER_PUSH;
  for (let round = 0; round <= ROUNDS; round += 1)
    // Each goes first in every other round.
    for (const side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const { store, today } = sides[side];
      const acts = await pushAll(store, today.slice(round * perRound, (round + 1) * perRound));
      const rows = await pullAll(store);
      // The first round warms up.
      if (round > 0) {
        pushes[side]?.push(acts);
        pulls[side]?.push(rows);
      }
    }
  for (const { store } of sides) await store.close();
  const [plainPush, partedPush] = pushes.map(median) as [number, number];
  const [plainPull, partedPull] = pulls.map(median) as [number, number];
  return {
    pushRatio: Number((partedPush / plainPush).toFixed(3)),
    pullRatio: Number((partedPull / plainPull).toFixed(3)),
    plainActsPerS: Math.round(plainPush),
    partitionedActsPerS: Math.round(partedPush),
    plainRowsPerS: Math.round(plainPull),
    partitionedRowsPerS: Math.round(partedPull),
  };
};

const move = async (serverUrl: string) => {
  const database = openSqlDatabase(await freshDatabase(serverUrl, 'moved'));
  try {
    await migrate(database, BEFORE);
    await database.run(
      `INSERT INTO item (library_id, item_id, barcode, inventory_no, title_id, branch, item_type,
         home, status, deleted, ver)
       SELECT 'l', '0-' || n, '30100000' || n, 'inv-' || n, '0-' || n / 4, 'BLK-C', 'book', 1,
         'available', 0, n FROM generate_series(1, $1::bigint) n`,
      [MOVED.items],
    );
    await database.run(
      `INSERT INTO entry (library_id, station, seq, v, type, wall_ms, boot_id, up_ms, effective_on,
         place, actor, body, personal_digest, chain, at_ms, at_sure, received_at_ms, outcome,
         held_for, waits_for, item_id)
       SELECT 'l', 1 + n % 20, n, 1, 'check-out', n, 'boot', n, '2026-03-10', 'kiosk-1', 'patron',
         '{"itemId":"0-' || n || '","patronId":"0-1","kind":"home","dueOn":"2026-03-25"}', NULL,
         md5(n::text) || md5(n::text), n, 1, n, 'applied', NULL, NULL, '0-' || n
       FROM generate_series(1, $1::bigint) n`,
      [MOVED.entries],
    );
    const startedMs = performance.now();
    await migrate(database);
    return { moveSeconds: Number(((performance.now() - startedMs) / 1_000).toFixed(1)), ...MOVED };
  } finally {
    await database.close();
  }
};

export const run = async (): Promise<Record<string, unknown>> => {
  const server = await makePostgresServer();
  try {
    return { name: 'partitions', ...(await sideBySide(server.url)), ...(await move(server.url)) };
  } finally {
    await server.stop();
  }
};
