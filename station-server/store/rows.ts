// The station's state tables as typed rows: patrons, titles, items, loans. Statements are prepared once; snake_case and
// ids as numbers (row-key.ts) end here.
import type { Language } from '../../profiles/site-schema.ts';
import type { Borrower } from '../circulation/standing.ts';
import type { Item, Loan, Patron, PersonName, Title } from '../circulation/types.ts';
import type { StationDatabase } from './open-database.ts';
import { rowId, rowKey } from './row-key.ts';

export type StoredPatron = Patron & { name: PersonName };
export type DescribedItem = { item: Item; title: Title };

export type Rows = ReturnType<typeof createRows>;

const PATRON = `patron_id, card, status, category, birth_date, language, branch, registered_on,
  reregistered_on, surname, given_name, patronymic, merged_into`;
const BORROWER = 'patron_id, status, category, birth_date, branch, reregistered_on';
const TITLE = `title.title, title.author, title.language, title.year, title.age_min`;
const ITEM = `item.item_id, item.barcode, item.inventory_no, item.title_id, item.branch,
  item.item_type, item.home, item.status`;
const LOAN = `loan_id, item_id, patron_id, kind, taken_on, entered_at_ms, due_on, renewals,
  renewals_max, returned_on, return_entered_at_ms`;

/** Rows are read as arrays in the order of the lists above: half the time of named columns. */
type Values = readonly unknown[];

const toPatron = (row: Values): StoredPatron => ({
  patronId: rowId(row[0] as number),
  card: row[1] as string,
  status: row[2] as Patron['status'],
  category: row[3] as Patron['category'],
  birthDate: row[4] as string,
  language: row[5] as Language,
  branch: row[6] as string,
  registeredOn: row[7] as string,
  reregisteredOn: row[8] as string,
  name: {
    surname: row[9] as string,
    givenName: row[10] as string,
    patronymic: row[11] as string,
  },
  ...(row[12] === null ? {} : { mergedInto: rowId(row[12] as number) }),
});
const toBorrower = (row: Values): Borrower => ({
  patronId: rowId(row[0] as number),
  status: row[1] as Patron['status'],
  category: row[2] as Patron['category'],
  birthDate: row[3] as string,
  branch: row[4] as string,
  reregisteredOn: row[5] as string,
});
/** `at` is where the columns of TITLE begin. */
const toTitle = (titleId: string, row: Values, at: number): Title => ({
  titleId,
  title: row[at] as string,
  author: row[at + 1] as string,
  language: row[at + 2] as string,
  year: row[at + 3] as string,
  ageMin: row[at + 4] as number,
});
const toItem = (row: Values): Item => ({
  itemId: rowId(row[0] as number),
  barcode: row[1] as string,
  inventoryNo: row[2] as string,
  titleId: rowId(row[3] as number),
  branch: row[4] as string,
  itemType: row[5] as Item['itemType'],
  home: row[6] === 1,
  status: row[7] as Item['status'],
});
const ITEM_COLUMNS = 8;
/** An item whose title has not come from central yet is shown by its inventory number. */
const toDescribedItem = (row: Values): DescribedItem => {
  const item = toItem(row);
  const { titleId, inventoryNo } = item;
  const known = row[ITEM_COLUMNS] !== null;
  const title = known
    ? toTitle(titleId, row, ITEM_COLUMNS)
    : { titleId, title: inventoryNo, author: '', language: '', year: '', ageMin: 0 };
  return { item, title };
};
const toLoan = (row: Values): Loan => ({
  loanId: rowId(row[0] as number),
  itemId: rowId(row[1] as number),
  patronId: rowId(row[2] as number),
  kind: row[3] as Loan['kind'],
  takenOn: row[4] as string,
  enteredAtMs: row[5] as number,
  dueOn: row[6] as string,
  renewals: row[7] as number,
  renewalsMax: row[8] as number,
  returnedOn: row[9] as string | null,
  returnEnteredAtMs: row[10] as number | null,
});

