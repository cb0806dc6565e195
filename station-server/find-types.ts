// What the pages get and send of search, holds, wishes and the faces that returned books get; part of `api-types.ts`.
import type { LocalDate, Texts } from '../profiles/site-schema.ts';
import type { Face } from './circulation/wish.ts';

export type { Face } from './circulation/wish.ts';

/** One line of what was found. `here`: copies on the shelf of this branch; `elsewhere`: of others; `copies`: all that are not gone. */
export type TitleHit = {
  titleId: string;
  title: string;
  author: string;
  year: string;
  here: number;
  elsewhere: number;
  copies: number;
};

/** The copies of one branch. `dueOn`: when the first of those lent is due. */
export type ShelfView = {
  branch: Texts;
  here: boolean;
  onShelf: number;
  onLoan: number;
  /** Of those on the shelf: read in the hall only. */
  hallOnly: number;
  dueOn: LocalDate | null;
};

export type SearchScreen = {
  screen: 'search';
  /** What the hits below belong to; the page has its own text. */
  query: string;
  hits: TitleHit[];
  /** From 0. */
  page: number;
  pages: number;
  found: number;
  /** There are more than were looked at: type more. */
  more: boolean;
};

export type TitleScreen = {
  screen: 'title';
  title: { title: string; author: string; year: string; ageMin: number };
  shelves: ShelfView[];
  /** Readers who wait. */
  queue: number;
  /** The place in the queue of whoever stands here. */
  position: number | null;
  /** A copy can be ordered: none is free right here. */
  orderable: boolean;
  sent: boolean;
};

export type WishScreen = {
  screen: 'wish';
  title: string;
  state: 'asked' | 'sent' | 'done';
};

/** Waiting, in "my books". */
export type AccountHold = { holdId: string; title: string; author: string; position: number };

export type FindScreen = SearchScreen | TitleScreen | WishScreen;

export type FindAct =
  | { act: 'search-open' }
  | { act: 'search'; query: string }
  | { act: 'search-page'; page: number }
  | { act: 'title-open'; titleId: string }
  /** From the title or the wish back to what was found. */
  | { act: 'search-back' }
  | { act: 'hold-place' }
  | { act: 'hold-cancel'; holdId: string }
  | { act: 'wish-open' }
  | { act: 'wish'; title: string; author: string }
  /** `key` of an item card. */
  | { act: 'rate'; key: string; face: Face };
