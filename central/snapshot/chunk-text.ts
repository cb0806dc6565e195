// The rows of one chunk as text, column by column, and back (sync.md 1.2 "Snapshot"). Names in a row are joined by a dot.
import { type DayColumns, type PackedColumn, packColumn, unpackColumn } from './columns.ts';

export const CHUNK_FORMAT = 1;

export type ChunkRow = Record<string, unknown>;
export type ChunkTable = 'patron' | 'title' | 'item' | 'loan' | 'hold';

type ChunkText = {
  v: number;
  table: ChunkTable;
  rows: number;
  /** The rows are ids of what was deleted. */
  deleted?: true;
  columns: [string, PackedColumn][];
};

/** A value that a row does not have; JSON has none for it. */
const ABSENT = '\0absent';

const isGroup = (value: unknown): value is ChunkRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flat = (row: ChunkRow): ChunkRow => {
  const found: ChunkRow = {};
  for (const [name, value] of Object.entries(row)) {
    if (!isGroup(value)) found[name] = value;
    else for (const [inner, each] of Object.entries(value)) found[`${name}.${inner}`] = each;
  }
  return found;
};

/** `deleted`: the rows hold nothing but their id. */
export const packChunk = (
  table: ChunkTable,
  rows: readonly ChunkRow[],
  deleted = false,
): string => {
  const flattened = rows.map(flat);
  const names = new Set(flattened.flatMap((row) => Object.keys(row)));
  const days: DayColumns = new Map();
  const columns: [string, PackedColumn][] = [];
  for (const name of names) {
    const values = flattened.map((row) => row[name] ?? (row[name] === null ? null : ABSENT));
    columns.push([name, packColumn(name, values, days)]);
  }
  const chunk: ChunkText = {
    ...{ v: CHUNK_FORMAT, table, rows: rows.length },
    ...(deleted ? { deleted: true as const } : {}),
    columns,
  };
  return JSON.stringify(chunk);
};

export type UnpackedChunk = {
  table: ChunkTable;
  rows: number;
  deleted: boolean;
  at(row: number): ChunkRow;
};

/** @throws Error when the text is not a chunk of a format that this program knows */
export const unpackChunk = (text: string): UnpackedChunk => {
  const chunk = JSON.parse(text) as ChunkText;
  if (chunk.v !== CHUNK_FORMAT) throw new RangeError(`a chunk has the unknown format ${chunk.v}`);
  const { table, rows, deleted = false } = chunk;
  const days: DayColumns = new Map();
  const columns = chunk.columns.map(([name, column]) => {
    const [outer, inner] = name.split('.') as [string, string | undefined];
    return { outer, inner, values: unpackColumn(name, column, rows, days) };
  });
  const at = (row: number): ChunkRow => {
    const made: ChunkRow = {};
    for (const { outer, inner, values } of columns) {
      const value = values[row];
      if (value === ABSENT) continue;
      if (inner === undefined) made[outer] = value;
      else made[outer] = { ...(made[outer] as ChunkRow | undefined), [inner]: value };
    }
    return made;
  };
  return { table, rows, deleted, at };
};
