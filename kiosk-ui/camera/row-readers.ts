// The bars of one code, cut out and cleaned, to the row readers of @zxing/library. How many bars and spaces a code has says which
// symbologies it can be at all, so that few readers are asked and none guesses.
import {
  BitArray,
  CodaBarReader,
  Code39Reader,
  Code128Reader,
  DecodeHintType,
  EAN13Reader,
  ITFReader,
  type OneDReader,
} from '@zxing/library';
import type { CameraSymbology } from './check-digit.ts';
import { NARROW, twoWidths, withoutSpread } from './even-widths.ts';
import type { Bars } from './symbol-cuts.ts';

export type RowRead = { symbology: CameraSymbology; text: string };

const BITS_A_MODULE = 8;
const QUIET_MODULES = 12;
/** A row longer than this is no label's. */
const ROW_BITS_MAX = 12_000;

const HINTS = new Map<DecodeHintType, unknown>([
  [DecodeHintType.ALLOWED_LENGTHS, Int32Array.of(14)],
]);

/** Draws the widths as a row of bits, scaled, with the margins that the readers ask for. */
const rowOf = (bars: Bars, scale: number, quietBits: number): BitArray | null => {
  const total = bars.reduce((sum, width) => sum + width, 0) * scale;
  const size = Math.ceil(total) + 2 * quietBits;
  if (!(size < ROW_BITS_MAX)) return null;
  const row = new BitArray(size);
  let [at, position] = [quietBits, quietBits];
  bars.forEach((width, index) => {
    position += width * scale;
    const end = Math.round(position);
    if (index % 2 === 0) row.setRange(at, Math.min(size, Math.max(at + 1, end)));
    at = Math.max(at + 1, end);
  });
  return row;
};

const textOf = (reader: OneDReader, row: BitArray | null): string | null => {
  if (!row) return null;
  try {
    return reader.decodeRow(0, row, HINTS).getText();
  } catch {
    // The library says "not this code" by throwing.
    return null;
  }
};

const sumAt = (bars: Bars, places: readonly number[]): number =>
  places.reduce((sum, at) => sum + (bars[at] as number), 0);

type RowReader = {
  symbology: CameraSymbology;
  reader: OneDReader;
  fits(count: number): boolean;
  row(bars: Bars): BitArray | null;
};

/** How far a character's width may be from what its neighbours tell, in modules: a digit of EAN has 7. */
const CHARACTER_MODULES_OFF = 0.9;

/** Whether the characters from place `from` on, of `count` bars and spaces each, are as wide as they should be. */
const evenCharacters = (
  bars: Bars,
  { from, to, count, modules }: { from: number; to: number; count: number; modules: number },
): boolean => {
  const widths: number[] = [];
  for (let at = from; at + count <= to; at += count) {
    widths.push(bars.slice(at, at + count).reduce((sum, width) => sum + width, 0));
  }
  return widths.every((width, at) => {
    const [before, after] = [widths[at - 1] ?? width, widths[at + 1] ?? width];
    const usual = (before + width + after) / 3;
    return Math.abs(width / usual - 1) * modules <= CHARACTER_MODULES_OFF;
  });
};

const modulesRow = (bars: Bars, modules: number): BitArray | null => {
  const total = bars.reduce((sum, width) => sum + width, 0);
  return rowOf(bars, (modules * BITS_A_MODULE) / total, QUIET_MODULES * BITS_A_MODULE);
};

const twoWidthsRow = (bars: Bars, around: number): BitArray | null => {
  const clean = twoWidths(bars, around);
  return clean && rowOf(clean, 1, QUIET_MODULES * NARROW);
};

const READERS: readonly RowReader[] = [
  {
    symbology: 'code128',
    reader: new Code128Reader(),
    // Six a character of 11 modules, and one bar of two modules more at the end (ISO/IEC 15417).
    fits: (count) => count % 6 === 1 && count >= 31,
    row: (bars) => {
      const modules = ((bars.length - 1) / 6) * 11 + 2;
      const character = { from: 0, to: bars.length - 1, count: 6, modules: 11 };
      if (!evenCharacters(bars, character)) return null;
      // Every start is 2-1-1 and every stop ends in 1-1-2: four bars of six modules in all.
      const places = [0, 2, bars.length - 3, bars.length - 1];
      const known = { count: 4, width: sumAt(bars, places), modules: 6 };
      return modulesRow(withoutSpread(bars, known, modules), modules);
    },
  },
  {
    symbology: 'ean13',
    reader: new EAN13Reader(),
    fits: (count) => count === 59,
    row: (bars) => {
      const digit = { count: 4, modules: 7 };
      const even = evenCharacters(bars, { from: 3, to: 27, ...digit });
      if (!even || !evenCharacters(bars, { from: 32, to: 56, ...digit })) return null;
      // The guards: two bars each at the start, in the middle and at the end, one module wide.
      const known = { count: 6, width: sumAt(bars, [0, 2, 28, 30, 56, 58]), modules: 6 };
      return modulesRow(withoutSpread(bars, known, 95), 95);
    },
  },
  {
    symbology: 'code39',
    reader: new Code39Reader(),
    fits: (count) => count % 10 === 9,
    row: (bars) => twoWidthsRow(bars, 15),
  },
  {
    symbology: 'codabar',
    reader: new CodaBarReader(),
    fits: (count) => count % 8 === 7,
    row: (bars) => twoWidthsRow(bars, 12),
  },
  {
    symbology: 'itf',
    reader: new ITFReader(),
    // Start of 4, ten for each pair of digits, stop of 3: 14 digits.
    fits: (count) => count === 77,
    row: (bars) => twoWidthsRow(bars, 15),
  },
];

/** Codabar's start and stop letters tell nothing here. */
const bare = (text: string): string => text.replace(/^[A-D](.*)[A-D]$/, '$1');

/** What these bars say, read forwards and backwards; null when no reader knows them. */
export const readBars = (bars: Bars): RowRead | null => {
  const ways = [bars, bars.toReversed()];
  for (const { symbology, reader, fits, row } of READERS) {
    if (!fits(bars.length)) continue;
    for (const way of ways) {
      const text = textOf(reader, row(way));
      if (text !== null) return { symbology, text: symbology === 'codabar' ? bare(text) : text };
    }
  }
  return null;
};
