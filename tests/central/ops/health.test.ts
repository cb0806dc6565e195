// Health for operators: what is wrong is named, a database that does not answer is not waited for, and
// strangers learn nothing but that central serves.
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildCentralApp } from '../../../central/app.ts';
import { run } from '../../../central/commands/central.ts';
import { backUp } from '../../../central/ops/backup.ts';
import { type HealthDeps, readHealth } from '../../../central/ops/health.ts';
import { HEALTH_PROBLEMS } from '../../../central/ops/health-problems.ts';
import { openCentralStore, openSqlDatabase } from '../../../central/store/central-store.ts';
import { MIGRATIONS, migrate } from '../../../central/store/schema.ts';
import { makePostgresServer, type PostgresServer } from '../../postgres-server.ts';
import { LIBRARY, patron, T0 } from '../fixtures.ts';
import { Journal } from '../journal.ts';
import { freshFile, freshPostgres } from './database-place.ts';

let server: PostgresServer;
const folder = mkdtempSync(join(tmpdir(), 'kitap-health-'));
beforeAll(async () => {
  server = await makePostgresServer(['fsync=off']);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const HOUR_MS = 3_600_000;
/** A library in which one station was heard, with one entry held. */
const filled = async (database: string): Promise<void> => {
  const store = await openCentralStore({ database, clock: () => T0 });
  await store.ensureLibrary(LIBRARY, '0099');
  await store.importPatrons(LIBRARY, [patron('20099000000011')]);
  for (const station of [1, 2]) await store.addStation(LIBRARY, station);
  const journal = new Journal(1);
  journal.addRaw('of-the-future', {}, { atMs: T0 });
  await store.push({ libraryId: LIBRARY, station: 1 }, journal.push());
  await store.close();
};
const look = async (database: string, deps: Partial<HealthDeps> = {}) => {
  const sql = openSqlDatabase(database);
  try {
    return await readHealth({ sql, file: null, clock: () => T0 + HOUR_MS, ...deps });
  } finally {
    await sql.close();
  }
};

describe.each([
  ['sqlite', async () => freshFile(folder)],
  ['postgres', () => freshPostgres(server.url)],
] as ['sqlite' | 'postgres', () => Promise<string>][])('%s', (engine, fresh) => {
  test('the report of a library, and backups that are missing, good and too old', async () => {
    const database = await fresh();
    await filled(database);
    expect(await look(database)).toEqual({
      ok: false,
      problems: ['backup-missing'],
      engine,
      answeredMs: expect.any(Number),
      ...{ schema: MIGRATIONS.length, schemaKnown: MIGRATIONS.length, epoch: 1 },
      libraries: [
        {
          library: LIBRARY,
          ...{ feed: 1, stations: 2, quarantined: 0, lastContactAgeMs: HOUR_MS },
          ...{ heldEntries: 1, openReviews: 1 },
        },
      ],
      ...{ diskFreeBytes: null, backupAgeMs: null, replicaLagMs: null },
    });
    await backUp({ database, folder: join(folder, `backups-${engine}`), nowMs: T0 });
    expect(await look(database)).toMatchObject({ ok: true, problems: [], backupAgeMs: HOUR_MS });
    const later = { clock: () => T0 + 27 * HOUR_MS };
    expect((await look(database, later)).problems).toEqual(['backup-old']);
  });

  test('tables of another program are told', async () => {
    const database = await fresh();
    const sql = openSqlDatabase(database);
    await migrate(sql, MIGRATIONS.slice(0, 1));
    expect((await look(database)).problems).toContain('schema-old');
    await migrate(sql);
    await sql.run(`UPDATE meta SET value = 99 WHERE name = 'schema'`);
    expect((await look(database)).problems).toContain('schema-too-new');
    await sql.close();
  });
});

test('a database that does not answer is not waited for', async () => {
  const never = { engine: 'postgres' as const, all: () => new Promise<never>(() => undefined) };
  const deps = { file: null, clock: () => T0, limits: { answerMsMax: 10 } };
  expect(await readHealth({ sql: never, ...deps })).toMatchObject({
    ...{ ok: false, problems: ['database-away'], answeredMs: null, epoch: null, libraries: [] },
  });
});

test('room on the disk, and a replica that is away', async () => {
  const database = freshFile(folder);
  await filled(database);
  const report = await look(database, {
    file: database,
    limits: { diskFreeBytesMin: Number.MAX_SAFE_INTEGER },
    replicaLag: async () => null,
  });
  expect(report.problems).toEqual(['backup-missing', 'disk-low', 'replica-behind']);
  expect(report.diskFreeBytes).toBeGreaterThan(0);
});

test('kitap central health prints the report, and ends with 1 until all is well', async () => {
  const database = freshFile(folder);
  const said: string[] = [];
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  try {
    const health = ['health', '--database', database];
    expect(await run(health)).toBe(1);
    expect(said.join('')).toMatch(/^database-missing: /);
    await filled(database);
    expect(await run(health)).toBe(1);
    expect(said.join('')).toContain(`backup-missing: ${HEALTH_PROBLEMS['backup-missing']}`);
    expect(await run(['backup', '--to', join(folder, 'to'), '--database', database])).toBe(0);
    expect(await run(health)).toBe(0);
    expect(JSON.parse(printed.pop() ?? '')).toMatchObject({ ok: true, problems: [] });
  } finally {
    vi.restoreAllMocks();
  }
});

describe('over HTTP', () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

  const serving = async (operatorToken?: string) => {
    const database = freshFile(folder);
    await filled(database);
    const store = await openCentralStore({ database, clock: () => T0 });
    const sql = openSqlDatabase(database);
    const report = () => readHealth({ sql, file: database, clock: () => T0 });
    const app = buildCentralApp({
      store,
      health: { report, ...(operatorToken === undefined ? {} : { operatorToken }) },
    });
    await app.ready();
    return {
      ask: async (path: string, remoteAddress: string, headers: Record<string, string> = {}) => {
        const answer = await app.inject({ url: path, remoteAddress, headers });
        return { status: answer.statusCode, body: answer.json() };
      },
      end: async () => {
        await app.close();
        await sql.close();
        await store.close();
      },
    };
  };

  test('the short form says no more than that central serves', async () => {
    const { ask, end } = await serving();
    expect(await ask('/v1/health', '203.0.113.9')).toEqual({
      ...{ status: 200, body: { ok: true, epoch: 1 } },
    });
    await end();
  });

  test('the long form: at this machine or with the token, never through a proxy of this machine', async () => {
    const { ask, end } = await serving('operator-secret');
    const long = '/v1/health/long';
    expect(await ask(long, '127.0.0.1')).toMatchObject({
      ...{ status: 503, body: { ok: false, problems: ['backup-missing'] } },
    });
    const refused = { status: 401, body: { code: 'token-wrong' } };
    expect(await ask(long, '203.0.113.9')).toMatchObject(refused);
    expect(await ask(long, '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toMatchObject(
      refused,
    );
    expect(await ask(long, '203.0.113.9', { authorization: 'Bearer wrong' })).toMatchObject(
      refused,
    );
    const token = { authorization: 'Bearer operator-secret' };
    expect(await ask(long, outside ?? '203.0.113.9', token)).toMatchObject({
      body: { libraries: [{ library: LIBRARY }] },
    });
    await end();
  });

  test('with no operator token no token opens it', async () => {
    const { ask, end } = await serving();
    for (const authorization of ['', 'Bearer ', 'Bearer undefined'])
      expect(await ask('/v1/health/long', '203.0.113.9', { authorization })).toMatchObject({
        status: 401,
      });
    await end();
  });
});

test('the database server goes away and comes back: 503, then 200', async () => {
  const database = await freshPostgres(server.url);
  await filled(database);
  const store = await openCentralStore({ database, clock: () => T0 });
  const app = buildCentralApp({ store });
  await app.ready();
  const short = async () => (await app.inject({ url: '/v1/health' })).statusCode;
  expect(await short()).toBe(200);
  await server.kill();
  expect(await short()).toBe(503);
  await server.start();
  await expect.poll(short, { timeout: 20_000 }).toBe(200);
  await app.close();
  await store.close();
});
