// The refusal card: a book that a reader asked for and the library does not have (libraries.md 5.3), and the face that a returned book
// gets. Both go into the journal, which cannot be erased: what is typed here keeps no number by which a person could be found.
import { refused } from './standing.ts';
import type { Refused } from './types.ts';

export const WISH_CHARACTERS_MAX = 120;
const LETTERS_MIN = 2;
/** A year has four digits; cards, phones and IIN have more. */
const LONG_NUMBER = /\d(?:[\s()+-]{0,3}\d){4,}/g;

export const FACES = ['good', 'fair', 'poor'] as const;
export type Face = (typeof FACES)[number];

export type WishWords = { title: string; author: string };

const tidied = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .replace(LONG_NUMBER, '')
    .trim()
    .slice(0, WISH_CHARACTERS_MAX);

/** What is kept of the words that were typed; refused where no title is left. */
export const decideWish = (typed: WishWords): ({ outcome: 'wish' } & WishWords) | Refused => {
  const title = tidied(typed.title);
  if ((title.match(/[\p{L}\p{N}]/gu) ?? []).length < LETTERS_MIN) return refused('wish-empty');
  return { outcome: 'wish', title, author: tidied(typed.author) };
};