const readers = (db: StationDatabase) => {
  const one = <T>(sql: string, to: (row: Values) => T) => {
    const statement = db.prepare<[string], Values>(sql).raw(true);
    return (key: string): T | undefined => {
      const row = statement.get(key);
      return row && to(row);
    };
  };
  const oneById = <T>(sql: string, to: (row: Values) => T) => {
    const statement = db.prepare<[number], Values>(sql).raw(true);
    return (id: string): T | undefined => {
      const row = statement.get(rowKey(id));
      return row && to(row);
    };
  };
  const described = `SELECT ${ITEM}, ${TITLE} FROM item LEFT JOIN title USING(title_id)`;
  const openOfPatron = db
    .prepare<[number], Values>(
      `SELECT ${LOAN} FROM loan WHERE patron_id = ? AND returned_on IS NULL
       ORDER BY due_on, loan_id`,
    )
    .raw(true);
  const openLoan = `SELECT ${LOAN} FROM loan WHERE item_id = ? AND returned_on IS NULL`;
  return {
    patronById: oneById(`SELECT ${PATRON} FROM patron WHERE patron_id = ?`, toPatron),
    /** Half of a patron, in half the time: every check-out reads one. */
    borrowerById: oneById(`SELECT ${BORROWER} FROM patron WHERE patron_id = ?`, toBorrower),
    patronByCard: one(`SELECT ${PATRON} FROM patron WHERE card = ? AND card <> ''`, toPatron),
    patronByDuplicateKey: one(
      `SELECT ${PATRON} FROM patron WHERE duplicate_key = ? LIMIT 1`,
      toPatron,
    ),
    titleById: oneById(`SELECT title_id, ${TITLE} FROM title WHERE title_id = ?`, (row) =>
      toTitle(rowId(row[0] as number), row, 1),
    ),
    /** With its title, as it is shown. */
    itemById: oneById(`${described} WHERE item.item_id = ?`, toDescribedItem),
    itemByBarcode: one(
      `${described} WHERE item.barcode = ? AND item.barcode <> ''`,
      toDescribedItem,
    ),
    loanById: oneById(`SELECT ${LOAN} FROM loan WHERE loan_id = ?`, toLoan),
    openLoanOfItem: oneById(openLoan, toLoan),
    openLoansOfPatron: (patronId: string): Loan[] => openOfPatron.all(rowKey(patronId)).map(toLoan),
  };
};

const insert = (table: string, key: string, columns: readonly string[]): string =>
  `INSERT INTO ${table}(${[key, ...columns].join(', ')}) VALUES(${['?', ...columns.map(() => '?')].join(', ')})`;

const upsert = (table: string, key: string, columns: readonly string[]): string =>
  `${insert(table, key, columns)}
   ON CONFLICT(${key}) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`;

const loanValues = (row: Loan) => [
  rowKey(row.loanId),
  rowKey(row.itemId),
  rowKey(row.patronId),
  row.kind,
  row.takenOn,
  row.enteredAtMs,
  row.dueOn,
  row.renewals,
  row.renewalsMax,
  row.returnedOn,
  row.returnEnteredAtMs,
];

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
      'merged_into',
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
  const loanColumns = [
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
  ];
  const newLoan = db.prepare(insert('loan', 'loan_id', loanColumns));
  const loan = db.prepare(upsert('loan', 'loan_id', loanColumns));
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
        rowKey(row.patronId),
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
        row.mergedInto === undefined ? null : rowKey(row.mergedInto),
      );
    },
    putTitle: (row: Title): void => {
      title.run(rowKey(row.titleId), row.title, row.author, row.language, row.year, row.ageMin);
    },
    putItem: (row: Item): void => {
      item.run(
        rowKey(row.itemId),
        row.barcode,
        row.inventoryNo,
        rowKey(row.titleId),
        row.branch,
        row.itemType,
        row.home ? 1 : 0,
        row.status,
      );
    },
    putLoan: (row: Loan): void => {
      loan.run(...loanValues(row));
    },
    /** A loan that was not there before; throws where it was. */
    addLoan: (row: Loan): void => {
      newLoan.run(...loanValues(row));
    },
    /** A pulled row may carry a number that another row still shows; that other row's own news follows in the same pull. */
    freeCard: (card: string, exceptPatronId: string): void => {
      freeCard.run(card, rowKey(exceptPatronId));
    },
    freeBarcode: (barcode: string, exceptItemId: string): void => {
      freeBarcode.run(barcode, rowKey(exceptItemId));
    },
  };
};

export const createRows = (db: StationDatabase) => ({ ...readers(db), ...writers(db) });
