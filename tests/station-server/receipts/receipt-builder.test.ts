// Receipts in three languages: what stands on them, what never does, and that they fit the contract of the bridge.
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { ReceiptDocument } from '../../../firmware-bridge/messages.ts';
import { RECEIPT_ITEMS_MAX } from '../../../station-server/kiosk/session-limits.ts';
import type { ReceiptItem, SlipRequest } from '../../../station-server/kiosk/slip-request.ts';
import { buildReceipt, wallTime } from '../../../station-server/receipts/receipt-builder.ts';
import { receiptLines } from '../../../station-server/receipts/receipt-text.ts';
import { RECEIPT_STRINGS } from '../../../station-server/strings/receipts.ts';
import { site } from '../kiosk/session-cases.ts';

const fits = new Ajv({ strict: false }).compile(ReceiptDocument);
const place = {
  libraryName: site.name,
  branchName: site.branches[0]!.name,
  timeZone: 'Asia/Almaty',
};
const NOW_MS = Date.UTC(2026, 9, 22, 20, 5);
const item = (barcode: string, dueOn: string | null): ReceiptItem => ({
  barcode,
  title: `Кітап ${barcode}`,
  author: 'Әуезов М.',
  dueOn,
});
const visit = (fields: Partial<SlipRequest & { slip: 'visit' }>): SlipRequest => ({
  slip: 'visit',
  language: 'kk',
  initials: 'М. Қ.',
  lent: [],
  returned: [],
  renewed: [],
  ...fields,
});
const linesOf = (request: SlipRequest) => {
  const document = buildReceipt(request, place, NOW_MS);
  expect(fits(document)).toBe(true);
  return receiptLines(document);
};

describe('a visit', () => {
  test('one due date when all are equal, else one at each book', () => {
    const equal = linesOf(visit({ lent: [item('1', '2026-11-06'), item('2', '2026-11-06')] }));
    expect(equal.join('\n').match(/06\.11\.2026/g)).toHaveLength(1);
    const different = linesOf(visit({ lent: [item('1', '2026-11-06'), item('2', '2026-10-29')] }));
    expect(different).toContain('Кітап 1: 06.11.2026');
    expect(different).toContain('Кітап 2: 29.10.2026');
    expect(different).toContain('Берілген кітаптар. Қайтару күні:');
  });

  test('one receipt by child: one’s own books first, each list with its own days', () => {
    const child = { reader: 'Ә. М. (9)' };
    const lines = linesOf(
      visit({
        lent: [
          { ...item('2', '2026-11-06'), ...child },
          item('1', '2026-11-06'),
          { ...item('3', '2026-10-29'), ...child },
        ],
        returned: [item('4', null)],
      }),
    );
    const at = (line: string) => {
      expect(lines).toContain(line);
      return lines.indexOf(line);
    };
    expect(at('Берілген кітаптар · М. Қ. Қайтару күні:')).toBeLessThan(at('Кітап 1: 06.11.2026'));
    expect(at('Кітап 1: 06.11.2026')).toBeLessThan(
      at('Берілген кітаптар · Ә. М. (9). Қайтару күні:'),
    );
    expect(at('Қайтарылған кітаптар')).toBeGreaterThan(at('Кітап 3: 29.10.2026'));
  });

  test.each(['kk', 'ru', 'en'] as const)('in %s: library, branch, time, both lists', (language) => {
    const words = RECEIPT_STRINGS[language];
    const lines = linesOf(
      visit({
        language,
        lent: [item('1', '2026-11-06')],
        returned: [item('2', null)],
        renewed: [item('3', '2026-11-20')],
      }),
    );
    expect(lines.slice(0, 2)).toEqual([place.libraryName[language], place.branchName[language]]);
    expect(lines).toContain(`${words.at}: 23.10.2026 01:05`);
    expect(lines).toContain(`${words.reader}: М. Қ.`);
    expect(lines).toContain(words.returned);
    expect(lines).toContain('Кітап 3: 20.11.2026');
    expect(lines.at(-1)).toBe(words.thanks);
  });

  test('a return of nobody names nobody', () => {
    const lines = linesOf(visit({ initials: '', returned: [item('2', null)] }));
    expect(lines.join('\n')).not.toContain(RECEIPT_STRINGS.kk.reader);
    expect(lines.at(-1)).toBe(RECEIPT_STRINGS.kk.thanksReturned);
  });

  test('the longest that a session can ask for fits the contract', () => {
    const many = Array.from({ length: RECEIPT_ITEMS_MAX }, (_, index) => ({
      ...item(String(index), index % 2 ? '2026-11-06' : '2026-11-07'),
      title: 'ұ'.repeat(900),
      author: '😀'.repeat(200),
    }));
    const document = buildReceipt(visit({ lent: many, returned: many }), place, NOW_MS);
    expect(fits(document)).toBe(true);
    expect(JSON.stringify(document)).not.toContain('\\ud83d"');
  });
});

test('a card slip holds the number as text and as a barcode, initials and what to do next', () => {
  const request: SlipRequest = {
    slip: 'card',
    language: 'ru',
    initials: 'М. Қ.',
    card: '27101007000018',
    itemsMax: 2,
  };
  const document = buildReceipt(request, place, NOW_MS);
  expect(fits(document)).toBe(true);
  expect(document.blocks).toContainEqual({ kind: 'barcode', data: '27101007000018' });
  expect(document.blocks).toContainEqual({ kind: 'qr', data: '27101007000018' });
  expect(receiptLines(document)).toContain(RECEIPT_STRINGS.ru.cardPending);
});

test('the time is that of the wall: +06 until March 2024, +05 since', () => {
  expect(wallTime(Date.UTC(2024, 1, 28, 20), 'Asia/Almaty')).toBe('29.02.2024 02:00');
  expect(wallTime(Date.UTC(2024, 2, 2, 20), 'Asia/Almaty')).toBe('03.03.2024 01:00');
});
