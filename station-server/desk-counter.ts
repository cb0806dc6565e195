// The one input of the counter: what was scanned or typed is a card, an item, an inventory number, or the beginning of a name or of a
// title. Only reads, and notes nothing: a name half typed is no refusal. Part of `desk.ts`.
import { recogniseBarcode } from '../profiles/barcode-rules.ts';
import { foldName } from './circulation/person-name.ts';
import { survivingPatron } from './desk-staff.ts';
import type { DeskDeps, DeskTools } from './desk-tools.ts';
import type { CounterFound, Desk } from './desk-types.ts';
import { createCounterRows } from './store/counter-rows.ts';
import { createHoldRows } from './store/hold-rows.ts';
import type { StoredPatron } from './store/rows.ts';

/** Of names, and of titles: more are found by typing on. */
export const CHOICES_MAX = 8;

type Parts = Pick<Desk, 'account' | 'search'>;

/** `Surname Given`, as far as they are typed, in the order of `duplicateKey`. */
const nameStart = (text: string): string => {
  const [surname = '', given = ''] = text.trim().split(/\s+/);
  return given === '' ? foldName(surname) : `${foldName(surname)}|${foldName(given)}`;
};

export const createCounterDesk = (
  deps: DeskDeps,
  tools: DeskTools,
  { account, search }: Parts,
): Pick<Desk, 'lookUp' | 'lookUpPatron'> => {
  const { rows, site, db } = deps;
  const counter = createCounterRows(db);
  const holds = createHoldRows(db);

  const patron = (patronId: string): CounterFound | null => {
    const held = rows.patronById(patronId);
    const found = held && account(survivingPatron(rows, held).patronId);
    return found && found.patron.status !== 'erased' ? { kind: 'patron', ...found } : null;
  };
  const item = (itemId: string): CounterFound | null => {
    const found = rows.itemById(itemId);
    if (!found) return null;
    const open = rows.openLoanOfItem(itemId);
    const loan = (open && tools.describeLoan(open, tools.today())) ?? null;
    const borrower = (open && rows.patronById(open.patronId)) ?? null;
    const waiting = holds.waitingFor(found.title.titleId).length;
    return { kind: 'item', ...found, loan, borrower, waiting };
  };
  const exact = (text: string): CounterFound | null => {
    const read = recogniseBarcode(
      { text, symbology: 'unknown' },
      site.barcodeRules,
      site.libraryNumber,
    );
    const number = 'number' in read ? read.number : text;
    const held = rows.patronByCard(number);
    if (held) return patron(held.patronId);
    const found = rows.itemByBarcode(number);
    if (found) return item(found.item.itemId);
    const numbered = counter.itemsNumbered(text, 2);
    return numbered.length === 1 ? item(numbered[0] as string) : null;
  };
  const choice = (text: string): CounterFound => {
    const start = /\p{L}{2}/u.test(text) ? nameStart(text) : '';
    const named = start === '' ? [] : counter.patronsNamed(start, CHOICES_MAX);
    const patrons = named.map((id) => rows.patronById(id)).filter((p): p is StoredPatron => !!p);
    return { kind: 'choice', patrons, titles: search(text, 0).titles.slice(0, CHOICES_MAX) };
  };
  return {
    lookUp: (given) => {
      const text = given.trim();
      return exact(text) ?? choice(text);
    },
    lookUpPatron: (patronId) => patron(patronId) ?? { kind: 'choice', patrons: [], titles: [] },
  };
};
