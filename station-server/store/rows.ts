// The station's state tables as typed rows: patrons, titles, items, loans. Statements are prepared once; snake_case ends here.
import type { Language } from '../../profiles/site-schema.ts';
import type { Item, Loan, Patron, PersonName, Title } from '../circulation/types.ts';
import type { StationDatabase } from './open-database.ts';

export type StoredPatron = Patron & { name: PersonName };
export type DescribedItem = { item: Item; title: Title };

export type Rows = ReturnType<typeof createRows>;

const PATRON = `patron_id, card, status, category, birth_date, language, branch, registered_on,
  reregistered_on, surname, given_name, patronymic`;
const TITLE = `title.title_id, title.title, title.author, title.language, title.year,
  title.age_min`;
const ITEM = `item.item_id, item.barcode, item.inventory_no, item.title_id, item.branch,
  item.item_type, item.home, item.status`;
const LOAN = `loan_id, item_id, patron_id, kind, taken_on, entered_at_ms, due_on, renewals,
  renewals_max, returned_on, return_entered_at_ms`;

/** Rows are read as arrays in the order of the lists above: half the time of named columns. */
type Values = readonly unknown[];

const toPatron = (row: Values): StoredPatron => ({
  patronId: row[0] as string,
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
});
const toTitle = (row: Values): Title => ({
  titleId: row[0] as string,
  title: row[1] as string,
  author: row[2] as string,
  language: row[3] as string,
  year: row[4] as string,
  ageMin: row[5] as number,
});
const toItem = (row: Values): Item => ({
  itemId: row[0] as string,
  barcode: row[1] as string,
  inventoryNo: row[2] as string,
  titleId: row[3] as string,
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
    ? toTitle(row.slice(ITEM_COLUMNS))
    : { titleId, title: inventoryNo, author: '', language: '', year: '', ageMin: 0 };
  return { item, title };
};
const toLoan = (row: Values): Loan => ({
  loanId: row[0] as string,
  itemId: row[1] as string,
  patronId: row[2] as string,
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
  const described = `SELECT ${ITEM}, ${TITLE} FROM item LEFT JOIN title USING(title_id)`;
  const openOfPatron = db
    .prepare<[string], Values>(
      `SELECT ${LOAN} FROM loan WHERE patron_id = ? AND returned_on IS NULL
       ORDER BY due_on, loan_id`,
    )
    .raw(true);
  const openLoan = `SELECT ${LOAN} FROM loan WHERE item_id = ? AND returned_on IS NULL`;
  return {
    patronById: one(`SELECT ${PATRON} FROM patron WHERE patron_id = ?`, toPatron),
    patronByCard: one(`SELECT ${PATRON} FROM patron WHERE card = ? AND card <> ''`, toPatron),
    patronByDuplicateKey: one(
      `SELECT ${PATRON} FROM patron WHERE duplicate_key = ? LIMIT 1`,
      toPatron,
    ),
    titleById: one(`SELECT ${TITLE} FROM title WHERE title_id = ?`, toTitle),
    /** With its title, as it is shown. */
    itemById: one(`${described} WHERE item.item_id = ?`, toDescribedItem),
    itemByBarcode: one(
      `${described} WHERE item.barcode = ? AND item.barcode <> ''`,
      toDescribedItem,
    ),
    loanById: one(`SELECT ${LOAN} FROM loan WHERE loan_id = ?`, toLoan),
    openLoanOfItem: one(openLoan, toLoan),
    openLoansOfPatron: (patronId: string): Loan[] => openOfPatron.all(patronId).map(toLoan),
  };
};

const insert = (table: string, key: string, columns: readonly string[]): string =>
  `INSERT INTO ${table}(${[key, ...columns].join(', ')}) VALUES(${['?', ...columns.map(() => '?')].join(', ')})`;

const upsert = (table: string, key: string, columns: readonly string[]): string =>
  `${insert(table, key, columns)}
   ON CONFLICT(${key}) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`;

const loanValues = (row: Loan) => [
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
      loan.run(...loanValues(row));
    },
    /** A loan that was not there before; throws where it was. */
    addLoan: (row: Loan): void => {
      newLoan.run(...loanValues(row));
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
