// How a text is folded for search, so that what people type finds what is printed (libraries.md 5.6): a letter becomes its class.
// One class holds a Kazakh letter and the Russian one that is typed in its place, and the Latin letter of the same shape: records
// are full of Latin `i`, `h` and `ə` inside Kazakh words, and so are queries. Pure; `FOLDING` rises with every change of a class.

/** The version of the classes below: an index that was made by another one is made anew. */
export const FOLDING = 1;
export const QUERY_CHARACTERS_MAX = 100;
export const QUERY_WORDS_MAX = 12;

/** The class, and all that belongs to it beside itself; lower case. */
const CLASSES: Record<string, string> = {
  а: 'әaäə',
  в: 'b',
  г: 'ғğ',
  е: 'ёe',
  и: 'іыiıї',
  к: 'қkq',
  м: 'm',
  н: 'ңñ',
  о: 'өoö',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'үұyüū',
  х: 'һhx',
  ш: 'ş',
};
const CLASS_OF = new Map<string, string>();
for (const [own, others] of Object.entries(CLASSES)) {
  for (const letter of [own, ...others]) CLASS_OF.set(letter, own);
}
// Й is a letter of its own, though Unicode takes it for an И with a mark.
for (const letter of ['й', 'щ', 'э', 'ю', 'я', 'ь', 'ъ']) CLASS_OF.set(letter, letter);

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

const foldCharacter = (character: string): string => {
  const known = CLASS_OF.get(character);
  if (known !== undefined) return known;
  if (/\p{M}/u.test(character)) return '';
  const [bare = ''] = character.normalize('NFD');
  const found = CLASS_OF.get(bare) ?? bare;
  return WORD_CHARACTER.test(found) ? found : ' ';
};

/** What each UTF-16 unit became: a search compares hundreds of titles, letter by letter. */
const folded: (string | undefined)[] = new Array(0x1_0000);
const foldUnit = (text: string, at: number): string => {
  const unit = text.charCodeAt(at);
  const known = folded[unit];
  if (known !== undefined) return known;
  // Half of a rare letter keeps its place beside the other half.
  const made =
    unit >= 0xd800 && unit < 0xe000 ? (text[at] as string) : foldCharacter(text[at] as string);
  folded[unit] = made;
  return made;
};

/** Nothing in them has a second spelling. */
const USUAL = /^[\x20-\x7e\u0400-\u0482\u048a-\u04ff«»–—]*$/;

/** Lower case and one form of each letter, nothing more: to tell what was typed as it is printed. */
export const plain = (text: string): string =>
  (USUAL.test(text) ? text : text.normalize('NFKC')).toLowerCase();

/** The words of a text, folded. Quotes, dashes and signs part words. */
export const foldWords = (text: string): string[] => {
  let out = '';
  const letters = plain(text);
  for (let at = 0; at < letters.length; at += 1) out += foldUnit(letters, at);
  return out.split(' ').filter((word) => word !== '');
};

export const fold = (text: string): string => foldWords(text).join(' ');

// What a key gives under the other layout, ЙЦУКЕН over QWERTY.
const LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const OTHER_KEY = new Map<string, string>();
for (const [index, key] of [...LATIN_KEYS].entries()) {
  const letter = RUSSIAN_KEYS[index] as string;
  OTHER_KEY.set(key, letter);
  OTHER_KEY.set(letter, key);
}

/** The same keys under the other layout, or null where that gives nothing else. */
export const otherLayout = (query: string): string | null => {
  const typed = plain(query);
  const other = [...typed].map((key) => OTHER_KEY.get(key) ?? key).join('');
  return other === typed ? null : other;
};

/** Latin spelling of 2021 and what people write without its marks; two letters before one. */
const FROM_LATIN: readonly (readonly [string, string])[] = [
  ...([
    ['shch', 'щ'],
    ['sh', 'ш'],
    ['ch', 'ч'],
    ['zh', 'ж'],
    ['gh', 'г'],
    ['kh', 'х'],
    ['ng', 'нг'],
    ['ya', 'я'],
    ['yu', 'ю'],
    ['ts', 'ц'],
  ] as const),
  ...[...'abvgdezijklmnoprstufhcyqwx'].map(
    (letter, index) => [letter, [...'абвгдезижклмнопрстуфхсиквх'][index] as string] as const,
  ),
];

/** A query in Latin letters as Cyrillic, or null where it has other letters. */
export const fromLatin = (query: string): string | null => {
  let rest = [...plain(query).normalize('NFD')].filter((at) => !/\p{M}/u.test(at)).join('');
  if (!/^[a-z\d\s.,'-]*[a-z][a-z\d\s.,'-]*$/.test(rest)) return null;
  let out = '';
  while (rest !== '') {
    const [from, to] = FROM_LATIN.find(([latin]) => rest.startsWith(latin)) ?? [rest[0], rest[0]];
    out += to;
    rest = rest.slice((from as string).length);
  }
  return out;
};
