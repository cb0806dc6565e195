// Makes a table of PostgreSQL one that is spread over partitions by the hash of its library, with the
// columns, keys and indexes that it has at that step. Unique keys stay whole, since each begins with
// the library. The embedded engine, which holds one library, keeps its plain tables.
import type { Sql } from '../sql.ts';
import type { Statement } from './migration.ts';

/** Of each table. More would cost the planner and the start; a country can have a database a region. */
const PARTITIONS = 8;

type Definition = { name: string; text: string };

const read = async (sql: Sql, text: string, table: string): Promise<Definition[]> =>
  (await sql.all(text, [table])).map((row) => ({ name: String(row.name), text: String(row.text) }));

const partition = async (sql: Sql, table: string): Promise<void> => {
  const keys = await read(
    sql,
    `SELECT conname::text AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype = 'p'`,
    table,
  );
  const indexes = await read(
    sql,
    `SELECT c.relname::text AS name, pg_get_indexdef(i.indexrelid) AS text FROM pg_index i
     JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = $1::regclass AND NOT i.indisprimary ORDER BY 1`,
    table,
  );
  await sql.run(`ALTER TABLE ${table} RENAME TO ${table}_plain`);
  await sql.run(`CREATE TABLE ${table} (LIKE ${table}_plain INCLUDING DEFAULTS)
    PARTITION BY HASH (library_id)`);
  for (let part = 0; part < PARTITIONS; part += 1)
    await sql.run(`CREATE TABLE ${table}_${part} PARTITION OF ${table}
      FOR VALUES WITH (MODULUS ${PARTITIONS}, REMAINDER ${part})`);
  await sql.run(`INSERT INTO ${table} SELECT * FROM ${table}_plain`);
  // The names of its keys and indexes become free with it.
  await sql.run(`DROP TABLE ${table}_plain`);
  for (const { name, text } of keys)
    await sql.run(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${text}`);
  for (const { text } of indexes) await sql.run(text);
};

export const partitionByLibrary = (table: string): Statement => ({
  engine: 'postgres',
  run: (sql) => partition(sql, table),
});
