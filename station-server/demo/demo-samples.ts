// Which cards and books the demo panel offers: found in the store, so that each note is true at this moment. A sample is stable:
// a book that was lent stays where it was and says so.
import type Database from 'better-sqlite3';
import type { LocalDate, Policy } from '../../profiles/site-schema.ts';
import type { DemoView } from '../api-types.ts';
import { addDays, ageInYears, yearOf } from '../circulation/local-date.ts';
import type { Desk, PatronAccount } from '../desk-types.ts';
import { rowId } from '../store/row-key.ts';

export type SampleDeps = {
  db: Database.Database;
  desk: Pick<Desk, 'account'>;
  branch: string;
  policy: Policy;
  today(): LocalDate;
};

type CardNote = DemoView['cards'][number]['note'];
type BookNote = DemoView['books'][number]['note'];
type Day = { today: LocalDate; bornAfter: LocalDate; year: string; overdueBefore: LocalDate };

const CANDIDATES_MAX = 40;
const CARDS_OF_NOTE: Record<CardNote, number> = {
  adult: 3,
  child: 3,
  blocked: 1,
  overdue: 1,
  'reregistration-due': 1,
  pending: 2,
};
const BOOKS_OF_KIND = { home: 8, 'reading-room': 2, 'adult-only': 2, 'on-loan': 2 };

/** Where a note is likely found; the desk then says whether it is so. */
const CARD_QUERIES: Record<CardNote, string> = {
  adult: `SELECT patron_id FROM patron WHERE status = 'active' AND card <> ''
    AND birth_date <= @bornAfter AND substr(reregistered_on, 1, 4) = @year`,
  child: `SELECT patron_id FROM patron WHERE status = 'active' AND card <> ''
    AND birth_date > @bornAfter AND substr(reregistered_on, 1, 4) = @year`,
  blocked: `SELECT patron_id FROM patron WHERE status = 'blocked' AND card <> ''`,
  overdue: `SELECT DISTINCT patron_id FROM loan WHERE returned_on IS NULL
    AND due_on < @overdueBefore`,
  'reregistration-due': `SELECT patron_id FROM patron WHERE status = 'active' AND card <> ''
    AND substr(reregistered_on, 1, 4) < @year`,
  pending: `SELECT patron_id FROM patron WHERE status = 'pending' AND card <> ''`,
};

const noteOf = (account: PatronAccount, today: LocalDate, policy: Policy): CardNote => {
  const { patron, blockedBy, reregistrationReminder } = account;
  if (patron.status === 'pending') return 'pending';
  if (blockedBy === 'overdue-block') return 'overdue';
  if (blockedBy === 'reregistration-due' || reregistrationReminder) return 'reregistration-due';
  if (blockedBy !== null) return 'blocked';
  return ageInYears(patron.birthDate, today) < policy.guardianUnderYears ? 'child' : 'adult';
};

const BOOK = `SELECT i.barcode, t.title, t.author, i.home, t.age_min,
    EXISTS(SELECT 1 FROM loan l WHERE l.item_id = i.item_id AND l.returned_on IS NULL) AS lent
  FROM item i JOIN title t USING(title_id)`;
/** One copy of each title before second copies; titles of a handy length first, in both languages by turns. */
const ONE_COPY_FIRST = `ORDER BY
  i.item_id IN (SELECT min(item_id) FROM item WHERE branch = @branch GROUP BY title_id) DESC,
  row_number() OVER (PARTITION BY t.language ORDER BY abs(length(t.title) - 16), t.title, i.item_id)`;
const BOOK_QUERIES: Record<BookNote, string> = {
  home: `${BOOK} WHERE i.branch = @branch AND i.status = 'available' AND i.home = 1
    AND i.item_type = 'book' AND t.age_min < 16 AND t.author <> '' AND i.barcode <> ''
    ${ONE_COPY_FIRST} LIMIT @limit`,
  'reading-room': `${BOOK} WHERE i.branch = @branch AND i.status = 'available' AND i.home = 0
    AND i.barcode <> '' ${ONE_COPY_FIRST} LIMIT @limit`,
  'adult-only': `${BOOK} WHERE i.branch = @branch AND i.status = 'available' AND i.home = 1
    AND t.age_min >= 16 AND i.barcode <> '' ${ONE_COPY_FIRST} LIMIT @limit`,
  'on-loan': `${BOOK} WHERE i.barcode <> '' AND i.item_id IN
    (SELECT item_id FROM loan WHERE returned_on IS NULL ORDER BY entered_at_ms LIMIT @limit)`,
};
type BookRow = {
  barcode: string;
  title: string;
  author: string;
  home: number;
  age_min: number;
  lent: number;
};

const bookNote = (row: BookRow): BookNote => {
  if (row.lent === 1) return 'on-loan';
  if (row.home === 0) return 'reading-room';
  return row.age_min >= 16 ? 'adult-only' : 'home';
};

export const createDemoSamples = (deps: SampleDeps) => {
  const { db, desk, policy } = deps;
  const cardQueries = Object.entries(CARD_QUERIES).map(
    ([note, sql]) =>
      [
        note as CardNote,
        db.prepare<[Day], { patron_id: number }>(`${sql} LIMIT ${CANDIDATES_MAX}`),
      ] as const,
  );
  const bookQueries = Object.entries(BOOK_QUERIES).map(
    ([note, sql]) =>
      [note as BookNote, db.prepare<[{ branch: string; limit: number }], BookRow>(sql)] as const,
  );

  const day = (): Day => {
    const today = deps.today();
    const year = String(yearOf(today));
    const bornAfter = `${yearOf(today) - policy.guardianUnderYears}${today.slice(4)}`;
    return { today, bornAfter, year, overdueBefore: addDays(today, -policy.overdueBlockDays) };
  };

  const cards = (): DemoView['cards'] => {
    const when = day();
    return cardQueries.flatMap(([note, query]) =>
      query
        .all(when)
        .map(({ patron_id }) => desk.account(rowId(patron_id)))
        .filter((found) => found !== undefined)
        .filter((found) => noteOf(found, when.today, policy) === note)
        .slice(0, CARDS_OF_NOTE[note])
        .map(({ patron, name }) => ({
          barcode: patron.card,
          label: `${name.givenName} ${[...name.surname][0] ?? ''}.`,
          category: patron.category,
          note,
        })),
    );
  };

  const books = (): DemoView['books'] => {
    const { branch } = deps;
    const rows = bookQueries.flatMap(([kind, query]) =>
      query.all({ branch, limit: BOOKS_OF_KIND[kind] }),
    );
    const byBarcode = new Map(rows.map((row) => [row.barcode, row]));
    return [...byBarcode.values()].map((row) => ({
      barcode: row.barcode,
      title: row.title,
      author: row.author,
      note: bookNote(row),
    }));
  };

  return { cards, books };
};
export type DemoSamples = ReturnType<typeof createDemoSamples>;
