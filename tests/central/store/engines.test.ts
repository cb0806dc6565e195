// The contract of the engines, on SQLite and on PostgreSQL; and what is PostgreSQL's alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgres } from '../../../central/store/postgres-engine.ts';
import { insertText, selectText, statementNames } from '../../../central/store/postgres-rows.ts';
import { openSqlite } from '../../../central/store/sqlite-engine.ts';
import { startPostgres } from '../../postgres.ts';
import { engineContract } from './engine-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'kitap-engines-'));
let server: Awaited<ReturnType<typeof startPostgres>>;
let made = 0;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

engineContract('SQLite', async () => openSqlite(join(folder, `${(made += 1)}.sqlite`)));
engineContract('PostgreSQL', async () => {
  const database = openPostgres(server.url);
  await database.run('DROP TABLE IF EXISTS note');
  return database;
});

test('a table that another program changed is read by the same connection afterwards', async () => {
  const [one, other] = [openPostgres(server.url, { connectionsMax: 1 }), openPostgres(server.url)];
  await other.run('DROP TABLE IF EXISTS plan');
  await other.run('CREATE TABLE plan (library_id TEXT NOT NULL, PRIMARY KEY (library_id))');
  await other.run(`INSERT INTO plan VALUES ('a')`);
  const read = () =>
    one.transaction((sql) => sql.all('SELECT * FROM plan WHERE library_id = $1', ['a']));
  expect(await read()).toEqual([{ library_id: 'a' }]);
  await other.run('ALTER TABLE plan ADD COLUMN days TEXT');
  expect(await read()).toEqual([{ library_id: 'a', days: null }]);
  await one.close();
  await other.close();
});

test.each([true, false])(
  'rows are looked up by index in a plan that is kept and knows nothing of the table, locked: %s',
  async (lock) => {
    const client = new pg.Client(server.url);
    await client.connect();
    await client.query('DROP TABLE IF EXISTS shelf');
    await client.query(`CREATE TABLE shelf (library_id TEXT NOT NULL, item_id TEXT NOT NULL,
      label TEXT NOT NULL, ver BIGINT NOT NULL, PRIMARY KEY (library_id, item_id))`);
    await client.query('CREATE INDEX shelf_ver ON shelf (library_id, ver)');
    await client.query(`CREATE UNIQUE INDEX shelf_label ON shelf (library_id, label)
      WHERE label <> ''`);
    const and = `AND label <> ''`;
    const select = { columns: '*', from: 'shelf', column: 'label', and, lock };
    await client.query('SET plan_cache_mode = force_generic_plan');
    await client.query(`PREPARE look_up (text, text[]) AS ${selectText(select)}`);
    await client.query(`INSERT INTO shelf SELECT 'a', n::text, 'label ' || n, n
      FROM generate_series(1, 3000) n`);
    const { rows } = await client.query(`EXPLAIN EXECUTE look_up ('a', '{"label 7"}')`);
    const plan = rows.map((row) => row['QUERY PLAN']).join(' ');
    expect(plan).toMatch(
      /shelf_label .*Index Cond: .*library_id = .* AND .*label = asked.asked_id/,
    );
    await client.end();
  },
);

test('a column of no known type is told, and statements beyond the limit have no name', () => {
  const table = { name: 'note', key: ['library_id'], columns: ['library_id', 'text'] };
  const types = new Map([['note.library_id', 'text']]);
  expect(() => insertText(table, types, '')).toThrow('note.text is not a column that is known');
  const nameOf = statementNames();
  const names = Array.from({ length: 401 }, (_, n) => nameOf(`SELECT ${n}`));
  expect(new Set(names.slice(0, 400)).size).toBe(400);
  expect([names[400], nameOf('SELECT 0')]).toEqual([undefined, names[0]]);
});
