// The search index of titles (SQLite FTS5, no copy of the texts, no positions): what changes a title leaves its number in `search_due`,
// by trigger and in the same transaction, and the index catches up a few titles at a time. So the first load and a pull cost lending
// nothing more, and a store made by an older program fills its index by itself.
import type { StationDatabase } from '../store/open-database.ts';
import { FOLDING, foldWords } from './fold.ts';

/** Titles of one transaction while others lend: some milliseconds. */
export const TITLES_PER_STEP = 100;
/** Of a text; a title beyond them is found by its beginning. */
const WORDS_MAX = 48;

/** Before the first word of a title, and before the digest of a whole one: no letters, so that no query has them. */
const START = '¤';
const WHOLE = '§';

/** FNV-1a over a whole folded title, as a word. Two titles may share one: hits are compared afterwards. */
const digest = (words: readonly string[]): string => {
  let h = 0x811c9dc5;
  for (const character of words.join(' ')) {
    h = Math.imul(h ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (h >>> 0).toString(36);
};

const quoted = (word: string, mark = ''): string => `"${mark}${word}"`;

/** Questions to the index; words are folded, none is empty. */
export const wholeTitle = (words: readonly string[]): string => quoted(digest(words), WHOLE);
/** The last word as far as it is typed. */
const typed = (words: readonly string[], mark = ''): string =>
  words
    .map((word, index) => {
      const end = index === words.length - 1 ? ' *' : '';
      return `${quoted(word, index === 0 ? mark : '')}${end}`;
    })
    .join(' AND ');
export const titleStart = (words: readonly string[]): string => typed(words, START);
export const anyWords = (words: readonly string[]): string => typed(words);

const wordsOf = (row: { title: string; author: string; year: string }): string => {
  const title = foldWords(row.title);
  const all = [...title, ...foldWords(row.author), ...foldWords(row.year)].slice(0, WORDS_MAX);
  const [first] = title;
  const marks = first === undefined ? [] : [START + first, WHOLE + digest(title)];
  return [...new Set([...all, ...marks])].join(' ');
};

type TitleRow = { id: number; title: string | null; author: string; year: string };

export type SearchIndex = {
  /** Puts at most so many changed titles into the index; how many there were. Durable. */
  catchUp(titlesMax: number): number;
};

export const createSearchIndex = (db: StationDatabase): SearchIndex => {
  const due = db.prepare<[number], TitleRow>(
    `SELECT search_due.title_id AS id, title, author, year FROM search_due
     LEFT JOIN title USING(title_id) LIMIT ?`,
  );
  const any = db.prepare('SELECT 1 FROM search_due LIMIT 1');
  const put = db.prepare('INSERT OR REPLACE INTO title_search(rowid, words) VALUES(?, ?)');
  const drop = db.prepare('DELETE FROM title_search WHERE rowid = ?');
  const done = db.prepare('DELETE FROM search_due WHERE title_id = ?');
  const folding = db.prepare<[], { v: string }>("SELECT v FROM meta WHERE k = 'search-folding'");
  const step = db.transaction((titlesMax: number): number => {
    const rows = due.all(titlesMax);
    for (const { id, title, author, year } of rows) {
      if (title === null) drop.run(id);
      else put.run(id, wordsOf({ title, author, year }));
      done.run(id);
    }
    return rows.length;
  });
  const startAnew = db.transaction(() => {
    db.exec(`INSERT INTO title_search(title_search) VALUES('delete-all');
      INSERT OR IGNORE INTO search_due SELECT title_id FROM title;
      INSERT OR REPLACE INTO meta(k, v) VALUES('search-folding', '${FOLDING}');`);
  });
  if (folding.get()?.v !== String(FOLDING)) startAnew.immediate();
  return { catchUp: (titlesMax) => (any.get() === undefined ? 0 : step.immediate(titlesMax)) };
};
