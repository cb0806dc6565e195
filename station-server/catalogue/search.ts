// Search as one types: titles whose words begin like what was typed, the best first. The index gives candidates, a bounded number of
// them, and the texts themselves are compared here. Series, subjects and shelf marks are not in a station's store; inventory numbers are.
import type { Title } from '../circulation/types.ts';
import type { StationDatabase } from '../store/open-database.ts';
import { rowId } from '../store/row-key.ts';
import {
  foldWords,
  fromLatin,
  otherLayout,
  plain,
  QUERY_CHARACTERS_MAX,
  QUERY_WORDS_MAX,
} from './fold.ts';
import { orderKey } from './kazakh-order.ts';
import { anyWords, createSearchIndex, titleStart, wholeTitle } from './search-index.ts';

export const HITS_MAX = 60;
/** Read and compared for one answer. */
const CANDIDATES_MAX = 100;
const WHOLE_MAX = 40;
/** Fewer letters than these match half of the library. */
const QUERY_LETTERS_MIN = 2;
/** Changed titles that a search takes in itself: a record made a moment ago is found. */
const CATCH_UP_MAX = 50;

export type Search = {
  /** At most `HITS_MAX`, the best first; `more`: there are others that were not looked at. */
  find(query: string): { titles: Title[]; more: boolean };
};

type Row = {
  title_id: number;
  title: string;
  author: string;
  language: string;
  year: string;
  age_min: number;
};
type Ranked = { row: Row; rank: number; spare: number; asPrinted: number; key: string };

const toTitle = (row: Row): Title => ({
  titleId: rowId(row.title_id),
  title: row.title,
  author: row.author,
  language: row.language,
  year: row.year,
  ageMin: row.age_min,
});

const begins = (word: string, words: readonly string[], last: boolean): boolean =>
  words.some((other) => (last ? other.startsWith(word) : other === word));

/** 0 the whole title, 1 its beginning, 2 words of it, 3 of author and title, 4 nothing but a number. */
const rankOf = (typed: readonly string[], title: readonly string[], author: readonly string[]) => {
  const [query, whole] = [typed.join(' '), title.join(' ')];
  if (whole === query) return 0;
  if (whole.startsWith(query)) return 1;
  const lastIndex = typed.length - 1;
  const within = (words: readonly string[]) =>
    typed.every((word, index) => begins(word, words, index === lastIndex));
  if (within(title)) return 2;
  return within([...title, ...author]) ? 3 : 4;
};

/** What was typed, taken apart once for all candidates. */
type Typed = { folded: readonly string[]; printed: readonly string[] };
const NO_WORD = /[^\p{L}\p{N}]+/gu;

const ranked = (row: Row, { folded, printed }: Typed): Ranked => {
  const title = foldWords(row.title);
  const rank = rankOf(folded, title, foldWords(row.author));
  // Letters typed as they are printed come before those that are only alike.
  const text = plain(`${row.title} ${row.author}`);
  const asPrinted = printed.filter((word) => text.includes(word)).length;
  const spare = rank < 2 ? 0 : title.filter((word) => !begins(word, folded, false)).length;
  return { row, rank, spare, asPrinted, key: orderKey(`${row.title} ${row.author}`) };
};

const better = (one: Ranked, other: Ranked): number =>
  one.rank - other.rank ||
  one.spare - other.spare ||
  other.asPrinted - one.asPrinted ||
  (one.key < other.key ? -1 : one.key > other.key ? 1 : 0) ||
  one.row.title_id - other.row.title_id;

export const createSearch = (db: StationDatabase): Search => {
  const index = createSearchIndex(db);
  const matching = db
    .prepare<[string, number], number>(
      'SELECT rowid FROM title_search WHERE title_search MATCH ? LIMIT ?',
    )
    .pluck(true);
  const byNumber = db
    .prepare<[string], number>(
      `SELECT title_id FROM item WHERE inventory_no = ? AND inventory_no <> '' LIMIT 20`,
    )
    .pluck(true);
  const byBarcode = db
    .prepare<[string], number>(`SELECT title_id FROM item WHERE barcode = ? AND barcode <> ''`)
    .pluck(true);
  const titleOf = db.prepare<[number], Row>('SELECT * FROM title WHERE title_id = ?');

  const numbered = (query: string): number[] => {
    const text = query.trim();
    return /\d/.test(text) ? [...byNumber.all(text), ...byBarcode.all(text)] : [];
  };
  const look = (query: string): { titles: Title[]; more: boolean } => {
    const typed = foldWords(query.slice(0, QUERY_CHARACTERS_MAX)).slice(0, QUERY_WORDS_MAX);
    if (typed.join('').length < QUERY_LETTERS_MIN) return { titles: [], more: false };
    // Titles that begin so are among all that match, unless those were cut.
    const others = matching.all(anyWords(typed), CANDIDATES_MAX);
    const cut = others.length >= CANDIDATES_MAX;
    const starts = cut ? matching.all(titleStart(typed), CANDIDATES_MAX) : [];
    const whole = cut ? matching.all(wholeTitle(typed), WHOLE_MAX) : [];
    const ids = new Set([...numbered(query), ...whole, ...starts, ...others]);
    const printed = plain(query)
      .split(NO_WORD)
      .filter((word) => word !== '');
    const rows = [...ids].map((id) => titleOf.get(id)).filter((row) => row !== undefined);
    const best = rows.map((row) => ranked(row, { folded: typed, printed })).sort(better);
    return {
      titles: best.slice(0, HITS_MAX).map(({ row }) => toTitle(row)),
      more: cut || best.length > HITS_MAX,
    };
  };
  return {
    find: (query) => {
      index.catchUp(CATCH_UP_MAX);
      const found = look(query);
      // Nothing: the keyboard may have stood in the other layout, or the reader writes Kazakh in Latin letters.
      for (const other of [otherLayout(query), fromLatin(query)]) {
        if (found.titles.length > 0 || other === null) continue;
        const again = look(other);
        if (again.titles.length > 0) return again;
      }
      return found;
    },
  };
};
