// Journal entries as a table that a spreadsheet or another library program reads: one row an act, named by station and number.
// Pure. Persons are named by their card only; what else is known of a new reader stands in a table of its own.

import type { PersonalData } from '../circulation/journal-entry.ts';
import { localDateOf } from '../circulation/local-date.ts';
import type { Item, Patron, Title } from '../circulation/types.ts';
import type { StoredEntry } from '../store/journal.ts';

export type Lookups = {
  timeZone: string;
  branch: string;
  patron(patronId: string): Pick<Patron, 'card'> | undefined;
  item(itemId: string): { item: Item; title: Title } | undefined;
};

export const ACT_COLUMNS = [
  'station',
  'number',
  'enteredOn',
  'enteredAt',
  'effectiveOn',
  'act',
  'card',
  'barcode',
  'inventoryNo',
  'title',
  'dueOn',
  'branch',
  'place',
  'actor',
  'details',
] as const;

/** The columns that `kitap import patrons` reads, so that another station can take the list as it is. */
export const PATRON_COLUMNS = [
  ...(['card', 'surname', 'givenName', 'patronymic', 'birthDate', 'category', 'phone'] as const),
  ...(['language', 'branch', 'status', 'registeredOn', 'reregisteredOn'] as const),
] as const;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const timeOf = (epochMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'medium' }).format(epochMs);

/** What no column holds, so that nothing of an entry of an unknown type is lost on the way. */
const detailsOf = (body: Record<string, unknown>): string => {
  const { itemId: _item, patronId: _patron, dueOn: _due, card: _card, ...rest } = body;
  return Object.keys(rest).length === 0 ? '' : JSON.stringify(rest);
};

export const actRow = (entry: StoredEntry, lookups: Lookups): string[] => {
  const { body, wallMs } = entry;
  const own = entry.type === 'registration' ? `${entry.station}-${entry.seq}` : text(body.patronId);
  const found = lookups.item(text(body.itemId));
  return [
    String(entry.station),
    String(entry.seq),
    localDateOf(wallMs, lookups.timeZone),
    timeOf(wallMs, lookups.timeZone),
    entry.effectiveOn,
    entry.type,
    lookups.patron(own)?.card ?? text(body.card),
    found?.item.barcode ?? '',
    found?.item.inventoryNo ?? '',
    found?.title.title ?? '',
    text(body.dueOn),
    lookups.branch,
    entry.place,
    entry.actor,
    detailsOf(body),
  ];
};

/** A registration whose personal data are still there; null for any other entry. */
export const patronRow = (entry: StoredEntry): string[] | null => {
  if (entry.type !== 'registration' || entry.personal === null) return null;
  const { body, effectiveOn } = entry;
  const {
    name,
    birthDate,
    phone,
    card = text(body.card),
  } = JSON.parse(entry.personal[1]) as PersonalData;
  return [
    ...[card, name.surname, name.givenName, name.patronymic, birthDate],
    ...[text(body.category), phone, text(body.language), text(body.branch), text(body.status)],
    ...[effectiveOn, effectiveOn],
  ];
};

/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line of a table as spreadsheets in Kazakhstan read it (RFC 4180 with semicolons). A cell never begins a formula and holds
 * no line end: a title may be anything.
 */
export const tableLine = (cells: readonly string[]): string =>
  `${cells
    .map((cell) => cell.replaceAll(/[\r\n]+/g, ' '))
    .map((cell) => (FORMULA.test(cell) && !/^\+?[\d ()-]+$/.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[";]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(';')}\r\n`;
