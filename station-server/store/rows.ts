// The station's state tables as typed rows: patrons, titles, items, loans. Statements are prepared once; snake_case ends here.
import type { Language } from '../../profiles/site-schema.ts';
import type { Item, Loan, Patron, PersonName, Title } from '../circulation/types.ts';
import type { StationDatabase } from './open-database.ts';

export type StoredPatron = Patron & { name: PersonName };

export type Rows = ReturnType<typeof createRows>;

type PatronRow = Record<
  | 'patron_id'
  | 'card'
  | 'status'
  | 'category'
  | 'birth_date'
  | 'language'
  | 'branch'
  | 'registered_on'
  | 'reregistered_on'
  | 'surname'
  | 'given_name'
  | 'patronymic',
  string
>;
type TitleRow = Record<'title_id' | 'title' | 'author' | 'year' | 'language', string> & {
  age_min: number;
};
type ItemRow = Record<
  'item_id' | 'barcode' | 'inventory_no' | 'title_id' | 'branch' | 'item_type' | 'status',
  string
> & { home: number };
type LoanRow = Record<
  'loan_id' | 'item_id' | 'patron_id' | 'kind' | 'taken_on' | 'due_on',
  string
> & {
  entered_at_ms: number;
  renewals: number;
  renewals_max: number;
  returned_on: string | null;
  return_entered_at_ms: number | null;
};

const toPatron = (row: PatronRow): StoredPatron => ({
  patronId: row.patron_id,
  card: row.card,
  status: row.status as Patron['status'],
  category: row.category as Patron['category'],
  birthDate: row.birth_date,
  language: row.language as Language,
  branch: row.branch,
  registeredOn: row.registered_on,
  reregisteredOn: row.reregistered_on,
  name: { surname: row.surname, givenName: row.given_name, patronymic: row.patronymic },
});
const toTitle = (row: TitleRow): Title => ({
  titleId: row.title_id,
  title: row.title,
  author: row.author,
  language: row.language,
  year: row.year,
  ageMin: row.age_min,
});
const toItem = (row: ItemRow): Item => ({
  itemId: row.item_id,
  barcode: row.barcode,
  inventoryNo: row.inventory_no,
  titleId: row.title_id,
  branch: row.branch,
  itemType: row.item_type as Item['itemType'],
  home: row.home === 1,
  status: row.status as Item['status'],
});
const toLoan = (row: LoanRow): Loan => ({
  loanId: row.loan_id,
  itemId: row.item_id,
  patronId: row.patron_id,
  kind: row.kind as Loan['kind'],
  takenOn: row.taken_on,
  enteredAtMs: row.entered_at_ms,
  dueOn: row.due_on,
  renewals: row.renewals,
  renewalsMax: row.renewals_max,
  returnedOn: row.returned_on,
  returnEnteredAtMs: row.return_entered_at_ms,
});

const readers = (db: StationDatabase) => {
  const one =
    <R, T>(sql: string, to: (row: R) => T) =>
    (statement = db.prepare<[string], R>(sql)) =>
    (key: string): T | undefined => {
      const row = statement.get(key);
      return row && to(row);
    };
  const openOfPatron = db.prepare<[string], LoanRow>(
    'SELECT * FROM loan WHERE patron_id = ? AND returned_on IS NULL ORDER BY due_on, loan_id',
  );
  return {
    patronById: one('SELECT * FROM patron WHERE patron_id = ?', toPatron)(),
    patronByCard: one("SELECT * FROM patron WHERE card = ? AND card <> ''", toPatron)(),
    patronByDuplicateKey: one('SELECT * FROM patron WHERE duplicate_key = ? LIMIT 1', toPatron)(),
    titleById: one('SELECT * FROM title WHERE title_id = ?', toTitle)(),
    itemById: one('SELECT * FROM item WHERE item_id = ?', toItem)(),
    itemByBarcode: one("SELECT * FROM item WHERE barcode = ? AND barcode <> ''", toItem)(),
    loanById: one('SELECT * FROM loan WHERE loan_id = ?', toLoan)(),
    openLoanOfItem: one('SELECT * FROM loan WHERE item_id = ? AND returned_on IS NULL', toLoan)(),
    openLoansOfPatron: (patronId: string): Loan[] => openOfPatron.all(patronId).map(toLoan),
  };
};

const upsert = (table: string, key: string, columns: readonly string[]): string =>
  `INSERT INTO ${table}(${[key, ...columns].join(', ')}) VALUES(${['?', ...columns.map(() => '?')].join(', ')})
   ON CONFLICT(${key}) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`;

const writers = (db: StationDatabase) => {
  const patron = db.prepare(
    upsert('patron', 'patron_id', [
      'card',
      'status',
      'category',
      'birth_date',
      'language',
      'branch',
      'registered_on',
      'reregistered_on',
      'surname',
      'given_name',
      'patronymic',
      'duplicate_key',
    ]),
  );
  const title = db.prepare(
    upsert('title', 'title_id', ['title', 'author', 'language', 'year', 'age_min']),
  );
  const item = db.prepare(
    upsert('item', 'item_id', [
      'barcode',
      'inventory_no',
      'title_id',
      'branch',
      'item_type',
      'home',
      'status',
    ]),
  );
  const loan = db.prepare(
    upsert('loan', 'loan_id', [
      'item_id',
      'patron_id',
      'kind',
      'taken_on',
      'entered_at_ms',
      'due_on',
      'renewals',
      'renewals_max',
      'returned_on',
      'return_entered_at_ms',
    ]),
  );
  // Without the second condition SQLite cannot use the partial indexes: every pulled row would read the whole table, and one
  // without a label would rewrite all others that have none.
  const freeCard = db.prepare(
    "UPDATE patron SET card = '' WHERE card = ? AND card <> '' AND patron_id <> ?",
  );
  const freeBarcode = db.prepare(
    "UPDATE item SET barcode = '' WHERE barcode = ? AND barcode <> '' AND item_id <> ?",
  );
  return {
    putPatron: (row: StoredPatron, duplicateKey: string): void => {
      const { surname, givenName, patronymic } = row.name;
      patron.run(
        row.patronId,
        row.card,
        row.status,
        row.category,
        row.birthDate,
        row.language,
        row.branch,
        row.registeredOn,
        row.reregisteredOn,
        surname,
        givenName,
        patronymic,
        duplicateKey,
      );
    },
    putTitle: (row: Title): void => {
      title.run(row.titleId, row.title, row.author, row.language, row.year, row.ageMin);
    },
    putItem: (row: Item): void => {
      item.run(
        row.itemId,
        row.barcode,
        row.inventoryNo,
        row.titleId,
        row.branch,
        row.itemType,
        row.home ? 1 : 0,
        row.status,
      );
    },
    putLoan: (row: Loan): void => {
      loan.run(
        row.loanId,
        row.itemId,
        row.patronId,
        row.kind,
        row.takenOn,
        row.enteredAtMs,
        row.dueOn,
        row.renewals,
        row.renewalsMax,
        row.returnedOn,
        row.returnEnteredAtMs,
      );
    },
    /** A pulled row may carry a number that another row still shows; that other row's own news follows in the same pull. */
    freeCard: (card: string, exceptPatronId: string): void => {
      freeCard.run(card, exceptPatronId);
    },
    freeBarcode: (barcode: string, exceptItemId: string): void => {
      freeBarcode.run(barcode, exceptItemId);
    },
  };
};

export const createRows = (db: StationDatabase) => ({ ...readers(db), ...writers(db) });
