// Kazakh order of titles and names: own weights of the 42 letters, since an older ICU, and every byte order, misplaces ұ and і
// (libraries.md 5.5). Letters first compare without case; Latin after Cyrillic, digits before letters, signs do not count.

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

/** A text whose plain comparison by code is the Kazakh order. */
export const orderKey = (text: string): string => {
  let key = '';
  for (const character of text.normalize('NFC').toLowerCase()) {
    const weight = WEIGHTS.get(character);
    if (weight !== undefined) key += weight;
    else if (character === ' ' || /\s/u.test(character)) key += key.endsWith(' ') ? '' : ' ';
    else if (/\p{L}/u.test(character)) key += character;
  }
  return key.trim();
};

export const inKazakhOrder = (one: string, other: string): number => {
  const [a, b] = [orderKey(one), orderKey(other)];
  return a < b ? -1 : a > b ? 1 : 0;
};
