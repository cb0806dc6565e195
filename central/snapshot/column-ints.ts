// Whole numbers of a column as text that brotli packs to nearly their entropy: digits to the base 64, each place in a string
// of its own, so that places that hardly change cost nothing and random ones cost six bits a character. Pure.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE = 64;
/** 64^9 is beyond 2^53, where numbers are no longer exact. */
const PLACES_MAX = 9;

/**
 * `d` 1: differences from the row before, as zigzag numbers, the first from 0. Then `m` is taken off each. `p` are the places,
 * the lowest first; none when all are equal.
 */
export type PackedInts = { d: 0 | 1; m: number; p: string[] };

const VALUE_OF = new Map(Array.from(DIGITS, (digit, value) => [digit.charCodeAt(0), value]));

/** Small numbers of either sign as small numbers without one: 0, -1, 1, -2, 2 ... */
const zigzag = (value: number): number => (value >= 0 ? 2 * value : -2 * value - 1);
const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

const places = (values: readonly number[], least: number): string[] => {
  const found: string[] = [];
  let rest = values.map((value) => value - least);
  while (rest.some((value) => value > 0)) {
    found.push(rest.map((value) => DIGITS[value % BASE]).join(''));
    rest = rest.map((value) => Math.floor(value / BASE));
  }
  return found;
};

/** Smallest of the values, 0 for none; a spread into Math.min would overflow the stack. */
const leastOf = (values: readonly number[]): number =>
  values.reduce((least, value) => Math.min(least, value), values[0] ?? 0);

/** `differences`: whether each is told as its distance from the one before. */
export const packInts = (values: readonly number[], differences: boolean): PackedInts => {
  const told = differences
    ? values.map((value, row) => zigzag(value - (values[row - 1] ?? 0)))
    : values;
  const least = leastOf(told);
  return { d: differences ? 1 : 0, m: least, p: places(told, least) };
};

/** @throws RangeError when it is not what `packInts` makes of `rows` numbers */
export const unpackInts = ({ d, m, p }: PackedInts, rows: number): number[] => {
  if (p.length > PLACES_MAX || p.some((place) => place.length !== rows))
    throw new RangeError('a column of numbers does not have the length of its chunk');
  let before = 0;
  return Array.from({ length: rows }, (_, row) => {
    let told = 0;
    for (let place = p.length - 1; place >= 0; place -= 1) {
      const digit = VALUE_OF.get((p[place] as string).charCodeAt(row));
      if (digit === undefined) throw new RangeError('a column of numbers holds another character');
      told = told * BASE + digit;
    }
    told += m;
    before = d === 1 ? before + unzigzag(told) : told;
    if (!Number.isSafeInteger(before)) throw new RangeError('a number of a column is too large');
    return before;
  });
};
