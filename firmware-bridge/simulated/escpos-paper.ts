// The paper of a simulated printer: print head state, the line being set, and the dots burned since the last cut. It knows only
// what the printer received, so a wrong code page or a broken picture is seen on the slip.
import { createCanvas } from '@napi-rs/canvas';
import iconv from 'iconv-lite';
import {
  type Bitmap,
  bitmapToCanvas,
  createBitmap,
  dotAt,
  fillDots,
  overlay,
  stackBitmaps,
} from '../../devices/printer/bitmap.ts';
import { bundledFont } from '../../devices/printer/receipt-font.ts';
import { cellOf, type Paper, paintLine } from '../../devices/printer/receipt-painter.ts';
import { barsToBitmap, code128Widths, qrModules, scaleQr } from '../../devices/printer/symbol.ts';
import type { PageTable } from './escpos-page-tables.ts';

/** Unprinted edge on each side of the slip, and white above and below, in dots. */
const MARGIN_DOTS = 32;
const INK = 28;
const PAPER_WHITE = 255;
const LINE_SPACING_DEFAULT = 30;
/** About 1.5 m: a longer slip is torn off by itself, so that garbage cannot grow without end. */
export const PAPER_ROWS_MAX = 12_000;
const UNKNOWN_GLYPH = '□';

export type Slip = { png: Uint8Array; lines: string[]; bytes: number };

type Piece = { text: string; bold: boolean; scaleX: number; scaleY: number };

export type SlipPaper = {
  /** ESC @: page 0, plain letters; also drops the unfinished line. */
  reset(): void;
  style: {
    align: number;
    bold: boolean;
    scaleX: number;
    scaleY: number;
    spacing: number;
    page: number;
    doubleByte: boolean;
    barHeight: number;
    barModule: number;
    qrModule: number;
  };
  /** Sets letters; returns rows burned by lines that became full. */
  text(bytes: Uint8Array): number;
  /** Each returns the rows the paper moved. */
  endLine(): number;
  feed(rows: number): number;
  /** A row of a picture from the left edge, each dot `scaleX` x `scaleY`; what is wider than the paper is lost. */
  burnScaled(part: Bitmap, scaleX: number, scaleY: number): number;
  barcode(data: Uint8Array): number;
  qr(data: Uint8Array): number;
  /** Forgets the unfinished line. */
  dropLine(): void;
  readonly rows: number;
  readonly spacingDefault: number;
  /** The slip so far as a picture; the paper begins anew. */
  tear(bytes: number): Slip;
};

const starts: Readonly<Record<string, number>> = { A: 103, B: 104, C: 105 };
const switches: Readonly<Record<string, number>> = { A: 101, B: 100, C: 99 };

/** Codewords of GS k 73 data: `{A` `{B` `{C` choose the set, `{{` is a brace (Epson GS k). */
const codewordsOf = (data: Uint8Array): number[] | undefined => {
  const words: number[] = [];
  let set = '';
  for (let at = 0; at < data.length; at++) {
    const byte = data[at] ?? 0;
    const next = String.fromCharCode(data[at + 1] ?? 0);
    if (byte === 0x7b && next !== '{') {
      const word = set === '' ? starts[next] : switches[next];
      if (word === undefined) return undefined;
      words.push(word);
      set = next;
      at++;
      continue;
    }
    if (byte === 0x7b) at++;
    if (set === '') return undefined;
    words.push(set === 'C' ? byte : byte - 0x20);
  }
  return words;
};

const initialStyle = (doubleByte: boolean): SlipPaper['style'] => ({
  align: 0,
  bold: false,
  scaleX: 1,
  scaleY: 1,
  spacing: LINE_SPACING_DEFAULT,
  page: 0,
  doubleByte,
  barHeight: 162,
  barModule: 3,
  qrModule: 3,
});

