// `npm run bench -- search`: search as one types over 650,000 made titles in a station's store on disk. Each of 500 queries is typed
// letter by letter from the second on, without Kazakh letters, with Latin look-alikes or in a wrong case; `p99Ms` is over all of those
// searches, `recall` the share of queries whose title is among the first 10 when all is typed.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSearch } from '../../station-server/catalogue/search.ts';
import { createSearchIndex, TITLES_PER_STEP } from '../../station-server/catalogue/search-index.ts';
import type { Title } from '../../station-server/circulation/types.ts';
import { openDatabase } from '../../station-server/store/open-database.ts';
import { createRows } from '../../station-server/store/rows.ts';
import { madeTitles } from './made-titles.ts';

const TITLES = 650_000;
const QUERIES = 500;
const FIRST = 10;
const PUT_PER_TRANSACTION = 5_000;

/** What people do to a text, told here once more and not by the product's own table. */
const WITHOUT_KAZAKH: Record<string, string> = {
  ...{ ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ё: 'е' },
};
const LOOK_ALIKES: Record<string, string> = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', к: 'k', м: 'm', т: 't' },
  ...{
    і: 'i',
    һ: 'h',
    ә: 'ə',
    А: 'A',
    В: 'B',
    Е: 'E',
    К: 'K',
    М: 'M',
    О: 'O',
    Р: 'P',
    С: 'C',
    Т: 'T',
    Х: 'X',
  },
};
const replaced = (text: string, by: Record<string, string>) =>
  [...text].map((letter) => by[letter] ?? letter).join('');
const WAYS: ((text: string) => string)[] = [
  (text) => replaced(text.toLowerCase(), WITHOUT_KAZAKH),
  (text) => replaced(text, LOOK_ALIKES),
  (text) => text.toUpperCase(),
];
const surname = ({ author }: Title): string => author.split(' ')[0] as string;
const WORDINGS: ((title: Title) => string)[] = [
  ({ title }) => title,
  (title) => `${surname(title)} ${title.title.split(' ').slice(0, 3).join(' ')}`,
  (title) => `${title.title} ${surname(title)}`,
];

const bytesOf = (file: string): number =>
  [file, `${file}-wal`].reduce(
    (sum, name) => sum + (statSync(name, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
const round = (value: number): number => Number(value.toFixed(2));

export const run = async (): Promise<Record<string, unknown>> => {
  const folder = mkdtempSync(join(tmpdir(), 'kitap-search-'));
  try {
    const file = join(folder, 'station.db');
    const db = openDatabase(file);
    const rows = createRows(db);
    const asked: Title[] = [];
    let batch: Title[] = [];
    const put = db.transaction(() => batch.forEach(rows.putTitle));
    let count = 0;
    for (const title of madeTitles(TITLES)) {
      batch.push(title);
      count += 1;
      if (count % (TITLES / QUERIES) === 0) asked.push(title);
      if (batch.length < PUT_PER_TRANSACTION && count < TITLES) continue;
      put.immediate();
      batch = [];
    }
    db.pragma('wal_checkpoint(TRUNCATE)');
    const before = bytesOf(file);
    const begunMs = performance.now();
    const index = createSearchIndex(db);
    while (index.catchUp(TITLES_PER_STEP) > 0);
    const buildSeconds = (performance.now() - begunMs) / 1_000;
    db.pragma('wal_checkpoint(TRUNCATE)');
    const indexMb = (bytesOf(file) - before) / 2 ** 20;

    const search = createSearch(db);
    const took: { ms: number; query: string }[] = [];
    const missed: string[] = [];
    asked.forEach((title, at) => {
      const way = WAYS[at % WAYS.length]!;
      const wording = WORDINGS[Math.floor(at / WAYS.length) % WORDINGS.length]!;
      const query = way(wording(title)).slice(0, 100);
      let first: string[] = [];
      for (let letters = 2; letters <= query.length; letters += 1) {
        const startMs = performance.now();
        const { titles } = search.find(query.slice(0, letters));
        took.push({ ms: performance.now() - startMs, query: query.slice(0, letters) });
        first = titles.slice(0, FIRST).map(({ titleId }) => titleId);
      }
      if (!first.includes(title.titleId)) missed.push(`${title.title} / ${title.author}: ${query}`);
    });
    db.close();
    took.sort((a, b) => a.ms - b.ms);
    const at = (share: number) => round(took[Math.floor((took.length - 1) * share)]!.ms);
    return {
      ...{ name: 'search', titles: count, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) },
      slowest: took.at(-1)!.query,
      recall: round((asked.length - missed.length) / asked.length),
      missed: missed.slice(0, 5),
      ...{ queries: asked.length, searches: took.length },
      ...{ indexMb: round(indexMb), buildSeconds: round(buildSeconds) },
      rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
