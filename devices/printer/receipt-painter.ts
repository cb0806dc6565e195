// Layout rows as dots, letter by letter in fixed cells, so that columns stand exactly as in text mode (printing.md 2.4).
import { createCanvas } from '@napi-rs/canvas';
import { type Bitmap, canvasToBitmap, createBitmap, fillDots, overlay } from './bitmap.ts';
import type { LayoutRow, Run } from './layout.ts';
import { ADVANCE_PER_SIZE, type ReceiptFont } from './receipt-font.ts';
import { cells, graphemes } from './receipt-text.ts';
import { code128Bitmap, qrModuleDots, qrModules, scaleQr } from './symbol.ts';

export type Paper = { widthDots: number; columns: number };

/** Between rows of text. */
const LEADING_DOTS = 4;
const RULE_DOTS = 2;
const BASELINE_SHARE = 0.79;

export type Cell = { width: number; height: number; left: number };

/** Whole dots of a letter; what is left over is shared by both margins. */
export const cellOf = (paper: Paper): Cell => {
  const width = Math.floor(paper.widthDots / paper.columns);
  const left = Math.floor((paper.widthDots - width * paper.columns) / 2);
  return { width, height: width * 2, left };
};

type Line = { runs: readonly Run[]; align: 'left' | 'center'; scaleX: number; scaleY: number };

/** One line of text as a strip over the whole width of the paper, `cell.height * scaleY` high. */
export const paintLine = (line: Line, paper: Paper, font: ReceiptFont): Bitmap => {
  const cell = cellOf(paper);
  const canvas = createCanvas(paper.widthDots, cell.height * line.scaleY);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  context.lang = 'kk';
  context.textBaseline = 'alphabetic';
  const used = line.runs.reduce((sum, run) => sum + cells(run.text), 0) * cell.width * line.scaleX;
  const center = Math.max(0, Math.floor((paper.widthDots - used) / 2));
  let x = line.align === 'center' ? center : cell.left;
  context.setTransform(line.scaleX, 0, 0, line.scaleY, 0, 0);
  for (const run of line.runs) {
    context.font = `${cell.width / ADVANCE_PER_SIZE}px "${run.bold ? font.bold : font.regular}"`;
    for (const letter of graphemes(run.text)) {
      if (letter !== ' ')
        context.fillText(letter, x / line.scaleX, Math.round(cell.height * BASELINE_SHARE));
      x += cell.width * line.scaleX;
    }
  }
  return canvasToBitmap(canvas);
};

const centred = (part: Bitmap, paper: Paper, below: number): Bitmap => {
  const strip = createBitmap(paper.widthDots, part.height + below);
  overlay(strip, part, Math.floor((paper.widthDots - part.width) / 2), 0);
  return strip;
};

/** A symbol row centred on the paper, or none when it does not fit with modules of two dots. */
export const paintSymbol = (
  row: LayoutRow & { kind: 'barcode' | 'qr' },
  paper: Paper,
): Bitmap | undefined => {
  if (row.kind === 'barcode') {
    const bars = code128Bitmap(row.data, paper.widthDots);
    return bars && centred(bars, paper, LEADING_DOTS);
  }
  const modules = qrModules(row.data);
  const dots = qrModuleDots(modules, paper.widthDots);
  return dots === undefined ? undefined : centred(scaleQr(modules, dots), paper, 0);
};

/** One row as a strip over the whole width. Symbols that do not fit are left out; the caller adds their text. */
export const paintRow = (row: LayoutRow, paper: Paper, font: ReceiptFont): Bitmap => {
  const { height } = cellOf(paper);
  switch (row.kind) {
    case 'text': {
      const letters = paintLine(row, paper, font);
      const strip = createBitmap(paper.widthDots, letters.height + LEADING_DOTS);
      overlay(strip, letters, 0, LEADING_DOTS / 2);
      return strip;
    }
    case 'rule': {
      const strip = createBitmap(paper.widthDots, height);
      fillDots(strip, 0, (height - RULE_DOTS) / 2, paper.widthDots, RULE_DOTS);
      return strip;
    }
    case 'space':
      return createBitmap(paper.widthDots, height);
    default:
      return paintSymbol(row, paper) ?? createBitmap(paper.widthDots, 0);
  }
};
