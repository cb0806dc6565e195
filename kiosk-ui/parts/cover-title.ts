// How a title is set on a drawn cover: the largest of a few sizes at which it fits. Pure; widths are those of Onest at weight 700,
// rounded up, in parts of the letter size.

export type SetTitle = { sizeUnits: number; lines: string[] };

/** Largest first; to each, how many lines of it fit under the picture. */
const SIZES: readonly { sizeUnits: number; linesMax: number }[] = [
  { sizeUnits: 17, linesMax: 3 },
  { sizeUnits: 15, linesMax: 3 },
  { sizeUnits: 13, linesMax: 4 },
  { sizeUnits: 11.5, linesMax: 4 },
  { sizeUnits: 10, linesMax: 5 },
];
const HYPHEN = '-';

const letterWidth = (letter: string): number => {
  if (/[іїlijtfr.,:;!'’|() -]/.test(letter)) return 0.4;
  if (/[ШЩЖМЮЫФЪWM]/.test(letter)) return 0.98;
  if (/[шщжмюыфъwm—]/.test(letter)) return 0.88;
  if (/\p{Lu}/u.test(letter)) return 0.76;
  return 0.64;
};
export const textWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + letterWidth(letter), 0);

/** A word that no line holds is broken, with a hyphen. */
const breakWord = (word: string, widthMax: number): string[] => {
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part && textWidth(part + letter + HYPHEN) > widthMax) {
      parts.push(part + HYPHEN);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
};

const wrap = (words: readonly string[], widthMax: number): string[] => {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(joined) <= widthMax) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
};

const cut = (lines: readonly string[], linesMax: number, widthMax: number): string[] => {
  if (lines.length <= linesMax) return [...lines];
  const kept = lines.slice(0, linesMax);
  let last = kept.pop() ?? '';
  while (textWidth(`${last}…`) > widthMax) last = last.slice(0, -1);
  return [...kept, `${last.trimEnd()}…`];
};

/** Whole words at the largest size that holds them all; at the smallest size words break and what is too long ends in `…`. */
export const setTitle = (title: string, widthUnits: number): SetTitle => {
  const words = title.trim().split(/\s+/);
  for (const { sizeUnits, linesMax } of SIZES) {
    const widthMax = widthUnits / sizeUnits;
    const lines = wrap(words, widthMax);
    const fits = lines.length <= linesMax && lines.every((line) => textWidth(line) <= widthMax);
    if (fits) return { sizeUnits, lines };
  }
  const { sizeUnits, linesMax } = SIZES[SIZES.length - 1] as (typeof SIZES)[number];
  const widthMax = widthUnits / sizeUnits;
  const broken = words.flatMap((word) =>
    textWidth(word) > widthMax ? breakWord(word, widthMax) : [word],
  );
  return { sizeUnits, lines: cut(wrap(broken, widthMax), linesMax, widthMax) };
};
