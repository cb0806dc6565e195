// Many rows in few statements that both engines read: VALUES lists and IN lists, cut so that no
// statement passes the limits of parameters (SQLite 32,766; PostgreSQL 65,535).
import type { Sql, SqlRow, SqlValue } from './sql.ts';

const ROWS_PER_STATEMENT_MAX = 250;
const IDS_PER_STATEMENT_MAX = 512;

export type Table = {
  name: string;
  columns: readonly string[];
  /** Columns of the primary key, `library_id` first. */
  key: readonly string[];
};

const chunked = <T>(list: readonly T[], size: number): T[][] => {
  const chunks: T[][] = [];
  for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size));
  return chunks;
};

const valuesList = (rows: number, columns: number): string => {
  const lists: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    const places: string[] = [];
    for (let column = 1; column <= columns; column += 1) places.push(`$${row * columns + column}`);
    lists.push(`(${places.join(',')})`);
  }
  return lists.join(',');
};

/** `onConflict` is the tail of the statement, such as `ON CONFLICT (...) DO NOTHING`. */
export const insertRows = async (
  sql: Sql,
  table: Table,
  rows: readonly SqlValue[][],
  onConflict = '',
): Promise<void> => {
  for (const chunk of chunked(rows, ROWS_PER_STATEMENT_MAX)) {
    const values = valuesList(chunk.length, table.columns.length);
    await sql.run(
      `INSERT INTO ${table.name} (${table.columns.join(', ')}) VALUES ${values} ${onConflict}`,
      chunk.flat(),
    );
  }
};

/**
 * Rows with a known key are overwritten whole; the caller holds their locks. No key may come twice
 * in `rows`.
 */
export const upsertRows = (sql: Sql, table: Table, rows: readonly SqlValue[][]): Promise<void> => {
  const rest = table.columns.filter((column) => !table.key.includes(column));
  const sets = rest.map((column) => `${column} = excluded.${column}`).join(', ');
  return insertRows(
    sql,
    table,
    rows,
    `ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET ${sets}`,
  );
};

/**
 * `SELECT columns FROM from WHERE library_id = ... AND column IN (ids) and`. With `lock`, rows are
 * held until the commit, in the order of the ids, so that two writers cannot hold what the other
 * needs.
 */
export const selectIn = async (
  sql: Sql,
  select: { columns: string; from: string; column: string; and?: string; lock?: boolean },
  libraryId: string,
  ids: Iterable<string>,
): Promise<SqlRow[]> => {
  const rows: SqlRow[] = [];
  const sorted = [...new Set(ids)].sort();
  const tail = select.lock ? ` ORDER BY ${select.column}${sql.forUpdate}` : '';
  for (const chunk of chunked(sorted, IDS_PER_STATEMENT_MAX)) {
    // Filled up with the last id to a power of two: few different texts, so the engine keeps them
    // prepared.
    while (!Number.isInteger(Math.log2(chunk.length))) chunk.push(chunk[chunk.length - 1] ?? '');
    const places = chunk.map((_, index) => `$${index + 2}`).join(',');
    const text = `SELECT ${select.columns} FROM ${select.from} WHERE library_id = $1
      AND ${select.column} IN (${places}) ${select.and ?? ''}${tail}`;
    rows.push(...(await sql.all(text, [libraryId, ...chunk])));
  }
  return rows;
};
