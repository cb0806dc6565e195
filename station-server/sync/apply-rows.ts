// Puts pulled rows into the station's store, in one transaction with the cursor (sync.md 1.2 "Pull"). Central is right about
// every row but those that an own entry touched which it has not applied yet.
import type { PullAnswer, PulledData, PullRow } from '../../central/sync-contract.ts';
import { duplicateKey } from '../circulation/registration.ts';
import type { Journal } from '../store/journal.ts';
import type { Meta } from '../store/meta.ts';
import type { StationDatabase } from '../store/open-database.ts';
import type { Rows } from '../store/rows.ts';
import { isTouched, type Touched, touchedBy } from './batch.ts';

export type ApplyDeps = { db: StationDatabase; rows: Rows; journal: Journal; meta: Meta };

const TOUCHED_PAGE = 1_000;

const touchedSince = (journal: Journal, applied: number): Touched => {
  const all: Touched = { patrons: new Set(), items: new Set(), loans: new Set() };
  for (let after = applied; ; ) {
    const entries = journal.read(after, TOUCHED_PAGE);
    const page = touchedBy(entries);
    for (const kind of ['patrons', 'items', 'loans'] as const) {
      for (const id of page[kind]) all[kind].add(id);
    }
    const last = entries.at(-1);
    if (!last || entries.length < TOUCHED_PAGE) return all;
    after = last.seq;
  }
};

const applyLoan = (rows: Rows, loan: PulledData['loan']): void => {
  const open = loan.returnedOn === null ? rows.openLoanOfItem(loan.itemId) : undefined;
  if (open && open.loanId !== loan.loanId) {
    // Central closed that one; its own row says when, and comes in this feed or came before.
    rows.putLoan({ ...open, returnedOn: loan.takenOn, returnEnteredAtMs: loan.enteredAtMs });
  }
  rows.putLoan(loan);
};

const applyRow = (db: StationDatabase, rows: Rows, row: PullRow): void => {
  if (row.data === null) {
    db.prepare(`DELETE FROM ${row.table} WHERE ${row.table}_id = ?`).run(row.id);
    return;
  }
  if (row.table === 'patron') {
    const patron = row.data as PulledData['patron'];
    rows.freeCard(patron.card, patron.patronId);
    rows.putPatron(patron, duplicateKey(patron.name, patron.birthDate));
  } else if (row.table === 'title') {
    rows.putTitle(row.data as PulledData['title']);
  } else if (row.table === 'item') {
    const item = row.data as PulledData['item'];
    rows.freeBarcode(item.barcode, item.itemId);
    rows.putItem(item);
  } else {
    applyLoan(rows, row.data as PulledData['loan']);
  }
};

/**
 * @param asked the cursor that the answer belongs to; an answer to another question is dropped
 * @returns how many rows were stored
 */
export const applyPull = (deps: ApplyDeps, answer: PullAnswer, asked: number): number => {
  const { db, rows, journal, meta } = deps;
  const store = db.transaction(() => {
    if (meta.number('cursor') !== asked) return 0;
    const touched = touchedSince(journal, answer.applied);
    let stored = 0;
    for (const row of answer.rows) {
      if (isTouched(row, touched)) continue;
      applyRow(db, rows, row);
      stored += 1;
    }
    meta.set('cursor', answer.cursor);
    return stored;
  });
  return store.immediate();
};
