// A catalogue of any size that reads like the real one: chains of words from real Kazakh and Russian titles
// (fixtures/title-vocabulary.tsv), with endings, numbers of volumes and invented authors. No two records have the same folded title
// and author.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../station-server/catalogue/fold.ts';
import type { Title } from '../../station-server/circulation/types.ts';
import { seededRandom } from './seeded.ts';

const WORDS_MAX = 8;
/** How often a chain goes on with any word instead of one that followed in a real title. */
const JUMP = 0.45;

type Lexicon = {
  language: 'kaz' | 'rus';
  heads: string[];
  words: string[];
  next: Map<string, string[]>;
};

const STEMS: Record<Lexicon['language'], string[]> = {
  kaz: [
    ...['Ақжол', 'Бекет', 'Ғали', 'Дәурен', 'Еркін', 'Жәнібек', 'Зейін', 'Қабыл', 'Қуат', 'Мұрат'],
    ...['Нұрбек', 'Ораз', 'Өтеген', 'Сәкен', 'Тілек', 'Ұзақ', 'Үміт', 'Шәкен', 'Ілияс', 'Әділ'],
    ...['Бөрі', 'Көкше', 'Сырым', 'Тұрар', 'Айтқали', 'Мәди', 'Қасен', 'Балғын', 'Жақып', 'Есім'],
  ],
  rus: [
    ...[
      'Берёз',
      'Вишнев',
      'Гром',
      'Дубров',
      'Ельник',
      'Журавл',
      'Зимин',
      'Иволг',
      'Ковыл',
      'Лугов',
    ],
    ...[
      'Малин',
      'Новосёл',
      'Орлик',
      'Полян',
      'Родник',
      'Снегир',
      'Травник',
      'Утёс',
      'Фонар',
      'Холм',
    ],
    ...['Цветк', 'Черёмух', 'Шатр', 'Щегл', 'Юрин', 'Ясен', 'Степняк', 'Морозк', 'Рябин', 'Сосн'],
  ],
};
const ENDINGS: Record<Lexicon['language'], string[]> = {
  kaz: ['ов', 'ова', 'баев', 'баева', 'ұлы', 'қызы', 'бек', 'тай', 'бергенов', 'ғалиева'],
  rus: ['ов', 'ова', 'ин', 'ина', 'ский', 'ская', 'енко', 'евич', 'нев', 'нева'],
};
const INITIALS: Record<Lexicon['language'], string> = {
  kaz: 'АӘБҒДЕЖЗҚМНОӨРСТҰҮІШ',
  rus: 'АБВГДЕЖЗИКЛМНОПРСТЮЯ',
};
const SUFFIXES = ['лар', 'дың', 'ға', 'да', 'дан', 'мен', 'ы', 'сыз', 'шы', 'лық'];
const VOLUMES: Record<Lexicon['language'], string> = { kaz: '-кітап', rus: ': Том ' };

const lexicon = (language: Lexicon['language'], titles: readonly string[]): Lexicon => {
  const next = new Map<string, string[]>();
  const heads: string[] = [];
  for (const title of titles) {
    const words = title.split(/\s+/).filter((word) => /\p{L}/u.test(word));
    if (words[0]) heads.push(words[0]);
    words.forEach((word, index) => {
      const after = words[index + 1];
      next.set(word, [...(next.get(word) ?? []), ...(after === undefined ? [] : [after])]);
    });
  }
  return { language, heads, words: [...next.keys()], next };
};

/** Yields `count` titles, ids `0-1` and on; the same for the same seed. */
export function* madeTitles(count: number, seed = 1): Generator<Title> {
  const file = join(process.cwd(), 'tests', 'fixtures', 'title-vocabulary.tsv');
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const of = (wanted: Lexicon['language']) =>
    lexicon(
      wanted,
      lines.filter(([language]) => language === wanted).map(([, title]) => title!),
    );
  const lexicons = [of('kaz'), of('rus')] as const;
  const random = seededRandom(seed);
  const pick = <T>(list: ArrayLike<T>): T => list[Math.floor(random() * list.length)] as T;
  const chain = ({ language, heads, words, next }: Lexicon): string => {
    let word = random() < JUMP ? pick(words) : pick(heads);
    const made = [word];
    for (let left = 1 + Math.floor(random() * (WORDS_MAX - 1)); left > 0; left -= 1) {
      const after = next.get(word) ?? [];
      word = after.length === 0 || random() < JUMP ? pick(words) : pick(after);
      const bare = language === 'kaz' && random() < 0.15 && /^\p{L}+$/u.test(word);
      made.push(bare ? word + pick(SUFFIXES) : word);
    }
    const [first = '', ...rest] = made;
    const text = [first[0]!.toUpperCase() + first.slice(1), ...rest].join(' ');
    if (random() > 0.12) return text;
    const volume = 1 + Math.floor(random() * 9);
    return language === 'kaz'
      ? `${text}. ${volume}${VOLUMES.kaz}`
      : `${text}${VOLUMES.rus}${volume}`;
  };
  const seen = new Set<string>();
  for (let id = 1; id <= count; ) {
    const lexicon = random() < 0.4 ? lexicons[0] : lexicons[1];
    const { language } = lexicon;
    const title = chain(lexicon);
    const name = pick(STEMS[language]) + pick(ENDINGS[language]);
    const author = `${name} ${pick(INITIALS[language])}.${random() < 0.5 ? ` ${pick(INITIALS[language])}.` : ''}`;
    const key = `${fold(title)}|${fold(author)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const year = String(1960 + Math.floor(random() * 66));
    yield { titleId: `0-${id}`, title, author, language, year, ageMin: 0 };
    id += 1;
  }
}
