// Many rows at once, in one logical form for both engines; how they travel is the engine's business.
import type { SelectIn, Sql, SqlRow, SqlValue, Table } from './sql.ts';

export type { Table } from './sql.ts';

/** `onConflict` is the tail of the statement, such as `ON CONFLICT (...) DO NOTHING`. */
export const insertRows = async (
  sql: Sql,
  table: Table,
  rows: readonly SqlValue[][],
  onConflict = '',
): Promise<void> => {
  if (rows.length > 0) await sql.insertMany(table, rows, onConflict);
};

/**
 * Rows with a known key are overwritten, but for the columns in `kept`; the caller holds their
 * locks. No key may come twice in `rows`. A column that is set is written to its indexes even where
 * it stays the same.
 */
export const upsertRows = (
  sql: Sql,
  table: Table,
  rows: readonly SqlValue[][],
  kept: readonly string[] = [],
): Promise<void> => {
  const rest = table.columns.filter(
    (column) => !table.key.includes(column) && !kept.includes(column),
  );
  const sets = rest.map((column) => `${column} = excluded.${column}`).join(', ');
  const onConflict = `ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET ${sets}`;
  return insertRows(sql, table, rows, onConflict);
};

/** The rows of `ids`, in no promised order; one id may come many times. */
export const selectIn = async (
  sql: Sql,
  select: SelectIn,
  libraryId: string,
  ids: Iterable<string>,
): Promise<SqlRow[]> => {
  const sorted = [...new Set(ids)].sort();
  return sorted.length === 0 ? [] : sql.selectIn(select, libraryId, sorted);
};
