// Receipts as documents, from what the session asks for and the moment of printing: library, branch, books, one due date when all
// are equal. Initials only (libraries.md 7.6); layout and fonts are the printer driver's business. Pure.
import type { ReceiptBlock, ReceiptDocument } from '../../firmware-bridge/messages.ts';
import type { Language, LocalDate, Texts } from '../../profiles/site-schema.ts';
import { formatDate, localDateOf } from '../circulation/local-date.ts';
import type { ReceiptItem, SlipRequest } from '../kiosk/slip-request.ts';
import { RECEIPT_STRINGS, type ReceiptStrings } from '../strings/receipts.ts';

export type ReceiptPlace = { libraryName: Texts; branchName: Texts; timeZone: string };

const TITLE_CHARACTERS_MAX = 300;
const AUTHOR_CHARACTERS_MAX = 150;
const NAME_CHARACTERS_MAX = 200;

/** Cut between characters, never inside one. */
const cut = (text: string, max: number): string => {
  const characters = [...text.normalize('NFC')];
  return characters.length <= max
    ? characters.join('')
    : `${characters.slice(0, max - 1).join('')}…`;
};

/** `23.11.2026 17:05` on the wall clock of the library. */
export const wallTime = (nowMs: number, timeZone: string): string => {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(nowMs);
  return `${formatDate(localDateOf(nowMs, timeZone))} ${time}`;
};

const head = (place: ReceiptPlace, language: Language): ReceiptBlock[] => [
  { kind: 'heading', text: cut(place.libraryName[language], NAME_CHARACTERS_MAX) },
  { kind: 'text', align: 'center', text: cut(place.branchName[language], NAME_CHARACTERS_MAX) },
];

const itemBlock = (item: ReceiptItem, showDue: boolean): ReceiptBlock => {
  const block: ReceiptBlock = {
    kind: 'item',
    title: cut(item.title, TITLE_CHARACTERS_MAX),
    detail: cut(
      [item.author, item.barcode].filter((part) => part !== '').join(' · '),
      AUTHOR_CHARACTERS_MAX,
    ),
  };
  return showDue && item.dueOn ? { ...block, value: formatDate(item.dueOn) } : block;
};

const commonDue = (items: readonly ReceiptItem[]): LocalDate | null => {
  const first = items[0]?.dueOn ?? null;
  return items.length > 1 && items.every((item) => item.dueOn === first) ? first : null;
};

/** A headed list; nothing when it is empty. Equal due dates are said once, below, instead of on each line. */
const list = (
  title: string,
  items: readonly ReceiptItem[],
  words: ReceiptStrings,
): ReceiptBlock[] => {
  if (items.length === 0) return [];
  const due = commonDue(items);
  const dated = items.some((item) => item.dueOn !== null) && due === null;
  const blocks: ReceiptBlock[] = [
    { kind: 'rule' },
    {
      kind: 'text',
      bold: true,
      text: dated ? `${title.replace(/\.$/, '')}. ${words.dueOn}:` : title,
    },
    ...items.map((item) => itemBlock(item, due === null)),
    { kind: 'pair', label: words.count, value: String(items.length) },
  ];
  if (due) blocks.push({ kind: 'pair', label: words.dueOnAll, value: formatDate(due) });
  return blocks;
};

/** One's own books first, then each child's under the child; a list of one reader's own names nobody. */
const byReader = (
  title: string,
  items: readonly ReceiptItem[],
  own: string,
  words: ReceiptStrings,
): ReceiptBlock[] => {
  const readers = [...new Set(items.map(({ reader = '' }) => reader))].sort();
  if (readers.every((reader) => reader === '')) return list(title, items, words);
  return readers.flatMap((reader) =>
    list(
      `${title} · ${reader === '' ? own : reader}`,
      items.filter((item) => (item.reader ?? '') === reader),
      words,
    ),
  );
};

const visitBlocks = (
  request: SlipRequest & { slip: 'visit' },
  words: ReceiptStrings,
  at: string,
): ReceiptBlock[] => {
  const { initials, lent, returned, renewed } = request;
  const onlyReturned = lent.length + renewed.length === 0;
  const who: ReceiptBlock[] = initials
    ? [{ kind: 'pair', label: words.reader, value: initials }]
    : [];
  return [
    { kind: 'pair', label: words.at, value: at },
    ...who,
    ...byReader(words.lent, lent, initials, words),
    ...byReader(words.renewed, renewed, initials, words),
    ...byReader(words.returned, returned, initials, words),
    { kind: 'rule' },
    { kind: 'text', align: 'center', text: onlyReturned ? words.thanksReturned : words.thanks },
  ];
};

const cardBlocks = (
  request: SlipRequest & { slip: 'card' },
  words: ReceiptStrings,
  at: string,
): ReceiptBlock[] => [
  { kind: 'rule' },
  { kind: 'heading', text: words.card },
  { kind: 'pair', label: words.reader, value: request.initials },
  { kind: 'pair', label: words.cardNumber, value: request.card },
  { kind: 'barcode', data: request.card },
  { kind: 'qr', data: request.card },
  { kind: 'space' },
  { kind: 'text', text: words.cardPending },
  { kind: 'pair', label: words.cardItemsMax, value: String(request.itemsMax) },
  { kind: 'pair', label: words.at, value: at },
];

/** @param nowMs epoch milliseconds UTC; printed in the zone of the place */
export const buildReceipt = (
  request: SlipRequest,
  place: ReceiptPlace,
  nowMs: number,
): ReceiptDocument => {
  const words = RECEIPT_STRINGS[request.language];
  const at = wallTime(nowMs, place.timeZone);
  const body =
    request.slip === 'visit' ? visitBlocks(request, words, at) : cardBlocks(request, words, at);
  return { language: request.language, blocks: [...head(place, request.language), ...body] };
};
