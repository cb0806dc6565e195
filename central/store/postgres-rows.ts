// How many rows travel to PostgreSQL: one array a column, unpacked by `unnest`. The text of the statement is the same for any
// number of rows, so that the server keeps it prepared; 3 to 4 times as fast as VALUES lists (sync.md 4.1).
import type { SelectIn, Sql, SqlValue, Table } from './sql.ts';
import { storable } from './sql.ts';

/** By `table.column`, as PostgreSQL names the type. */
export type ColumnTypes = Map<string, string>;

export const learnColumns = async (sql: Sql, types: ColumnTypes): Promise<void> => {
  const rows = await sql.all(
    `SELECT table_name, column_name, data_type FROM information_schema.columns
     WHERE table_schema = current_schema()`,
  );
  for (const row of rows) types.set(`${row.table_name}.${row.column_name}`, String(row.data_type));
};

export const insertText = (table: Table, types: ColumnTypes, onConflict: string): string => {
  const arrays = table.columns.map((column, index) => {
    const type = types.get(`${table.name}.${column}`);
    if (type === undefined)
      throw new Error(`${table.name}.${column} is not a column that is known`);
    return `$${index + 1}::${type}[]`;
  });
  return `INSERT INTO ${table.name} (${table.columns.join(', ')})
    SELECT * FROM unnest(${arrays.join(', ')}) ${onConflict}`;
};

/**
 * One look-up by index for each id, locked in the order of the ids. The planner may not turn it
 * into anything else: of `column = ANY (ids)` it can make, while it knows nothing of the tables yet,
 * a plan that reads the whole library, and keep it.
 */
export const selectText = ({ columns, from, column, and = '', lock = false }: SelectIn): string =>
  `SELECT found.* FROM unnest($2::text[]) AS asked (asked_id) CROSS JOIN LATERAL
     (SELECT ${columns} FROM ${from} WHERE library_id = $1 AND ${column} = asked.asked_id ${and}
      ${lock ? 'FOR UPDATE' : 'OFFSET 0'}) AS found`;

const quoted = (value: SqlValue): string => {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  return `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`;
};

/** The text form of an array, as section 8.15 of the PostgreSQL manual has it. */
export const arrayLiteral = (values: readonly SqlValue[]): string =>
  `{${values.map((value) => quoted(storable(value))).join(',')}}`;

export const columnArrays = (table: Table, rows: readonly SqlValue[][]): string[] =>
  table.columns.map((_, column) => arrayLiteral(rows.map((row) => row[column] as SqlValue)));

const STATEMENTS_NAMED_MAX = 400;
/** A name under which a connection keeps the text prepared; none for texts beyond the limit. */
export const statementNames = (): ((text: string) => string | undefined) => {
  const names = new Map<string, string>();
  return (text) => {
    let name = names.get(text);
    if (name === undefined && names.size < STATEMENTS_NAMED_MAX) {
      name = `k${names.size}`;
      names.set(text, name);
    }
    return name;
  };
};
