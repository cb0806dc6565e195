// A receipt laid out for N columns: rows of text, rules, symbols. Knows no printer and no font; the text encoder and the raster
// painter both print these rows (printing.md section 4, "Layers").
import type { ReceiptBlock, ReceiptDocument } from '../receipt/receipt-document.ts';
import { PrinterError } from './errors.ts';
import { cells, cleanText, type TextTarget, wrapText } from './receipt-text.ts';

export type Run = { text: string; bold: boolean };

export type LayoutRow =
  /** `scaleX` x `scaleY` cells a letter; the runs together take at most columns / scaleX cells. */
  | { kind: 'text'; runs: Run[]; align: 'left' | 'center'; scaleX: 1 | 2; scaleY: 1 | 2 }
  | { kind: 'rule' }
  | { kind: 'space' }
  | { kind: 'barcode'; data: string }
  | { kind: 'qr'; data: string };

export const ROWS_MAX = 1_000;
/** A value beside its title leaves the title at least this share of the line; else it gets a line of its own. */
const VALUE_SHARE_MAX = 0.45;
const DETAIL_INDENT = 2;
const LARGE_LINES_MAX = 2;
export const REPRINT_HEADING = '«ҚАЙТА БАСЫЛДЫ / ПОВТОРНАЯ ПЕЧАТЬ / REPRINT»';

type Page = { columns: number; clean(text: string): string };

const row = (
  runs: Run[],
  align: 'left' | 'center' = 'left',
  scaleX: 1 | 2 = 1,
  scaleY: 1 | 2 = 1,
): LayoutRow => ({ kind: 'text', runs, align, scaleX, scaleY });

const plainRows = (text: string, width: number, indent = 0, bold = false): LayoutRow[] =>
  wrapText(text, width - indent).map((line) =>
    row([{ text: `${' '.repeat(indent)}${line}`, bold }]),
  );

const rightRow = (value: string, columns: number): LayoutRow[] =>
  wrapText(value, columns).map((line) =>
    row([{ text: `${' '.repeat(columns - cells(line))}${line}`, bold: true }]),
  );

/** `value` bold at the right end of the last line of `left`, on a line of its own when there is no room. */
const leftRight = (left: string, value: string, page: Page): LayoutRow[] => {
  const valueCells = cells(value);
  if (valueCells > page.columns * VALUE_SHARE_MAX || value.includes('\n'))
    return [...plainRows(left, page.columns), ...rightRow(value, page.columns)];
  const lines = wrapText(left, page.columns - valueCells - 1);
  return lines.map((line, index) => {
    const last = index === lines.length - 1;
    if (!last) return row([{ text: line, bold: false }]);
    const gap = ' '.repeat(page.columns - cells(line) - valueCells);
    return row([
      { text: `${line}${gap}`, bold: false },
      { text: value, bold: true },
    ]);
  });
};

/** Double size while it stays short; a long name is only bold, because tall narrow letters read badly. */
const headingRows = (text: string, page: Page): LayoutRow[] => {
  const half = Math.floor(page.columns / 2);
  const large = wrapText(text, half);
  const cut = text.split(/[ \n]/u).some((word) => cells(word) > half);
  if (large.length <= LARGE_LINES_MAX && !cut)
    return large.map((line) => row([{ text: line, bold: true }], 'center', 2, 2));
  return wrapText(text, page.columns).map((line) => row([{ text: line, bold: true }], 'center'));
};

/** On one line where it fits, else one line a language. */
const reprintRows = (page: Page): LayoutRow[] => {
  const heading = page.clean(REPRINT_HEADING);
  const lines = cells(heading) <= page.columns ? [heading] : heading.split(' / ');
  const rows = lines
    .flatMap((line) => wrapText(line, page.columns))
    .map((text) => row([{ text, bold: true }], 'center'));
  return [{ kind: 'rule' }, ...rows, { kind: 'rule' }];
};

const blockRows = (block: ReceiptBlock, page: Page): LayoutRow[] => {
  switch (block.kind) {
    case 'heading':
      return headingRows(page.clean(block.text), page);
    case 'text': {
      const align = block.align ?? 'left';
      const bold = block.bold ?? false;
      return wrapText(page.clean(block.text), page.columns).map((text) =>
        row([{ text, bold }], align),
      );
    }
    case 'item': {
      const title = page.clean(block.title);
      const rows =
        block.value === undefined
          ? plainRows(title, page.columns)
          : leftRight(title, page.clean(block.value), page);
      if (block.detail === undefined) return rows;
      return [...rows, ...plainRows(page.clean(block.detail), page.columns, DETAIL_INDENT)];
    }
    case 'pair':
      return leftRight(page.clean(block.label), page.clean(block.value), page);
    case 'barcode':
      return [
        block,
        ...wrapText(block.data, page.columns).map((text) => row([{ text, bold: false }], 'center')),
      ];
    default:
      return [block];
  }
};

/**
 * Rows of a document for `columns` cells; a reprint says so on top in three languages. The text of a barcode stands in a row
 * below it. Throws `receipt-too-long` above ROWS_MAX rows.
 */
export const layOut = (
  document: ReceiptDocument,
  columns: number,
  reprint: boolean,
  target: TextTarget,
): LayoutRow[] => {
  const page: Page = { columns, clean: (text) => cleanText(text, target) };
  const head = reprint ? reprintRows(page) : [];
  const rows = [...head, ...document.blocks.flatMap((block) => blockRows(block, page))];
  if (rows.length > ROWS_MAX) throw new PrinterError('receipt-too-long', `${rows.length} rows`);
  return rows;
};
