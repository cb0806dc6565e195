// kill -9 of central under load of real stations, again and again, on the embedded database and on
// PostgreSQL; and kill -9 of PostgreSQL itself. What was acknowledged is there, nothing is doubled, and
// the stations go on by themselves.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../bench/seeded.ts';
import { endAll } from '../e2e/processes.ts';
import { until } from '../firmware-bridge/until.ts';
import { makePostgresServer, type PostgresServer } from '../postgres-server.ts';
import {
  expectAgreement,
  type Network,
  startNetwork,
  untilQuiet,
} from '../station-server/sync/test-network.ts';
import { acknowledged, expectWhole, keepBusy, missing } from './busy-stations.ts';
import { centralProcess } from './central-process.ts';
import { killCount } from './kill-count.ts';

/** Of each of the three kinds. */
const KILLS = killCount(0.2, 4);
const STATIONS = 3;
const ALIVE_MS_MAX = 250;
const QUIET_MS_MAX = 60_000;
const options = { timeout: 120_000 + KILLS * 15_000 };

const folder = mkdtempSync(join(tmpdir(), 'kitap-kill-central-'));
const random = seededRandom(20_260_923);
let server: PostgresServer;
beforeAll(async () => {
  server = await makePostgresServer();
});
afterAll(async () => {
  await endAll();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const freshPostgres = async (): Promise<string> => {
  const name = `kill_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return server.url.replace(/\/postgres$/, `/${name}`);
};

/** `kill` ends central or its database and brings it back, while the stations go on. */
const survive = async (
  database: string,
  kill: (net: Network) => Promise<void>,
): Promise<{ answers: number; entries: number }> => {
  const net = await startNetwork({ items: 12, database, serve: centralProcess().serve });
  const stops: (() => Promise<void>)[] = [];
  try {
    const stations = await Promise.all(Array.from({ length: STATIONS }, (_, n) => net.open(n + 1)));
    await untilQuiet(net, stations, QUIET_MS_MAX);
    stops.push(...stations.map(keepBusy));
    let answers = 0;
    for (let round = 0; round < KILLS; round += 1) {
      const before = acknowledged(stations);
      const answered = () =>
        stations.every((s) => s.meta.number('applied') > (before.get(s.number) ?? 0));
      await until('an answer to each station', answered, QUIET_MS_MAX);
      await new Promise((resolve) => setTimeout(resolve, random() * ALIVE_MS_MAX));
      await kill(net);
      const acked = acknowledged(stations);
      expect(await missing(net, acked)).toEqual([]);
      for (const [number, position] of acked) answers += position - (before.get(number) ?? 0);
      for (const { client } of stations) client.tryNow();
    }
    for (const stop of stops.splice(0)) await stop();
    await untilQuiet(net, stations, QUIET_MS_MAX);
    const { entries } = await expectWhole(net, stations);
    for (const station of stations) await expectAgreement(net, station);
    // A run in which nothing was acknowledged proves nothing.
    expect(answers).toBeGreaterThan(KILLS * STATIONS);
    return { answers, entries };
  } finally {
    for (const stop of stops) await stop();
    await net.end();
  }
};

const tell = (what: string, { answers, entries }: { answers: number; entries: number }): void =>
  console.log(
    `${KILLS} kills of ${what}: ${answers} acts acknowledged between them, ${entries} in all, 0 lost, 0 doubled`,
  );

test(`${KILLS} kills of central on the embedded database`, options, async () => {
  const database = join(folder, 'central.sqlite');
  tell('central (embedded)', await survive(database, (net) => net.restart()));
  const file = new Database(database, { readonly: true });
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  file.close();
});

test(`${KILLS} kills of central on PostgreSQL`, options, async () => {
  tell('central (PostgreSQL)', await survive(await freshPostgres(), (net) => net.restart()));
});

test(`${KILLS} kills of PostgreSQL itself, central goes on`, options, async () => {
  const restart = async (): Promise<void> => {
    await server.kill();
    await server.start();
  };
  tell('PostgreSQL', await survive(await freshPostgres(), restart));
});
