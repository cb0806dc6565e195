// Counts and listings from a real streaming standby: used while it keeps up, the primary with a warning
// while it is behind or away, the standby again when it has caught up.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCentralStore } from '../../central/store/central-store.ts';
import { LIBRARY, patron, T0 } from '../central/fixtures.ts';
import { until } from '../firmware-bridge/until.ts';
import { makePostgresServer, type PostgresServer } from '../postgres-server.ts';

const LAG_MS_MAX = 5_000;
let primary: PostgresServer;
let standby: PostgresServer;
beforeAll(async () => {
  primary = await makePostgresServer(['fsync=off']);
  standby = await primary.standby('reports');
});
afterAll(async () => {
  await standby.stop();
  await primary.stop();
});

const onStandby = async (text: string): Promise<void> => {
  const client = new pg.Client({ connectionString: standby.url });
  await client.connect();
  await client.query(text);
  await client.end();
};

test('reports follow the replica, and leave it when it is behind or away', {
  timeout: 300_000,
}, async () => {
  const told: string[] = [];
  const store = await openCentralStore({
    database: primary.url,
    clock: () => T0,
    reports: {
      database: standby.url,
      lagMsMax: LAG_MS_MAX,
      onReplica: (state) => told.push(state),
    },
  });
  await store.ensureLibrary(LIBRARY, '0099');
  await store.addStation(LIBRARY, 1);
  const add = (card: string) => store.importPatrons(LIBRARY, [patron(card)]);
  const patrons = async () => (await store.counts(LIBRARY)).patrons;
  await add('20099000000011');
  await until('the standby to have the patron', async () => (await patrons()) === 1);
  expect(told.filter((state) => state !== 'used')).toEqual([]);
  expect(await store.replicaLag?.()).toBeLessThanOrEqual(LAG_MS_MAX);

  // What the primary has and the standby does not show: so it is the standby that was read.
  await onStandby('SELECT pg_wal_replay_pause()');
  await add('20099000000029');
  expect(await patrons()).toBe(1);
  // Sync is answered by the primary all the while.
  expect((await store.pull({ libraryId: LIBRARY, station: 1 }, 0, 10)).rows).toHaveLength(2);
  await until('the primary to be read', async () => (await patrons()) === 2);
  expect(told).toEqual(['behind']);

  await onStandby('SELECT pg_wal_replay_resume()');
  await until('the standby to be used again', async () => {
    await patrons();
    return told.length === 2;
  });
  expect(told).toEqual(['behind', 'used']);

  await standby.kill();
  await add('20099000000037');
  expect(await patrons()).toBe(3);
  expect(told).toEqual(['behind', 'used', 'away']);
  expect(await store.replicaLag?.()).toBeNull();

  await standby.start();
  await until('the standby to be back', async () => {
    await patrons();
    return told.at(-1) === 'used';
  });
  expect(await patrons()).toBe(3);
  await store.close();
});
