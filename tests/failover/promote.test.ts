// The primary PostgreSQL killed under load, its standby promoted in its place, while central and its
// stations go on: with a synchronous standby nothing that was acknowledged is lost; with one that fell
// behind, the stations bring back what it lacks. Prints the figures. `npm run prove` raises
// KITAP_FAILOVERS.
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { createNetworkSwitch } from '../../station-server/demo/network-switch.ts';
import { acknowledged, expectWhole, keepBusy, missing } from '../crash/busy-stations.ts';
import { centralProcess } from '../crash/central-process.ts';
import { endAll, runKitap } from '../e2e/processes.ts';
import { until } from '../firmware-bridge/until.ts';
import { makePostgresServer, type PostgresServer } from '../postgres-server.ts';
import {
  expectAgreement,
  type Network,
  site,
  startNetwork,
  type TestStation,
  untilQuiet,
} from '../station-server/sync/test-network.ts';

const ROUNDS = Number(process.env.KITAP_FAILOVERS ?? 1);
const STATIONS = 3;
const LIMIT_MS = 90_000;
const NAME = 'standby';
const DATABASE = 'kitap';
const options = { timeout: 120_000 + ROUNDS * 60_000 };

const servers = new Set<PostgresServer>();
const kept = (server: PostgresServer): PostgresServer => {
  servers.add(server);
  return server;
};
afterEach(async () => {
  await endAll();
  for (const server of servers) await server.stop();
  servers.clear();
});

const ask = async (server: PostgresServer, ...texts: string[]): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    for (const text of texts.slice(0, -1)) await client.query(text);
    return await client.query(texts[texts.length - 1] ?? '');
  } finally {
    await client.end();
  }
};

/** From then on the primary answers a commit only when the standby has it on its disk. */
const makeSynchronous = async (primary: PostgresServer): Promise<void> => {
  await ask(
    primary,
    `ALTER SYSTEM SET synchronous_standby_names = '${NAME}'`,
    'SELECT pg_reload_conf()',
  );
  await until(
    'the standby to be synchronous',
    async () => {
      const { rows } = await ask(primary, 'SELECT sync_state FROM pg_stat_replication');
      return rows.length === 1 && rows[0]?.sync_state === 'sync';
    },
    LIMIT_MS,
  );
};

const bothHosts = (...both: PostgresServer[]): string =>
  `postgres://postgres@${both.map(({ port }) => `127.0.0.1:${port}`).join(',')}/${DATABASE}?target_session_attrs=read-write`;

const startLibrary = async (
  database: string,
): Promise<{ net: Network; stations: TestStation[] }> => {
  const net = await startNetwork({ items: 12, database, serve: centralProcess().serve });
  const stations = await Promise.all(Array.from({ length: STATIONS }, (_, n) => net.open(n + 1)));
  await untilQuiet(net, stations, LIMIT_MS);
  return { net, stations };
};

const moreAnswers = (stations: readonly TestStation[], count: number): Promise<void> => {
  const before = acknowledged(stations);
  return until(
    `${count} acts of each station to be acknowledged`,
    () => stations.every((s) => s.meta.number('applied') >= (before.get(s.number) ?? 0) + count),
    LIMIT_MS,
  );
};

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0);
const foundAt = async (net: Network): Promise<number> =>
  sum((await net.central().store.stations(site.id)).map(({ applied }) => applied));

/** Kill, promote, new epoch; gives the milliseconds from the kill to the next acknowledgement. */
const failOver = async (
  primary: PostgresServer,
  standby: PostgresServer,
  net: Network,
  stations: readonly TestStation[],
): Promise<{ acked: number; found: number; lost: string[]; writesAfterMs: number }> => {
  await primary.kill();
  const killedMs = performance.now();
  const positions = acknowledged(stations);
  await standby.promote();
  const lost = await missing(net, positions);
  const found = await foundAt(net);
  runKitap(['central', 'raise-epoch', '--database', net.database()]);
  for (const { client } of stations) client.tryNow();
  await moreAnswers(stations, 1);
  return {
    acked: sum(positions.values()),
    found,
    lost,
    writesAfterMs: Math.round(performance.now() - killedMs),
  };
};

const settle = async (
  net: Network,
  stations: TestStation[],
  stops: (() => Promise<void>)[],
): Promise<number> => {
  for (const stop of stops.splice(0)) await stop();
  for (const { client } of stations) client.tryNow();
  await untilQuiet(net, stations, LIMIT_MS);
  const { entries } = await expectWhole(net, stations);
  for (const station of stations) await expectAgreement(net, station);
  return entries;
};

test(
  `synchronous standby promoted ${ROUNDS} times: 0 acknowledged acts lost`,
  options,
  async () => {
    let primary = kept(await makePostgresServer());
    await ask(primary, `CREATE DATABASE ${DATABASE}`);
    let standby = kept(await primary.standby(NAME));
    await makeSynchronous(primary);
    const { net, stations } = await startLibrary(bothHosts(primary, standby));
    const stops = stations.map(keepBusy);
    try {
      for (let round = 1; round <= ROUNDS; round += 1) {
        await moreAnswers(stations, 5);
        const { acked, found, lost, writesAfterMs } = await failOver(
          primary,
          standby,
          net,
          stations,
        );
        console.log(
          `promotion ${round}: ${acked} acknowledged, ${found} found, ${lost.length} stations short, writes again after ${writesAfterMs} ms`,
        );
        expect(lost).toEqual([]);
        if (round === ROUNDS) break;
        const { port } = primary;
        await primary.stop();
        servers.delete(primary);
        primary = standby;
        standby = kept(await primary.standby(NAME, { port }));
        await makeSynchronous(primary);
      }
      const entries = await settle(net, stations, stops);
      console.log(`${ROUNDS} promotions: ${entries} acts in all, 0 lost, 0 doubled`);
    } finally {
      for (const stop of stops) await stop();
      await net.end();
    }
  },
);

test(
  'a standby that had fallen behind is promoted: stations send again what it lacks',
  options,
  async () => {
    const primary = kept(await makePostgresServer());
    await ask(primary, `CREATE DATABASE ${DATABASE}`);
    const link = createNetworkSwitch({ host: '127.0.0.1', port: primary.port });
    const standby = kept(await primary.standby(NAME, { via: await link.start() }));
    const { net, stations } = await startLibrary(bothHosts(primary, standby));
    const stops = stations.map(keepBusy);
    try {
      await moreAnswers(stations, 5);
      link.cut();
      await moreAnswers(stations, 20);
      const { acked, found, lost, writesAfterMs } = await failOver(primary, standby, net, stations);
      // Otherwise nothing would have to come back.
      expect(lost).toHaveLength(STATIONS);
      const entries = await settle(net, stations, stops);
      console.log(
        `behind: ${acked} acknowledged, ${found} found at the standby, writes again after ${writesAfterMs} ms; ${entries} acts in all after the stations sent again, 0 lost, 0 doubled`,
      );
    } finally {
      for (const stop of stops) await stop();
      await net.end();
      await link.stop();
    }
  },
);
