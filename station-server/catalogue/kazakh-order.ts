// Kazakh order of titles and names: own weights of the 42 letters, since an older ICU, and every byte order, misplaces ұ and і
// (libraries.md 5.5). Letters first compare without case; Latin after Cyrillic, digits before letters, signs do not count.

import { plain } from './fold.ts';

const LETTERS = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const DIGITS = '0123456789';
const LATIN = 'abcdefghijklmnopqrstuvwxyz';

/** Above the space, which ends a word and comes first. */
const FIRST = 0x21;
const WEIGHTS = new Map(
  [...DIGITS, ...LETTERS, ...LATIN].map((letter, index) => [
    letter,
    String.fromCharCode(FIRST + index),
  ]),
);

const weightOf = (character: string): string => {
  const weight = WEIGHTS.get(character);
  if (weight !== undefined) return weight;
  if (/\s/u.test(character)) return ' ';
  return /\p{L}/u.test(character) ? character : '';
};
/** By UTF-16 unit, as they are met: lists of hundreds are sorted while somebody types. */
const weights: (string | undefined)[] = new Array(0x1_0000);

/** A text whose plain comparison by code is the Kazakh order. */
export const orderKey = (text: string): string => {
  const letters = plain(text);
  let key = '';
  for (let at = 0; at < letters.length; at += 1) {
    const unit = letters.charCodeAt(at);
    let weight = weights[unit];
    if (weight === undefined) {
      weight = weightOf(letters[at] as string);
      weights[unit] = weight;
    }
    if (weight !== ' ' || (key !== '' && !key.endsWith(' '))) key += weight;
  }
  return key.trimEnd();
};

export const inKazakhOrder = (one: string, other: string): number => {
  const [a, b] = [orderKey(one), orderKey(other)];
  return a < b ? -1 : a > b ? 1 : 0;
};
