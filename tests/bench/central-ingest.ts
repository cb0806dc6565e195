// Acts a second that central applies, in pushes of 100, with all that it does for them (chain, rules, reviews, feed, commit on
// disk): on PostgreSQL against COPY of the same entries in the same run, on SQLite against a bare loop of prepared inserts.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { type CentralStore, openCentralStore } from '../../central/store/central-store.ts';
import type { PushRequest } from '../../central/sync-contract.ts';
import { loadSite } from '../../profiles/loader.ts';
import { makePostgresServer } from '../postgres-server.ts';
import { bareLoopRate } from './central-ingest/bare-loop.ts';
import { copyInto, copyText } from './central-ingest/copy-rows.ts';
import { ACTS_PER_PUSH, makeDay } from './central-ingest/day-of-acts.ts';
import { fillCentral } from './central-ingest/fill-central.ts';
import { BALKHASH_SIZE } from './seeded.ts';

const LIBRARY = 'balkhash';
const LENT_BEFORE = 15_000;
const ACTS_A_ROUND = 4_000;
const ROUNDS = 5;
/** The first round warms up and does not count. */
const ACTS = (ROUNDS + 1) * ACTS_A_ROUND;
/** Stations that send at the same moment; each has one push under way. */
const SENDERS = 4;
const START_MS = Date.UTC(2026, 10, 2, 4);
const NOW_MS = START_MS + 86_400_000;

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Acts a second of these pushes, each station's in order. */
const pushRate = async (store: CentralStore, pushes: readonly PushRequest[], senders: number) => {
  const queues = Array.from({ length: senders }, (_, n) =>
    pushes.filter(({ station }) => station % senders === n),
  );
  const startedMs = performance.now();
  await Promise.all(
    queues.map(async (queue) => {
      for (const push of queue) {
        const ref = { libraryId: LIBRARY, station: push.station };
        const { applied } = await store.push(ref, push);
        const last = push.first + push.entries.length - 1;
        if (applied !== last) throw new Error(`applied ${applied}, sent ${last}`);
      }
    }),
  );
  const acts = pushes.reduce((sum, { entries }) => sum + entries.length, 0);
  return (acts * 1_000) / (performance.now() - startedMs);
};

/** A store with the library and the lendings of the days before; and the day to come. */
const prepare = async (database: string) => {
  const store = await openCentralStore({ database, clock: () => NOW_MS });
  const site = loadSite(LIBRARY);
  await store.ensureLibrary(LIBRARY, site.libraryNumber, site);
  const filled = await fillCentral(store, LIBRARY, BALKHASH_SIZE);
  const day = makeDay(filled, { lentBefore: LENT_BEFORE, acts: ACTS }, START_MS);
  for (const station of day.stations) await store.addStation(LIBRARY, station);
  await pushRate(store, day.before, 1);
  const counts = await store.counts(LIBRARY);
  if (counts.openLoans !== LENT_BEFORE) throw new Error(`${counts.openLoans} loans are open`);
  return { store, ...day, recordsPerS: filled.recordsPerS };
};

const checked = async (store: CentralStore): Promise<{ reviews: number }> => {
  const { entries, heldEntries, openReviews } = await store.counts(LIBRARY);
  if (entries !== LENT_BEFORE + ACTS) throw new Error(`${entries} entries are stored`);
  if (heldEntries > 0) throw new Error(`${heldEntries} entries are held`);
  return { reviews: openReviews };
};

const rounds = (today: readonly PushRequest[]): PushRequest[][] =>
  Array.from({ length: ROUNDS + 1 }, (_, round) => {
    const count = ACTS_A_ROUND / ACTS_PER_PUSH;
    return today.slice(round * count, (round + 1) * count);
  });

/** The entries of these pushes as central has stored them. */
const entryRows = async (client: pg.Client, pushes: readonly PushRequest[]) => {
  const rows: unknown[][] = [];
  for (const { station, first, entries } of pushes) {
    const stored = await client.query<unknown[]>({
      text: 'SELECT * FROM entry WHERE library_id = $1 AND station = $2 AND seq BETWEEN $3 AND $4',
      values: [LIBRARY, station, first, first + entries.length - 1],
      rowMode: 'array',
    });
    rows.push(...stored.rows);
  }
  return rows;
};

const onPostgres = async () => {
  const server = await makePostgresServer();
  const client = new pg.Client(server.url);
  try {
    const { store, today, recordsPerS } = await prepare(server.url);
    await client.connect();
    // What autovacuum does within a minute or two.
    await client.query('VACUUM ANALYZE');
    await client.query('CREATE TABLE entry_copy (LIKE entry INCLUDING ALL)');
    const [copies, pushes, ratios]: [number[], number[], number[]] = [[], [], []];
    for (const [round, acts] of rounds(today).entries()) {
      const perS = await pushRate(store, acts, SENDERS);
      const rows = await entryRows(client, acts);
      const text = copyText(rows);
      const startedMs = performance.now();
      await copyInto(client, 'entry_copy', text);
      const copied = (rows.length * 1_000) / (performance.now() - startedMs);
      if (rows.length !== ACTS_A_ROUND) throw new Error(`${rows.length} rows to copy`);
      if (round === 0) continue;
      pushes.push(perS);
      copies.push(copied);
      ratios.push(perS / copied);
    }
    const { reviews } = await checked(store);
    await store.close();
    return {
      ratioToCopy: Number((median(pushes) / median(copies)).toFixed(4)),
      postgresActsPerS: Math.round(median(pushes)),
      copyRowsPerS: Math.round(median(copies)),
      postgresImportRecordsPerS: recordsPerS,
      reviews,
    };
  } finally {
    await client.end();
    await server.stop();
  }
};

const onSqlite = async (folder: string) => {
  const [file, copy] = [join(folder, 'central.sqlite'), join(folder, 'bare.sqlite')];
  const { store, today, beganMs, recordsPerS } = await prepare(file);
  const raw = new Database(file);
  raw.pragma('wal_checkpoint(RESTART)');
  raw.close();
  copyFileSync(file, copy);
  const rates: number[] = [];
  for (const acts of rounds(today)) rates.push(await pushRate(store, acts, 1));
  await checked(store);
  await store.close();
  const bare = bareLoopRate(file, copy, beganMs);
  const perS = median(rates.slice(1));
  return {
    embeddedActsPerS: Math.round(perS),
    bareLoopActsPerS: Math.round(bare),
    embeddedRatioToBareLoop: Number((perS / bare).toFixed(3)),
    embeddedImportRecordsPerS: recordsPerS,
  };
};

export const run = async (): Promise<Record<string, unknown>> => {
  const folder = mkdtempSync(join(process.cwd(), 'bench-'));
  try {
    return {
      name: 'central-ingest',
      ...(await onSqlite(folder)),
      ...(await onPostgres()),
      acts: ACTS - ACTS_A_ROUND,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