/** `doubleByte`: the printer wakes up reading two bytes as one Chinese letter until FS . comes. */
export const createSlipPaper = (paper: Paper, pages: PageTable, doubleByte: boolean): SlipPaper => {
  const font = bundledFont();
  const cell = cellOf(paper);
  const style = initialStyle(doubleByte);
  let line: Piece[] = [];
  let burned: Bitmap[] = [];
  let rows = 0;
  let lines: string[] = [];

  const burn = (part: Bitmap): number => {
    burned.push(part);
    rows += part.height;
    return part.height;
  };
  const used = () =>
    line.reduce((sum, piece) => sum + Array.from(piece.text).length * piece.scaleX, 0);
  const shift = (width: number) =>
    style.align === 0 ? 0 : Math.floor((paper.widthDots - width) / (style.align === 1 ? 2 : 1));

  const endLine = (): number => {
    const height = Math.max(1, ...line.map((piece) => piece.scaleY)) * cell.height;
    const strip = createBitmap(paper.widthDots, Math.max(style.spacing, height));
    let x = style.align === 0 ? 0 : shift(used() * cell.width) - cell.left;
    for (const piece of line) {
      const shown = Array.from(piece.text, (letter) => (font.has(letter) ? letter : UNKNOWN_GLYPH));
      const { bold, scaleX, scaleY } = piece;
      const runs = [{ text: shown.join(''), bold }];
      const letters = paintLine({ runs, align: 'left', scaleX, scaleY }, paper, font);
      overlay(strip, letters, x, height - letters.height);
      x += shown.length * scaleX * cell.width;
    }
    if (line.length > 0)
      lines.push(
        line
          .map((piece) => piece.text)
          .join('')
          .trimEnd(),
      );
    line = [];
    return burn(strip);
  };

  const symbol = (part: Bitmap): number => {
    // A symbol wider than the paper is not printed at all (Epson GS k, GS ( k).
    if (part.width > paper.widthDots) return 0;
    const strip = createBitmap(paper.widthDots, part.height);
    overlay(strip, part, shift(part.width), 0);
    return burn(strip);
  };

  return {
    style,
    get rows() {
      return rows;
    },
    reset: () => {
      Object.assign(style, initialStyle(doubleByte));
      line = [];
    },
    text: (bytes) => {
      const encoding = style.doubleByte ? 'gb18030' : (pages[style.page] ?? 'cp437');
      let moved = 0;
      for (const letter of iconv.decode(Buffer.from(bytes), encoding)) {
        if (used() + style.scaleX > paper.columns) moved += endLine();
        const { bold, scaleX, scaleY } = style;
        const last = line.at(-1);
        if (last && last.bold === bold && last.scaleX === scaleX && last.scaleY === scaleY)
          last.text += letter;
        else line.push({ text: letter, bold, scaleX, scaleY });
      }
      return moved;
    },
    endLine,
    feed: (count) => (count > 0 ? burn(createBitmap(paper.widthDots, count)) : 0),
    spacingDefault: LINE_SPACING_DEFAULT,
    burnScaled: (part, scaleX, scaleY) => {
      const strip = createBitmap(paper.widthDots, part.height * scaleY);
      for (let y = 0; y < part.height; y++)
        for (let x = 0; x < part.width; x++)
          if (dotAt(part, x, y)) fillDots(strip, x * scaleX, y * scaleY, scaleX, scaleY);
      return burn(strip);
    },
    barcode: (data) => {
      const words = codewordsOf(data);
      if (!words) return 0;
      return symbol(barsToBitmap(code128Widths('', words), style.barModule, style.barHeight));
    },
    qr: (data) => symbol(scaleQr(qrModules(Buffer.from(data).toString('latin1')), style.qrModule)),
    dropLine: () => {
      line = [];
    },
    tear: (bytes) => {
      const dots = bitmapToCanvas(stackBitmaps(paper.widthDots, burned), INK, PAPER_WHITE);
      const slip = createCanvas(paper.widthDots + 2 * MARGIN_DOTS, rows + 2 * MARGIN_DOTS);
      const context = slip.getContext('2d');
      context.fillStyle = `rgb(${PAPER_WHITE}, ${PAPER_WHITE}, ${PAPER_WHITE})`;
      context.fillRect(0, 0, slip.width, slip.height);
      if (rows > 0) context.drawImage(dots, MARGIN_DOTS, MARGIN_DOTS);
      const torn = { png: slip.toBuffer('image/png'), lines, bytes };
      burned = [];
      rows = 0;
      lines = [];
      return torn;
    },
  };
};
