// Rows of a receipt: nothing wider than the paper, nothing lost, nothing that a printer could obey.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LayoutRow, layOut, ROWS_MAX } from '../../../devices/printer/layout.ts';
import { cells, cleanText, wrapText } from '../../../devices/printer/receipt-text.ts';
import type { ReceiptBlock } from '../../../devices/receipt/receipt-document.ts';

const everything = { canShow: () => true, substituted: () => {} };
const rowsOf = (blocks: ReceiptBlock[], columns: number, reprint = false): LayoutRow[] =>
  layOut({ language: 'kk', blocks }, columns, reprint, everything);
const textOf = (row: LayoutRow | undefined) =>
  row?.kind === 'text' ? row.runs.map((run) => run.text).join('') : row?.kind;

const noting = (lacks: string) => {
  const notes: [string, string][] = [];
  const target = {
    canShow: (letter: string) => !lacks.includes(letter),
    substituted: (from: string, to: string) => void notes.push([from, to]),
  };
  return { notes, target };
};

test('composes letters, makes plain spaces, drops what cannot be seen', () => {
  expect(cleanText('И\u0306од\u00a0е\u0308ж\u200b\ufeff', everything)).toBe('Йод ёж');
  expect(cleanText('a\u001b@\u0010\u0004b\tc\r\nd', everything)).toBe('a@b c\nd');
});

test('removes emoji whole, with their joiners, and reports them', () => {
  const { notes, target } = noting('👩‍👧😀❤️🇰🇿');
  expect(cleanText('Оқы 👩‍👧 😀❤️🇰🇿!', target)).toBe('Оқы  !');
  expect(notes.map(([, to]) => to)).toEqual(['', '', '', '']);
});

test('replaces only what the target lacks', () => {
  const { notes, target } = noting('₸中');
  expect(cleanText('5 ₸ «中»', target)).toBe('5 тг «_»');
  expect(notes).toEqual([
    ['₸', 'тг'],
    ['中', '_'],
  ]);
});

test('a letter with a combining accent is one cell and is never torn', () => {
  expect(cells('за́мок')).toBe(5);
  expect(wrapText('за́за́за́', 2)).toEqual(['за́', 'за́', 'за́']);
});

test('wrapped lines fit and keep every letter, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.integer({ min: 1, max: 60 }),
      (raw, width) => {
        const clean = cleanText(raw, everything);
        const lines = wrapText(clean, width);
        for (const line of lines) expect(cells(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(clean.replaceAll(/[ \n]/gu, ''));
      },
    ),
  );
});

test('every row of every block fits the paper', () => {
  const short = fc.string({ unit: 'grapheme', maxLength: 90 });
  const block = fc.oneof(
    fc.record({ kind: fc.constant('heading' as const), text: short }),
    fc.record({ kind: fc.constant('text' as const), text: short }),
    fc.record({ kind: fc.constant('item' as const), title: short, detail: short, value: short }),
    fc.record({ kind: fc.constant('pair' as const), label: short, value: short }),
  );
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 5 }),
      fc.integer({ min: 16, max: 80 }),
      (blocks, columns) => {
        for (const row of rowsOf(blocks, columns, true))
          if (row.kind === 'text')
            expect(cells(textOf(row)!) * row.scaleX).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test('the value stands bold at the right end of the last title line', () => {
  const rows = rowsOf([{ kind: 'item', title: 'Абай жолы бірінші кітап', value: '06.12' }], 20);
  expect(rows.map(textOf)).toEqual(['Абай жолы', 'бірінші кітап  06.12']);
  expect(rows[1]).toMatchObject({ runs: [{ bold: false }, { text: '06.12', bold: true }] });
});

test('a value that leaves no room for its label gets its own line', () => {
  const rows = rowsOf([{ kind: 'pair', label: 'Күні', value: '06.12.2026 14:05' }], 20);
  expect(rows.map(textOf)).toEqual(['Күні', '    06.12.2026 14:05']);
});

test('a heading is large while it is short, and only bold when a word would be cut', () => {
  expect(rowsOf([{ kind: 'heading', text: 'Қайтару' }], 32)[0]).toMatchObject({ scaleX: 2 });
  const long = rowsOf([{ kind: 'heading', text: 'Библиотекосозерцательность' }], 32);
  expect(long).toMatchObject([{ scaleX: 1, scaleY: 1 }]);
});

test('on narrow paper the words for a reprint take a line a language', () => {
  expect(rowsOf([], 32, true).map(textOf)).toEqual([
    'rule',
    '«ҚАЙТА БАСЫЛДЫ',
    'ПОВТОРНАЯ ПЕЧАТЬ',
    'REPRINT»',
    'rule',
  ]);
});

test('a receipt without end is refused', () => {
  const blocks: ReceiptBlock[] = Array.from({ length: 300 }, () => ({
    kind: 'text',
    text: 'а\nб\nв\nг',
  }));
  expect(300 * 4).toBeGreaterThan(ROWS_MAX);
  expect(() => rowsOf(blocks, 48)).toThrow(expect.objectContaining({ code: 'receipt-too-long' }));
});
