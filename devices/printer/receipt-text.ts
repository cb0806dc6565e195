// Text of a receipt before layout: one form for each letter, nothing that a printer could take for a command, nothing that the
// target cannot show. Then wrapping by what a reader sees as one letter (Unicode UAX #29), one cell each.

/** What a target can show, and a note for each thing that was replaced. */
export type TextTarget = {
  /** True when the target shows this grapheme as it is. */
  canShow(grapheme: string): boolean;
  /** Told of each replacement; `to` is empty when the grapheme was removed. */
  substituted(from: string, to: string): void;
};

/** Stands where a letter could not be shown; itself part of every target. */
export const UNSHOWABLE = '_';

/** What is written instead when the target lacks the left side; the right sides are plain enough for every page here. */
const standIns: Readonly<Record<string, string>> = {
  '₸': 'тг',
  '—': '-',
  '–': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '’': "'",
  '‘': "'",
  '№': 'N',
  '•': '*',
};

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
const spaces = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
// Controls (a title must not bring its own ESC), soft hyphen, zero-width and direction marks, byte-order mark.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/gu;
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** Graphemes of a text, in order. */
export const graphemes = (text: string): string[] =>
  Array.from(segmenter.segment(text), (part) => part.segment);

/** Composes to NFC, makes every space a plain one, removes emoji and control characters, replaces what the target lacks. */
export const cleanText = (text: string, target: TextTarget): string => {
  const composed = text.normalize('NFC').replace(/\r\n?/gu, '\n').replace(spaces, ' ');
  // Emoji first: their joiners and selectors are among the invisible.
  const drawn = graphemes(composed).map((grapheme) => {
    if (!emoji.test(grapheme) || (target.canShow(grapheme) && grapheme.length === 1))
      return grapheme;
    target.substituted(grapheme, '');
    return '';
  });
  const plain = drawn
    .join('')
    .replace(invisible, '')
    .replace(/[\ufe00-\ufe0f]/gu, '');
  return graphemes(plain)
    .map((grapheme) => {
      if (grapheme === '\n' || target.canShow(grapheme)) return grapheme;
      const standIn = standIns[grapheme] ?? UNSHOWABLE;
      target.substituted(grapheme, standIn);
      return standIn;
    })
    .join('');
};

const cutWord = (word: string, width: number): string[] => {
  const letters = graphemes(word);
  const parts: string[] = [];
  for (let at = 0; at < letters.length; at += width)
    parts.push(letters.slice(at, at + width).join(''));
  return parts;
};

/** Cells a cleaned text takes at single width. */
export const cells = (text: string): number => graphemes(text).length;

/**
 * Lines of at most `width` cells, broken at spaces; a word longer than a line is cut. A leading run of spaces in the text is
 * dropped, an empty text gives one empty line.
 */
export const wrapText = (text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ').filter((part) => part !== '')) {
      const joined = line === '' ? word : `${line} ${word}`;
      if (cells(joined) <= width) {
        line = joined;
        continue;
      }
      if (line !== '') lines.push(line);
      const parts = cutWord(word, width);
      lines.push(...parts.slice(0, -1));
      line = parts.at(-1) ?? '';
    }
    lines.push(line);
  }
  return lines;
};
