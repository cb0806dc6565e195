// Migrations go forward only, from every version that was ever there, with rows in it, on both
// engines: the tables end up as those of a new database, and no row is lost.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCentralStore, openSqlDatabase } from '../../../central/store/central-store.ts';
import { MIGRATIONS, migrate } from '../../../central/store/schema.ts';
import type { SqlDatabase, SqlRow, SqlValue } from '../../../central/store/sql.ts';
import { kitapPath } from '../../e2e/processes.ts';
import { startPostgres } from '../../postgres.ts';
import { freshFile, freshPostgres } from '../ops/database-place.ts';

const start = promisify(execFile);
let server: Awaited<ReturnType<typeof startPostgres>>;
const folder = mkdtempSync(join(tmpdir(), 'kitap-migrations-'));
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Column = { table: string; column: string; type: string; required: boolean };

/** Of PostgreSQL, partitions as part of their table. */
const postgresColumns = async (database: SqlDatabase): Promise<Column[]> => {
  const rows = await database.all(
    `SELECT c.relname::text AS t, a.attname::text AS c, format_type(a.atttypid, NULL) AS type,
       CASE WHEN a.attnotnull THEN 1 ELSE 0 END AS required
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, 2`,
  );
  return rows.map((row) => ({
    ...{ table: String(row.t), column: String(row.c), type: String(row.type).toUpperCase() },
    required: Number(row.required) === 1,
  }));
};
const sqliteColumns = async (database: SqlDatabase): Promise<Column[]> => {
  const tables = await database.all(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1`,
  );
  const columns: Column[] = [];
  for (const { name } of tables)
    for (const row of await database.all('SELECT * FROM pragma_table_info($1) ORDER BY name', [
      name as SqlValue,
    ]))
      columns.push({
        ...{ table: String(name), column: String(row.name), type: String(row.type) },
        required: Number(row.notnull) === 1,
      });
  return columns;
};
const columnsOf = (database: SqlDatabase) =>
  database.engine === 'postgres' ? postgresColumns(database) : sqliteColumns(database);

/** Definitions of keys and indexes, and of partitions, as the engine itself tells them. */
const keysOf = async (database: SqlDatabase): Promise<SqlRow[]> =>
  database.engine === 'postgres'
    ? database.all(
        `SELECT tablename::text AS t, indexname::text AS i, indexdef AS def FROM pg_indexes
         WHERE schemaname = 'public' UNION ALL
         SELECT relname::text, 'part', pg_get_expr(relpartbound, oid) FROM pg_class
         WHERE relispartition AND relkind = 'r' ORDER BY 1, 2`,
      )
    : database.all(
        `SELECT tbl_name AS t, name AS i, sql AS def FROM sqlite_master WHERE type = 'index'
         ORDER BY 1, 2`,
      );

/** Two rows in every table that has a key of its own, made from the columns alone. */
const fill = async (database: SqlDatabase): Promise<void> => {
  const tables = new Map<string, Column[]>();
  for (const column of await columnsOf(database))
    tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  tables.delete('meta');
  for (const [table, columns] of tables)
    for (const [index, library] of ['first', 'second'].entries()) {
      const values = columns.map(({ column, type }): SqlValue => {
        if (column === 'library_id') return library;
        return type === 'BIGINT' ? 1_000 + index : `${column} қ ${index}`;
      });
      const names = columns.map(({ column }) => column).join(', ');
      const places = values.map((_, at) => `$${at + 1}`).join(', ');
      await database.run(`INSERT INTO ${table} (${names}) VALUES (${places})`, values);
    }
};

/** Columns that a later step gave another name: `table.column` to the new name. */
const RENAMED: Record<string, string> = { 'library.days': 'rules' };

const named = ({ table, column }: Column, has: ReadonlySet<string>): string => {
  const now = RENAMED[`${table}.${column}`];
  return now !== undefined && has.has(`${table}.${now}`) ? `${now} AS ${column}` : column;
};

/** Every row of every table except `meta`, with the columns that the database had then. */
const rowsOf = async (
  database: SqlDatabase,
  columns: readonly Column[],
): Promise<Record<string, SqlRow[]>> => {
  const has = new Set((await columnsOf(database)).map((c) => `${c.table}.${c.column}`));
  const found: Record<string, SqlRow[]> = {};
  for (const table of new Set(columns.map((column) => column.table))) {
    if (table === 'meta') continue;
    const names = columns.filter((c) => c.table === table).map((c) => named(c, has));
    found[table] = await database.all(
      `SELECT ${names.join(', ')} FROM ${table} ORDER BY library_id`,
    );
  }
  return found;
};

const ENGINES: [string, () => Promise<string>][] = [
  ['embedded', async () => freshFile(folder)],
  ['PostgreSQL', () => freshPostgres(server.url)],
];
const VERSIONS = MIGRATIONS.map((_, version) => version).slice(1);

describe.each(ENGINES)('%s', (_, fresh) => {
  test.each(VERSIONS)(
    'from version %i: the tables of a new database, every row kept',
    async (k) => {
      const [old, made] = [openSqlDatabase(await fresh()), openSqlDatabase(await fresh())];
      try {
        await migrate(old, MIGRATIONS.slice(0, k));
        await fill(old);
        const columns = await columnsOf(old);
        const before = await rowsOf(old, columns);
        expect(Object.values(before).every((rows) => rows.length === 2)).toBe(true);
        await migrate(old);
        await migrate(made);
        expect(await columnsOf(old)).toEqual(await columnsOf(made));
        expect(await keysOf(old)).toEqual(await keysOf(made));
        expect(await rowsOf(old, columns)).toEqual(before);
      } finally {
        await old.close();
        await made.close();
      }
    },
  );

  test('a database of a newer program is refused and left as it is', async () => {
    const place = await fresh();
    const database = openSqlDatabase(place);
    await migrate(database, [...MIGRATIONS, ['CREATE TABLE later (library_id TEXT NOT NULL)']]);
    await expect(openCentralStore({ database: place, clock: () => 0 })).rejects.toMatchObject({
      code: 'schema-too-new',
    });
    const [row] = await database.all(`SELECT value FROM meta WHERE name = 'schema'`);
    expect(row?.value).toBe(MIGRATIONS.length + 1);
    await database.close();
  });

  test('three programs that start at the same moment make the tables once', async () => {
    const place = await fresh();
    const raise = [kitapPath, 'central', 'raise-epoch', '--database', place, '--data', folder];
    const ended = await Promise.all([1, 2, 3].map(() => start(process.execPath, raise)));
    const epochs = ended.map(({ stdout }) => JSON.parse(stdout).epoch);
    expect(epochs.sort()).toEqual([2, 3, 4]);
  });

  test('a step that fails leaves the version before it, with its rows', async () => {
    const database = openSqlDatabase(await fresh());
    await migrate(database);
    await fill(database);
    const columns = await columnsOf(database);
    const before = await rowsOf(database, columns);
    const broken = ['ALTER TABLE loan ADD COLUMN half TEXT', 'CREATE TABLE loan (x TEXT)'];
    await expect(migrate(database, [...MIGRATIONS, broken])).rejects.toThrow();
    expect(await columnsOf(database)).toEqual(columns);
    expect(await rowsOf(database, columns)).toEqual(before);
    await migrate(database);
    await database.close();
  });
});
