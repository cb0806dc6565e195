// A strict reader of CSV tables (RFC 4180, but with semicolons, as spreadsheets in Kazakhstan save
// them). Pure.
import { ImportError } from './errors.ts';

export const CSV_BYTES_MAX = 64 * 1024 * 1024;
const SEPARATOR = ';';

/**
 * `line` counts from 1 and includes the header. `cells` is null when the quotes of the row do not
 * close.
 */
type Row = { line: number; cells: string[] | null };
export type CsvRow<Column extends string> =
  | { line: number; outcome: 'row'; values: Record<Column, string> }
  | { line: number; outcome: 'malformed'; reason: 'quotes-open' | 'cells-missing' | 'cells-over' };

const CELL = /(?:"((?:[^"]|"")*)"|([^";]*))(;|$)/y;

const splitRow = (text: string): string[] | null => {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const match = CELL.exec(text);
    if (match === null) return null;
    const [, quoted, bare, end] = match;
    cells.push((quoted === undefined ? bare! : quoted.replaceAll('""', '"')).trim());
    if (end !== SEPARATOR) return cells;
  }
};

const isBlank = (text: string): boolean => /^[\s;]*$/.test(text);

/**
 * A cell may not hold a line end: no column of ours needs one, and so one open quote costs one row
 * only.
 */
const rows = (text: string): Row[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter((row) => !isBlank(row.text))
    .map((row) => ({ line: row.line, cells: splitRow(row.text) }));

/**
 * Reads a table whose first line names the columns, in any order. Throws `csv-header` when one is
 * missing or unknown.
 */
export const readCsv = <Column extends string>(
  text: string,
  columns: readonly Column[],
): CsvRow<Column>[] => {
  const [header, ...body] = rows(text);
  const names = header?.cells ?? [];
  const missing = columns.filter((column) => !names.includes(column));
  const unknown = names.filter((name) => !(columns as readonly string[]).includes(name));
  if (missing.length > 0) throw new ImportError('csv-header', `missing ${missing.join(', ')}`);
  if (unknown.length > 0) throw new ImportError('csv-header', `unknown ${unknown.join(', ')}`);
  if (names.length !== columns.length) throw new ImportError('csv-header', 'a column twice');
  return body.map(({ line, cells }) => {
    if (cells === null) return { line, outcome: 'malformed', reason: 'quotes-open' };
    if (cells.length < names.length) return { line, outcome: 'malformed', reason: 'cells-missing' };
    if (cells.length > names.length) return { line, outcome: 'malformed', reason: 'cells-over' };
    const values = Object.fromEntries(names.map((name, i) => [name, cells[i]!]));
    return { line, outcome: 'row', values: values as Record<Column, string> };
  });
};
