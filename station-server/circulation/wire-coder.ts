// What a batch is made of: numbers in named streams, JSON values carried as they are, and choices from lists that keep what was
// chosen last in front. One walk over the entries serves both ways: a coder that is given a value writes it, one that is given
// none reads it, so that the two sides cannot differ. Pure.
import { createNumberReader, createNumberWriter, NUMBER_MAX, WireError } from './wire-numbers.ts';

/** Longer texts are not remembered, so that a small body cannot unfold into a large one. */
const REMEMBERED_CHARS_MAX = 200;
const LIST_MAX = 32;
/** Half of what a number holds, since the sign takes a bit. */
export const SIGNED_MAX = Math.floor(NUMBER_MAX / 2);

type Port = {
  number(stream: string, value: number | undefined): number;
  value(value: unknown): unknown;
};

export type Coder = Port & {
  signed(stream: string, value: number | undefined): number;
  /** Remembered lists: what is often equal to what came last in the same `context` costs least. */
  choose(
    stream: string,
    context: string,
    text: string | undefined,
    fresh: () => string,
    first?: readonly string[],
  ): string;
  /** Any JSON value. */
  word(stream: string, context: string, value: unknown): unknown;
};

/** `undefined` stands for "to be read"; JSON has no such value. */
export const mapGiven = <T, R>(given: T | undefined, map: (value: T) => R): R | undefined =>
  given === undefined ? undefined : map(given);

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

const createCoder = (port: Port, words: readonly string[]): Coder => {
  const lists = new Map<string, string[]>();
  const dictionary = [...words];
  const places = new Map(dictionary.map((text, index) => [text, index]));

  const listOf = (key: string, first: readonly string[]): string[] => {
    const known = lists.get(key);
    if (known) return known;
    const made = [...first];
    lists.set(key, made);
    return made;
  };
  const choose: Coder['choose'] = (stream, context, text, fresh, first = []) => {
    const list = listOf(`${stream}|${context}`, first);
    const found = mapGiven(text, (wanted) => list.indexOf(wanted));
    const at = port.number(
      stream,
      mapGiven(found, (index) => (index < 0 ? list.length : index)),
    );
    const chosen = at < list.length ? (list[at] as string) : fresh();
    if (at > list.length) throw new WireError('a choice that is not there');
    if (at < list.length) list.splice(at, 1);
    if (chosen.length <= REMEMBERED_CHARS_MAX) list.unshift(chosen);
    if (list.length > LIST_MAX) list.pop();
    return chosen;
  };
  /** A word that this list has not seen: of those seen elsewhere, or in full. */
  const introduce = (text: string | undefined): string => {
    const known = port.number(
      'word',
      mapGiven(text, (wanted) => (places.get(wanted) ?? -1) + 1),
    );
    if (known > dictionary.length) throw new WireError('a word that is not there');
    if (known > 0) return dictionary[known - 1] as string;
    const told = JSON.stringify(port.value(mapGiven(text, (json) => JSON.parse(json))));
    if (told.length <= REMEMBERED_CHARS_MAX) places.set(told, dictionary.push(told) - 1);
    return told;
  };
  return {
    ...port,
    choose,
    signed: (stream, value) => unzigzag(port.number(stream, mapGiven(value, zigzag))),
    word: (stream, context, value) => {
      const text = mapGiven(value, (given) => JSON.stringify(given));
      return JSON.parse(choose(stream, context, text, () => introduce(text)));
    },
  };
};

export const createWritingCoder = (words: readonly string[]) => {
  const numbers = createNumberWriter();
  const values: unknown[] = [];
  const port: Port = {
    number: (stream, value) => {
      if (value === undefined) throw new WireError(`nothing to write in ${stream}`);
      numbers.put(stream, value);
      return value;
    },
    value: (value) => {
      values.push(value);
      return value;
    },
  };
  return { coder: createCoder(port, words), values, text: numbers.text };
};

export const createReadingCoder = (
  given: { values: readonly unknown[]; text: string },
  words: readonly string[],
) => {
  const numbers = createNumberReader(given.text);
  let next = 0;
  const port: Port = {
    number: (stream) => numbers.take(stream),
    value: () => {
      if (next >= given.values.length) throw new WireError('the values end too early');
      next += 1;
      return given.values[next - 1];
    },
  };
  const end = (): void => {
    numbers.end();
    if (next < given.values.length) throw new WireError('values are left over');
  };
  return { coder: createCoder(port, words), end };
};
