// One column of a chunk, packed and unpacked. The packer knows nothing of tables: it tries every way that can give the values
// back exactly and keeps the one that brotli makes smallest, so a new column of a table needs no line here. Unpacking is pure.
import { brotliCompressSync, constants } from 'node:zlib';
import { type PackedInts, packInts, unpackInts } from './column-ints.ts';
import { candidateParams, type KindParams, readingOf } from './column-kinds.ts';

/** JSON values as they are: for texts of which each is another. */
type PlainColumn = { k: 'plain'; v: unknown[] };
/**
 * Values as whole numbers of kind `k`. `r` names an earlier column of days from which they are counted, in units of `u`. `x`
 * are rows, with their values, that the kind does not read.
 */
type CountedColumn = {
  k: string;
  a: KindParams;
  n: PackedInts;
  r?: string;
  u?: number;
  x?: [PackedInts, unknown[]];
};
export type PackedColumn = PlainColumn | CountedColumn;

/** Columns of this chunk that are days throughout: others may be counted from them. */
export type DayColumns = Map<string, readonly number[]>;

const TRIAL_QUALITY = 5;
/** Text that packs to nothing is still memory where it is unpacked: so many characters count as one byte. */
const CHARACTERS_PER_BYTE = 2_000;
/** A kind that reads less of a column than this is not tried further. */
const READ_SHARE_MIN = 0.8;
/** More different values than one in so many rows are no choice of words. */
const ROWS_PER_WORD_MIN = 2;
const DAY_MS = 86_400_000;

const cost = (column: PackedColumn): number => {
  const text = JSON.stringify(column);
  const params = { [constants.BROTLI_PARAM_QUALITY]: TRIAL_QUALITY };
  return brotliCompressSync(text, { params }).length + text.length / CHARACTERS_PER_BYTE;
};

const wordsOf = (values: readonly unknown[]): unknown[] | null => {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size > 1 && counts.size * ROWS_PER_WORD_MIN > values.length) return null;
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
};

type Read = { kind: string; params: KindParams; numbers: number[]; odd: number[] };

/** Rows that are not read take the number of the row before, which costs least. */
const readAll = (kind: string, params: KindParams, values: readonly unknown[]): Read | null => {
  const { read } = readingOf(kind, params);
  const odd: number[] = [];
  let before = 0;
  const numbers = values.map((value, row) => {
    const number = read(value);
    if (number === null) odd.push(row);
    return (before = number ?? before);
  });
  return odd.length > values.length * (1 - READ_SHARE_MIN) ? null : { kind, params, numbers, odd };
};

const countedColumns = (
  { kind, params, numbers, odd }: Read,
  values: readonly unknown[],
  days: DayColumns,
): CountedColumn[] => {
  const rest =
    odd.length === 0
      ? {}
      : { x: [packInts(odd, true), odd.map((row) => values[row])] satisfies CountedColumn['x'] };
  const base = { k: kind, a: params, ...rest };
  const found: CountedColumn[] = [false, true].map((differences) => ({
    ...base,
    n: packInts(numbers, differences),
  }));
  if (kind !== 'day' && kind !== 'number') return found;
  const unit = kind === 'day' ? 1 : DAY_MS;
  for (const [name, from] of days) {
    const counted = numbers.map((number, row) => number - (from[row] as number) * unit);
    if (counted.every(Number.isSafeInteger))
      found.push({ ...base, r: name, u: unit, n: packInts(counted, false) });
  }
  return found;
};

/** `days` gains this column when it is one. */
export const packColumn = (
  name: string,
  values: readonly unknown[],
  days: DayColumns,
): PackedColumn => {
  const words = wordsOf(values);
  const ways = candidateParams(values);
  const reads = [...ways, ...(words === null ? [] : [['pick', words] as const])]
    .map(([kind, params]) => readAll(kind, params, values))
    .filter((read) => read !== null);
  const plain: PackedColumn = { k: 'plain', v: [...values] };
  let best: PackedColumn = plain;
  let least = cost(plain);
  for (const column of reads.flatMap((read) => countedColumns(read, values, days))) {
    const bytes = cost(column);
    if (bytes < least) [best, least] = [column, bytes];
  }
  const asDays = reads.find(({ kind, odd }) => kind === 'day' && odd.length === 0);
  if (asDays) days.set(name, asDays.numbers);
  return best;
};

/** @throws RangeError when it is not what `packColumn` makes of `rows` values */
export const unpackColumn = (
  name: string,
  column: PackedColumn,
  rows: number,
  days: DayColumns,
): unknown[] => {
  if (column.k === 'plain') {
    const { v } = column as PlainColumn;
    if (v.length !== rows) throw new RangeError('a column does not have the length of its chunk');
    return v;
  }
  const { k, a, n, r, u = 1, x } = column as CountedColumn;
  const from = r === undefined ? null : days.get(r);
  if (from === undefined) throw new RangeError(`a column is counted from the missing ${r}`);
  const told = unpackInts(n, rows);
  const numbers = from ? told.map((number, row) => number + (from[row] as number) * u) : told;
  const { write } = readingOf(k, a);
  const values = numbers.map(write);
  if (x === undefined && k === 'day') days.set(name, numbers);
  unpackInts(x?.[0] ?? { d: 0, m: 0, p: [] }, x?.[1].length ?? 0).forEach((row, place) => {
    values[row] = x?.[1][place];
  });
  return values;
};
