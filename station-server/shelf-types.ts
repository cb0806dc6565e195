// What the pages get and send of the shelves of pictures at a children's kiosk; part of `api-types.ts`.

import type { ShelfPicture } from '../profiles/shelf-schema.ts';
import type { LocalDate, Texts } from '../profiles/site-schema.ts';

/** Years of age among which a child without a card chooses; the first of a group decides what it is shown. */
export const AGE_GROUPS = [
  { from: 3, to: 6 },
  { from: 7, to: 9 },
  { from: 10, to: 12 },
  { from: 13, to: 15 },
] as const;

/** `here` on a shelf of this branch; `lent` until `dueOn`; `elsewhere` in `branch`. */
export type ShelfBook = {
  titleId: string;
  title: string;
  author: string;
  place: 'here' | 'lent' | 'elsewhere';
  dueOn: LocalDate | null;
  branch: Texts | null;
};
export type ShelfLine = { id: string; name: Texts; picture: ShelfPicture };

export type ShelfScreen = {
  screen: 'shelves';
  /** Null until a child without a card has chosen an age. */
  ageYears: number | null;
  /** It stands in the record of the card. */
  ageKnown: boolean;
  ageGroups: readonly { from: number; to: number }[];
  shelves: ShelfLine[];
  shelf: ShelfLine | null;
  books: ShelfBook[];
  /** The book that was touched. */
  open: ShelfBook | null;
};

export type ShelfAct =
  | { act: 'shelves-open' }
  | { act: 'shelves-age'; from: number }
  | { act: 'shelf-open'; shelf: string }
  | { act: 'shelf-book'; titleId: string }
  /** One step: from the book to its shelf, to the shelves, to the beginning. */
  | { act: 'shelves-back' };
