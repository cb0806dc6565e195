// How values of a column are read as whole numbers and written back: ids, days, inventory numbers, card numbers whose check
// digit need not travel. A value that a kind does not read travels beside the column as it is. Pure.
import { makeNumber, parseNumber } from '../../profiles/card-number.ts';

export type ColumnKind = 'id' | 'day' | 'number' | 'digits' | 'card' | 'pick';
/** What a kind must know to write: width of digits, library of cards, the words to pick from. */
export type KindParams = unknown[];

export type Reading = {
  /** Null for a value that this kind cannot give back exactly. */
  read(value: unknown): number | null;
  write(number: number): unknown;
};

const DAY_MS = 86_400_000;
const SEQUENCES_OF_STATION = 2 ** 32;
const SERIALS_OF_STATION = 100_000;
/** More digits are not exact as a number. */
const DIGITS_MAX = 15;

const exactly = (reading: Reading): Reading => ({
  write: reading.write,
  read: (value) => {
    const number = reading.read(value);
    return number !== null && Number.isSafeInteger(number) && reading.write(number) === value
      ? number
      : null;
  },
});

const idReading: Reading = {
  read: (value) => {
    const parts = typeof value === 'string' ? /^(\d{1,6})-(\d{1,9})$/.exec(value) : null;
    return parts && Number(parts[1]) * SEQUENCES_OF_STATION + Number(parts[2]);
  },
  write: (number) =>
    `${Math.floor(number / SEQUENCES_OF_STATION)}-${number % SEQUENCES_OF_STATION}`,
};
const dayReading: Reading = {
  read: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
      ? Date.parse(`${value}T00:00:00Z`) / DAY_MS
      : null,
  write: (number) => new Date(number * DAY_MS).toISOString().slice(0, 10),
};
const numberReading: Reading = {
  read: (value) => (typeof value === 'number' ? value : null),
  write: (number) => number,
};
const digitsReading = (width: number): Reading => ({
  read: (value) =>
    typeof value === 'string' && value.length <= DIGITS_MAX && /^\d+$/.test(value)
      ? Number(value)
      : null,
  write: (number) => String(number).padStart(width, '0'),
});
const cardReading = (kind: 'patron' | 'item', libraryNumber: string): Reading => ({
  read: (value) => {
    const parts = typeof value === 'string' ? parseNumber(value) : null;
    if (parts?.kind !== kind || parts.libraryNumber !== libraryNumber) return null;
    return parts.station * SERIALS_OF_STATION + parts.serial;
  },
  write: (number) =>
    makeNumber({
      ...{ kind, libraryNumber },
      station: Math.floor(number / SERIALS_OF_STATION),
      serial: number % SERIALS_OF_STATION,
    }),
});
const pickReading = (words: readonly unknown[]): Reading => {
  const places = new Map(words.map((word, place) => [word, place]));
  return { read: (value) => places.get(value) ?? null, write: (number) => words[number] };
};

/** @throws RangeError for a kind or parameters that this program does not know */
export const readingOf = (kind: string, params: KindParams): Reading => {
  const [first, second] = params;
  if (kind === 'id') return exactly(idReading);
  if (kind === 'day') return exactly(dayReading);
  if (kind === 'number') return exactly(numberReading);
  if (kind === 'digits' && typeof first === 'number') return exactly(digitsReading(first));
  if (kind === 'card' && (first === 'patron' || first === 'item') && typeof second === 'string')
    return exactly(cardReading(first, second));
  if (kind === 'pick') return pickReading(params);
  throw new RangeError(`a column is of the unknown kind ${kind}`);
};

/** Parameters with which each kind could read the column, judged by its first value that looks like it. */
export const candidateParams = (values: readonly unknown[]): [ColumnKind, KindParams][] => {
  const texts = values.filter((value) => typeof value === 'string');
  const digits = texts.find((text) => /^\d+$/.test(text));
  const card = texts.map(parseNumber).find((parts) => parts !== null);
  const found: [ColumnKind, KindParams][] = [
    ['id', []],
    ['day', []],
    ['number', []],
  ];
  if (digits !== undefined) found.push(['digits', [digits.startsWith('0') ? digits.length : 1]]);
  if (card) found.push(['card', [card.kind, card.libraryNumber]]);
  return found;
};
