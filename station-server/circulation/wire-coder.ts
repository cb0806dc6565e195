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

/** One choice: from the list of `name` and `context`, its place in the number stream `stream`. */
export type Choice = {
  stream: string;
  /** The stream's own name where it is not told. */
  list?: string;
  context: string;
  /** What a new list begins with. */
  first?: readonly string[];
};

export type Coder = Port & {
  signed(stream: string, value: number | undefined): number;
  /** `fresh` writes or reads what the list does not hold. */
  choose(choice: Choice, text: string | undefined, fresh: () => string): string;
  /** Any JSON value; what is often equal to what came last in the same `context` costs least. */
  word(stream: string, context: string, value: unknown): unknown;
};

/** `undefined` stands for "to be read"; JSON has no such value. */
export const mapGiven = <T, R>(given: T | undefined, map: (value: T) => R): R | undefined =>
  given === undefined ? undefined : map(given);

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

const createLists = () => {
  const lists = new Map<string, Map<string, string[]>>();
  return ({ stream, list = stream, context, first = [] }: Choice): string[] => {
    let ofName = lists.get(list);
    if (!ofName) lists.set(list, (ofName = new Map()));
    let found = ofName.get(context);
    if (!found) ofName.set(context, (found = [...first]));
    return found;
  };
};

/** Words by their number, beginning with those that both sides know. */
const createDictionary = (words: readonly string[]) => {
  const texts = [...words];
  const places = new Map(texts.map((text, index) => [text, index]));
  return {
    at: (index: number) => texts[index],
    placeOf: (text: string) => places.get(text) ?? -1,
    add: (text: string) => {
      if (text.length <= REMEMBERED_CHARS_MAX) places.set(text, texts.push(text) - 1);
    },
  };
};

const createCoder = (port: Port, words: readonly string[]): Coder => {
  const listOf = createLists();
  const dictionary = createDictionary(words);

  const choose: Coder['choose'] = (choice, text, fresh) => {
    const list = listOf(choice);
    const found = text === undefined ? undefined : list.indexOf(text);
    const at = port.number(choice.stream, found === -1 ? list.length : found);
    if (at > list.length) throw new WireError('a choice that is not there');
    const chosen = at < list.length ? (list[at] as string) : fresh();
    if (at === 0 && list.length > 0) return chosen;
    if (at < list.length) list.splice(at, 1);
    if (chosen.length <= REMEMBERED_CHARS_MAX) list.unshift(chosen);
    if (list.length > LIST_MAX) list.pop();
    return chosen;
  };
  /** A word that this list has not seen: of those seen elsewhere, or in full. */
  const introduce = (text: string | undefined): string => {
    const place = mapGiven(text, (wanted) => dictionary.placeOf(wanted) + 1);
    const known = port.number('word', place);
    if (known > 0) {
      const word = dictionary.at(known - 1);
      if (word === undefined) throw new WireError('a word that is not there');
      return word;
    }
    const told = JSON.stringify(port.value(mapGiven(text, (json) => JSON.parse(json))));
    dictionary.add(told);
    return told;
  };
  return {
    ...port,
    choose,
    signed: (stream, value) =>
      unzigzag(port.number(stream, value === undefined ? undefined : zigzag(value))),
    word: (stream, context, value) => {
      const text = value === undefined ? undefined : JSON.stringify(value);
      const told = choose({ stream, context }, text, () => introduce(text));
      return value === undefined ? JSON.parse(told) : value;
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
