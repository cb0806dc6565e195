// How rows of the database become the rows that rules and stations know, and back. snake_case ends
// here.
import type { Item, Title } from '../../station-server/circulation/types.ts';
import type { ItemState, LoanRow, PatronRow, PersonRow } from '../apply/act.ts';
import type { Table } from './bulk.ts';
import type { SqlRow, SqlValue } from './sql.ts';

const table = (name: string, key: readonly string[], rest: readonly string[]): Table => ({
  name,
  key: ['library_id', ...key],
  columns: ['library_id', ...key, ...rest],
});

export const ENTRY = table(
  'entry',
  ['station', 'seq'],
  [
    ...['v', 'type', 'wall_ms', 'boot_id', 'up_ms', 'effective_on', 'place', 'actor', 'body'],
    ...['personal_digest', 'chain', 'at_ms', 'at_sure', 'received_at_ms', 'outcome'],
    ...['held_for', 'waits_for', 'item_id'],
  ],
);
export const ENTRY_PERSON = table('entry_person', ['station', 'seq'], ['salt', 'personal']);
export const PATRON = table(
  'patron',
  ['patron_id'],
  [
    ...['card', 'status', 'category', 'birth_date', 'language', 'language_at_ms', 'branch'],
    ...['registered_on', 'reregistered_on', 'ver'],
  ],
);
export const PERSON = table(
  'patron_person',
  ['patron_id'],
  ['surname', 'given_name', 'patronymic', 'phone', 'iin', 'guardian'],
);
export const TITLE = table(
  'title',
  ['title_id'],
  ['title', 'author', 'language', 'year', 'age_min', 'ver'],
);
export const ITEM = table(
  'item',
  ['item_id'],
  [
    ...['barcode', 'inventory_no', 'title_id', 'branch', 'item_type', 'home', 'status'],
    ...['deleted', 'ver'],
  ],
);
export const ITEM_STATE = table(
  'item_state',
  ['item_id'],
  ['last_at_ms', 'last_station', 'last_seq', 'open_loan_id'],
);
export const LOAN = table(
  'loan',
  ['loan_id'],
  [
    ...['item_id', 'patron_id', 'kind', 'taken_on', 'entered_at_ms', 'started_at_ms', 'due_on'],
    ...['renewals', 'renewals_max', 'returned_on', 'return_entered_at_ms', 'ver'],
  ],
);
export const REVIEW = table(
  'review',
  ['kind', 'ref'],
  ['station', 'seq', 'saw', 'state', 'raised_at_ms', 'settled_at_ms'],
);
export const IMPORT_KEY = table('import_key', ['kind', 'source_key'], ['row_id', 'digest']);

export const patronOf = (row: SqlRow): PatronRow => ({
  patronId: String(row.patron_id),
  card: String(row.card),
  status: row.status as PatronRow['status'],
  category: row.category as PatronRow['category'],
  birthDate: String(row.birth_date),
  language: row.language as PatronRow['language'],
  languageAtMs: Number(row.language_at_ms),
  branch: String(row.branch),
  registeredOn: String(row.registered_on),
  reregisteredOn: String(row.reregistered_on),
});
export const patronValues = (libraryId: string, p: PatronRow, ver: number): SqlValue[] => [
  ...[libraryId, p.patronId, p.card, p.status, p.category, p.birthDate, p.language],
  ...[p.languageAtMs, p.branch, p.registeredOn, p.reregisteredOn, ver],
];

export const personValues = (libraryId: string, p: PersonRow): SqlValue[] => [
  ...[libraryId, p.patronId, p.name.surname, p.name.givenName, p.name.patronymic],
  ...[p.phone, p.iin, p.guardian === null ? null : JSON.stringify(p.guardian)],
];

export const titleOf = (row: SqlRow): Title => ({
  titleId: String(row.title_id),
  title: String(row.title),
  author: String(row.author),
  language: String(row.language),
  year: String(row.year),
  ageMin: Number(row.age_min),
});
export const titleValues = (libraryId: string, t: Title, ver: number): SqlValue[] => [
  ...[libraryId, t.titleId, t.title, t.author, t.language, t.year, t.ageMin, ver],
];

export const itemOf = (row: SqlRow): Item => ({
  itemId: String(row.item_id),
  barcode: String(row.barcode),
  inventoryNo: String(row.inventory_no),
  titleId: String(row.title_id),
  branch: String(row.branch),
  itemType: row.item_type as Item['itemType'],
  home: row.home === 1,
  status: row.status as Item['status'],
});
export const itemValues = (
  libraryId: string,
  i: Item,
  deleted: boolean,
  ver: number,
): SqlValue[] => [
  ...[libraryId, i.itemId, i.barcode, i.inventoryNo, i.titleId, i.branch, i.itemType],
  ...[i.home ? 1 : 0, i.status, deleted ? 1 : 0, ver],
];

/** Undefined for a row that was made only to be locked. */
export const itemStateOf = (row: SqlRow): ItemState | undefined =>
  row.last_seq === 0
    ? undefined
    : {
        last: {
          atMs: Number(row.last_at_ms),
          station: Number(row.last_station),
          seq: Number(row.last_seq),
        },
        openLoanId: row.open_loan_id as string | null,
      };
export const itemStateValues = (libraryId: string, itemId: string, s: ItemState): SqlValue[] => [
  ...[libraryId, itemId, s.last.atMs, s.last.station, s.last.seq, s.openLoanId],
];

export const loanOf = (row: SqlRow): LoanRow => ({
  loanId: String(row.loan_id),
  itemId: String(row.item_id),
  patronId: String(row.patron_id),
  kind: row.kind as LoanRow['kind'],
  takenOn: String(row.taken_on),
  enteredAtMs: Number(row.entered_at_ms),
  startedAtMs: Number(row.started_at_ms),
  dueOn: String(row.due_on),
  renewals: Number(row.renewals),
  renewalsMax: Number(row.renewals_max),
  returnedOn: row.returned_on as string | null,
  returnEnteredAtMs: row.return_entered_at_ms as number | null,
});
export const loanValues = (libraryId: string, l: LoanRow, ver: number): SqlValue[] => [
  ...[libraryId, l.loanId, l.itemId, l.patronId, l.kind, l.takenOn, l.enteredAtMs],
  ...[l.startedAtMs, l.dueOn, l.renewals, l.renewalsMax, l.returnedOn, l.returnEnteredAtMs, ver],
];
