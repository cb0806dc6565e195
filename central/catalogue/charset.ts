// Which character set a catalogue file is written in, and its text. Leaders and field 100 often lie
// (libraries.md 7.3), so the bytes decide: valid UTF-8, else the single-byte set under which the
// text looks most like Russian and Kazakh. KZ-1048 is CP1251 with Ә Ғ Қ Ң Ө Ұ Ү Һ in the places of
// Serbian and Ukrainian letters; CP866 has none of the eight. Pure.
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export const CHARSETS = ['utf-8', 'cp1251', 'cp866', 'kz-1048'] as const;
export type Charset = (typeof CHARSETS)[number];

const CODECS: Record<Charset, string> = {
  'utf-8': 'utf8',
  cp1251: 'cp1251',
  cp866: 'cp866',
  'kz-1048': 'rk1048',
};

/** Undefined bytes become U+FFFD; the caller must refuse a text that holds one. */
export const decodeText = (bytes: Buffer, charset: Charset): string =>
  charset === 'utf-8' ? bytes.toString('utf8') : iconv.decode(bytes, CODECS[charset]);

/**
 * Throws nothing: a letter that the set lacks becomes `?`, so ask `canEncode` first where that
 * matters.
 */
export const encodeText = (text: string, charset: Charset): Buffer =>
  iconv.encode(text, CODECS[charset]);

export const canEncode = (text: string, charset: Charset): boolean =>
  decodeText(encodeText(text, charset), charset) === text;

// Letters per 10,000 in running text.
const RUSSIAN =
  'о1097е845а801и735н670т626с547р473в454л440к349м321д298п281у262я201ы190ь174г170з165б159ч144' +
  'й121х97ж94ш73ю64ц48щ36э32ф26ъ4ё4';
const KAZAKH =
  'а1300е850ы800н750р570т550л520і520д500с350қ330к330м330о270б270ж230ғ200у200й190ң180п170' +
  'з150ә150г150ш140и130ұ110ө110ү100я40в40х30э10ю10ч10ц10ф10ь5һ3ъ1щ1ё1';

const perTenThousand = (table: string): Map<string, number> =>
  new Map([...table.matchAll(/(\p{L})(\d+)/gu)].map(([, letter, count]) => [letter!, +count!]));

const russian = perTenThousand(RUSSIAN);
const kazakh = perTenThousand(KAZAKH);
/** Signs that stand beside letters in any catalogue. */
const SIGNS = '«»„“”‘’–—…№°§\u00a0';
/** How much rarer a capital is than its small letter; titles have many. */
const CAPITALS_RARER = 8;

const likelihood = (char: string): number => {
  if (char === '\ufffd') return 1e-8;
  if (SIGNS.includes(char)) return 1e-3;
  const small = char.toLowerCase();
  const count = ((russian.get(small) ?? 0) + (kazakh.get(small) ?? 0)) / 2;
  if (count === 0) return 1e-6;
  return count / 10_000 / (small === char ? 1 : CAPITALS_RARER);
};

const SINGLE_BYTE = ['cp1251', 'kz-1048', 'cp866'] as const;
const ALL_BYTES = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const LOG_LIKELIHOODS = SINGLE_BYTE.map((charset) => ({
  charset,
  logs: [...decodeText(ALL_BYTES, charset)].map((char) => Math.log(likelihood(char))),
}));

/** Adds the bytes above 7F that have such a neighbour: a letter inside a word, not a lone sign. */
const countWords = (bytes: Buffer, counts: Uint32Array): void => {
  let previous = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x80 && (previous >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80))
      counts[byte] = counts[byte]! + 1;
    previous = byte;
  }
};

/**
 * The first of equals wins, so a text with no Kazakh letter is CP1251, under which it reads the
 * same as under KZ-1048.
 */
const likeliest = (counts: Uint32Array): Charset | null => {
  let best: { charset: Charset; score: number } | null = null;
  if (!counts.some((count) => count > 0)) return null;
  for (const { charset, logs } of LOG_LIKELIHOODS) {
    let score = 0;
    for (let byte = 0x80; byte < 256; byte++) score += counts[byte]! * logs[byte]!;
    if (best === null || score > best.score) best = { charset, score };
  }
  return best!.charset;
};

const isAscii = (bytes: Buffer): boolean => {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
};

/**
 * The character set of one record alone; `fallback` where its bytes say nothing. Short records can
 * be guessed wrong.
 */
export const detectRecord = (bytes: Buffer, fallback: Charset): Charset => {
  if (isAscii(bytes)) return fallback;
  if (isUtf8(bytes)) return 'utf-8';
  const counts = new Uint32Array(256);
  countWords(bytes, counts);
  return likeliest(counts) ?? fallback;
};

export type CharsetFinding = {
  charset: Charset;
  /** Some records are UTF-8 and some are not: `detect-each` would read more of them. */
  mixed: boolean;
};

/** Gathers what all records of a file say about its character set. */
export class CharsetSurvey {
  readonly #counts = new Uint32Array(256);
  #utf8 = 0;
  #others = 0;

  add(bytes: Buffer): void {
    if (isAscii(bytes)) return;
    if (isUtf8(bytes)) {
      this.#utf8 += 1;
      return;
    }
    this.#others += 1;
    countWords(bytes, this.#counts);
  }

  finding(): CharsetFinding {
    const mixed = this.#utf8 > 0 && this.#others > 0;
    if (this.#utf8 >= this.#others) return { charset: 'utf-8', mixed };
    return { charset: likeliest(this.#counts) ?? 'cp1251', mixed };
  }
}
