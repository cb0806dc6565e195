// Names of people in Kazakhstan: Kazakh and Russian Cyrillic, Latin, hyphens and apostrophes
// (libraries.md 5 rules 6 and 7). How they are tidied, what they may hold, and when two of them are
// likely the same person's.
import type { LocalDate } from '../../profiles/site-schema.ts';
import type { PersonName } from './types.ts';

export const NAME_CHARACTERS_MAX = 60;

const LETTER = '(?:(?=\\p{L})[\\p{Script=Cyrillic}\\p{Script=Latin}])';
const NAME_PATTERN = new RegExp(`^${LETTER}+(?:[ '-]${LETTER}+)*$`, 'u');

/**
 * One way to write hyphens, apostrophes and spaces; NFC, so that й and ё are one character each.
 */
export const tidyName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u02bc\u02b9`\u00b4]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/ *- */g, '-')
    .trim();

/** Words of letters, joined by one space, hyphen or apostrophe. */
export const isName = (text: string): boolean => NAME_PATTERN.test(text);

/** `a=б` pairs, one blank between; a letter with nothing after the sign is dropped. */
const pairs = (text: string): (readonly [string, string])[] =>
  text.split(' ').map((pair) => {
    const [from = '', to = ''] = pair.split('=');
    return [from, to] as const;
  });

/**
 * Latin letters that look like a Cyrillic one, for words that mix both: «Мұxтар» typed with a Latin
 * x.
 */
const LOOK_ALIKES = new Map(
  pairs('A=а B=в C=с E=е H=н I=и K=к M=м O=о P=р T=т X=х Y=у').concat(
    pairs('a=а b=ь c=с e=е h=х i=и k=к m=м o=о p=р t=т x=х y=у'),
  ),
);

/**
 * Latin letters by sound, for words wholly in Latin: the April 2021 alphabet and the spelling of
 * passports. Longest first.
 */
const BY_SOUND = pairs(
  'sh=ш ch=ч zh=ж kh=х gh=г ts=тс a=а b=б c=с d=д e=е f=ф g=г h=х i=и ı=и j=ж k=к l=л m=м n=н ' +
    'o=о p=п q=к r=р s=с t=т u=у v=в w=у x=х y=и z=з',
);

/**
 * Kazakh letters as people type them without a Kazakh keyboard, and Russian letters that are easily
 * mixed up.
 */
const PLAIN = new Map(
  pairs('ә=а ə=а ғ=г қ=к ң=н ө=о ұ=у ү=у һ=х і=и ы=и э=е ъ= ь= щ=ш ц=тс я=иа ю=иу'),
);

const bySound = (word: string): string => {
  const latin = word.toLowerCase().replaceAll('ş', 'sh').replaceAll('ç', 'ch');
  let left = latin.normalize('NFD').replace(/\p{M}/gu, '');
  let said = '';
  while (left !== '') {
    const sound = BY_SOUND.find(([letters]) => left.startsWith(letters));
    said += sound?.[1] ?? left[0];
    left = left.slice(sound?.[0].length ?? 1);
  }
  return said;
};

const foldWord = (word: string): string => {
  // Latin ə is the letter ә of a foreign keyboard, in whatever word it stands.
  const text = word.normalize('NFC').replaceAll('ə', 'ә').replaceAll('Ə', 'Ә');
  const cyrillic = /\p{Script=Cyrillic}/u.test(text.replace(/[әӘ]/g, ''));
  const oneScript = cyrillic
    ? text.replace(/[A-Za-z]/g, (letter) => LOOK_ALIKES.get(letter) ?? letter)
    : bySound(text);
  return (
    oneScript
      .toLowerCase()
      // Breve and diaeresis fall off: й is folded with и, ё with е.
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/./gu, (letter) => PLAIN.get(letter) ?? letter)
  );
};

/** The skeleton of a name: only for comparing, never shown. */
export const foldName = (text: string): string =>
  tidyName(text).split(/[ '-]/).map(foldWord).join('');

/**
 * Equal for two registrations that are likely of one person. It folds case, ё/е, letters that a
 * Kazakh keyboard alone has, and Latin look-alikes. The patronymic stays out: many forms leave it
 * empty.
 */
export const duplicateKey = (name: PersonName, birthDate: LocalDate): string =>
  `${foldName(name.surname)}|${foldName(name.givenName)}|${birthDate}`;
