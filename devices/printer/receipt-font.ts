// The one font of rastered receipts: DejaVu Sans Mono from npm, never a font of the machine. A canvas silently borrows system
// fonts for missing letters (printing.md 2.4), so the TrueType character map is read first (OpenType spec, `cmap`, formats 4
// and 12) and loading fails when a letter of the Kazakh alphabet is missing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import { PrinterError } from './errors.ts';

export type ReceiptFont = {
  /** Canvas family names. */
  regular: string;
  bold: string;
  /** True when both weights draw every code point of the grapheme. */
  has(grapheme: string): boolean;
};

/** Advance of a letter in parts of the font size; DejaVu Sans Mono: 1233 of 2048 units. */
export const ADVANCE_PER_SIZE = 1233 / 2048;

/** The 42 letters of the Kazakh Cyrillic alphabet (it holds the Russian one). */
export const KAZAKH_LETTERS = 'АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ';
const REQUIRED = `${KAZAKH_LETTERS}${KAZAKH_LETTERS.toLowerCase()}«»—№₸_`;

const SUBTABLE_FORMAT_4 = 4;
const SUBTABLE_FORMAT_12 = 12;

type Has = (codePoint: number) => boolean;

const format4 = (view: DataView, at: number): Has => {
  const segments = view.getUint16(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  return (codePoint) => {
    for (let index = 0; index < segments; index++) {
      if (codePoint > view.getUint16(ends + index * 2)) continue;
      const start = view.getUint16(starts + index * 2);
      if (codePoint < start) return false;
      const offset = view.getUint16(offsets + index * 2);
      const delta = view.getUint16(deltas + index * 2);
      if (offset === 0) return ((codePoint + delta) & 0xffff) !== 0;
      return view.getUint16(offsets + index * 2 + offset + (codePoint - start) * 2) !== 0;
    }
    return false;
  };
};

const format12 = (view: DataView, at: number): Has => {
  const groups = view.getUint32(at + 12);
  return (codePoint) => {
    for (let index = 0; index < groups; index++) {
      const group = at + 16 + index * 12;
      if (codePoint <= view.getUint32(group + 4))
        return codePoint >= view.getUint32(group) && view.getUint32(group + 8) !== 0;
    }
    return false;
  };
};

/** Reads which code points a TrueType file maps to a real glyph. Throws `font-unreadable`. */
export const readCharacterMap = (font: Uint8Array): Has => {
  try {
    const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
    const tables = view.getUint16(4);
    for (let index = 0; index < tables; index++) {
      const record = 12 + index * 16;
      if (view.getUint32(record) !== 0x636d6170) continue; // 'cmap'
      const cmap = view.getUint32(record + 8);
      const maps: Has[] = [];
      for (let entry = 0; entry < view.getUint16(cmap + 2); entry++) {
        const platform = view.getUint16(cmap + 4 + entry * 8);
        const at = cmap + view.getUint32(cmap + 8 + entry * 8);
        const format = view.getUint16(at);
        if (platform !== 0 && platform !== 3) continue; // Unicode and Windows only
        if (format === SUBTABLE_FORMAT_4) maps.push(format4(view, at));
        if (format === SUBTABLE_FORMAT_12) maps.push(format12(view, at));
      }
      return (codePoint) => maps.some((has) => has(codePoint));
    }
  } catch (cause) {
    throw new PrinterError('font-unreadable', undefined, { cause });
  }
  throw new PrinterError('font-unreadable', 'it has no cmap table');
};

/** Loads both weights under canvas names that begin with `name`. Throws `font-lacks-letter` with the letters that are missing. */
export const loadReceiptFont = (
  name: string,
  files: { regular: Uint8Array; bold: Uint8Array },
): ReceiptFont => {
  const maps = [readCharacterMap(files.regular), readCharacterMap(files.bold)];
  const has = (grapheme: string) =>
    Array.from(grapheme).every((letter) => maps.every((map) => map(letter.codePointAt(0) ?? 0)));
  const missing = Array.from(REQUIRED).filter((letter) => !has(letter));
  if (missing.length > 0) throw new PrinterError('font-lacks-letter', missing.join(' '));
  const font = { regular: `${name} Regular`, bold: `${name} Bold`, has };
  const registered =
    GlobalFonts.register(Buffer.from(files.regular), font.regular) &&
    GlobalFonts.register(Buffer.from(files.bold), font.bold);
  if (!registered) throw new PrinterError('font-unreadable', 'the canvas did not take it');
  return font;
};

const read = (file: string): Uint8Array => {
  try {
    return readFileSync(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`));
  } catch (cause) {
    throw new PrinterError('font-unreadable', file, { cause });
  }
};

let bundled: ReceiptFont | undefined;

/** The bundled font, loaded once in a process. */
export const bundledFont = (): ReceiptFont =>
  (bundled ??= loadReceiptFont('Kitap Receipt', {
    regular: read('DejaVuSansMono.ttf'),
    bold: read('DejaVuSansMono-Bold.ttf'),
  }));
