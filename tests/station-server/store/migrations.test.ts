// The station's tables from every version that was ever there, with rows in them: they end up as those
// of a new file, and no row is lost.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { packageRoot } from '../../../profiles/package-root.ts';
import { MIGRATIONS } from '../../../station-server/store/migrations.ts';
import { openDatabase, type StationDatabase } from '../../../station-server/store/open-database.ts';

const start = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'kitap-station-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Column = { name: string; type: string; notnull: number; pk: number; dflt_value: unknown };

const tablesOf = (db: StationDatabase): Map<string, Column[]> => {
  const names = db
    .prepare(
      // The tables behind an index of words are SQLite's own.
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
       AND name NOT LIKE 'sqlite%' ORDER BY name`,
    )
    .pluck()
    .all() as string[];
  const columns = (name: string) =>
    (db.pragma(`table_info(${name})`) as Column[]).sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(names.map((name) => [name, columns(name)]));
};

const schemaOf = (db: StationDatabase) => ({
  tables: [...tablesOf(db)].map(([table, columns]) => [
    table,
    columns.map(({ name, type, notnull, pk, dflt_value }) => [name, type, notnull, pk, dflt_value]),
  ]),
  indexes: db
    .prepare(`SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index' ORDER BY 1, 2`)
    .all(),
});

/** Tables that hold one row at most, by a CHECK. */
const SINGLE = new Set(['load']);

/** Two rows in each table, made from the columns alone. */
const fill = (db: StationDatabase): void => {
  db.pragma('foreign_keys = OFF');
  for (const [table, columns] of tablesOf(db))
    for (const index of SINGLE.has(table) ? [1] : [1, 2]) {
      const values = columns.map(({ name, type }) =>
        type === 'INTEGER' ? index : type === 'BLOB' ? Buffer.from([index]) : `${name} қ ${index}`,
      );
      const places = values.map(() => '?').join(', ');
      const names = columns.map(({ name }) => name).join(', ');
      db.prepare(`INSERT INTO ${table} (${names}) VALUES (${places})`).run(values);
    }
};

const rowsOf = (db: StationDatabase, tables: Map<string, Column[]>): Map<string, unknown[]> =>
  new Map(
    [...tables].map(([table, columns]) => [
      table,
      db.prepare(`SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${table}`).all(),
    ]),
  );

const fresh = openDatabase(':memory:');
afterAll(() => fresh.close());

test.each(MIGRATIONS.map((_, version) => version).slice(1))(
  'from version %i: the tables of a new file, every row kept',
  (version) => {
    const file = join(folder, `from-${version}.db`);
    const old = new Database(file);
    for (const step of MIGRATIONS.slice(0, version)) old.exec(step);
    old.pragma(`user_version = ${version}`);
    fill(old);
    const tables = tablesOf(old);
    const before = rowsOf(old, tables);
    for (const [table, rows] of before) expect(rows).toHaveLength(SINGLE.has(table) ? 1 : 2);
    old.close();
    const db = openDatabase(file);
    expect(schemaOf(db)).toEqual(schemaOf(fresh));
    expect(rowsOf(db, tables)).toEqual(before);
    db.close();
  },
);

test('programs that open a new file at the same moment make its tables once', async () => {
  const file = join(folder, 'together.db');
  const module = join(packageRoot, 'dist', 'station-server', 'store', 'open-database.js');
  const script = `const { openDatabase } = await import(${JSON.stringify(pathToFileURL(module).href)});
    console.log(openDatabase(${JSON.stringify(file)}).pragma('user_version', { simple: true }))`;
  const ended = await Promise.all(
    [1, 2, 3, 4].map(() => start(process.execPath, ['--input-type=module', '-e', script])),
  );
  expect(ended.map(({ stdout }) => Number(stdout))).toEqual(Array(4).fill(MIGRATIONS.length));
  const db = openDatabase(file);
  expect(schemaOf(db)).toEqual(schemaOf(fresh));
  db.close();
});
