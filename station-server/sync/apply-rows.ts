// Puts pulled rows into the station's store, in one transaction with the cursor (sync.md 1.2 "Pull"). Central is right about
// every row but those that an own entry touched which it has not applied yet. Such a row is parked, not dropped: central gives
// a new version to the rows that an entry changes, but not to another loan of the same item, and that one would never come
// again. When the feed has been read to its end and the entry is applied, what is still parked is the truth.
import type { PullAnswer, PulledData, PullRow } from '../../central/sync-contract.ts';
import { closedForPulled } from '../circulation/contradictions.ts';
import { duplicateKey } from '../circulation/registration.ts';
import type { PatronEraser } from '../erase-patron.ts';
import { createHoldRows } from '../store/hold-rows.ts';
import type { Journal } from '../store/journal.ts';
import type { Meta } from '../store/meta.ts';
import type { StationDatabase } from '../store/open-database.ts';
import { rowKey } from '../store/row-key.ts';
import type { Rows } from '../store/rows.ts';
import { createTouchLog } from './touched.ts';

export type ApplyDeps = {
  db: StationDatabase;
  rows: Rows;
  journal: Journal;
  meta: Meta;
  eraser: PatronEraser;
};

const applyLoan = (rows: Rows, loan: PulledData['loan']): void => {
  // Central closed that one; its own row says when, and comes in this feed or came before.
  const closed = closedForPulled(rows.openLoanOfItem(loan.itemId), loan);
  if (closed !== null) rows.putLoan(closed);
  rows.putLoan(loan);
};

const applyRow = (db: StationDatabase, rows: Rows, row: PullRow): void => {
  if (row.data === null) {
    db.prepare(`DELETE FROM ${row.table} WHERE ${row.table}_id = ?`).run(rowKey(row.id));
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
  } else if (row.table === 'hold') {
    createHoldRows(db).put(row.data as PulledData['hold']);
  } else {
    applyLoan(rows, row.data as PulledData['loan']);
  }
};

type ParkedRow = { table_name: PullRow['table']; id: string; ver: number; data: string };

const createParking = (db: StationDatabase) => {
  const put = db.prepare(
    `INSERT INTO parked VALUES(?, ?, ?, ?)
     ON CONFLICT(table_name, id) DO UPDATE SET ver = excluded.ver, data = excluded.data`,
  );
  const drop = db.prepare('DELETE FROM parked WHERE table_name = ? AND id = ?');
  const all = db.prepare<[], ParkedRow>('SELECT * FROM parked ORDER BY ver');
  const any = db.prepare('SELECT 1 FROM parked LIMIT 1');
  return {
    put: ({ table, id, ver, data }: PullRow): void => {
      put.run(table, id, ver, JSON.stringify(data));
    },
    drop: ({ table, id }: PullRow): void => {
      drop.run(table, id);
    },
    any: (): boolean => any.get() !== undefined,
    all: (): PullRow[] =>
      all.all().map(({ table_name: table, id, ver, data }) => ({
        table,
        id,
        ver,
        data: JSON.parse(data) as PullRow['data'],
      })),
  };
};

export type PullApplier = {
  /**
   * `asked` is the cursor that the answer belongs to; an answer to another question is dropped. `answer.applied` must not be
   * ahead of what a push has confirmed: rows of entries that are not this journal's would overwrite what was done here.
   * Returns how many rows were stored.
   */
  apply(answer: PullAnswer, asked: number): number;
  /**
   * Rows of a snapshot that holds the effects of own entries up to `applied`; inside the caller's transaction. Those that a
   * later entry touched are parked like pulled ones, until the feed has been read to its end.
   */
  load(rows: readonly PullRow[], applied: number): void;
  /** After the commit of a `load`: what it erased is taken out of the files too. */
  loaded(): void;
  /** Rows wait for an own entry to be applied; the answer after that lets them in. */
  waits(): boolean;
  /** Central's list of the erased, for a station that fetches nothing else any more. */
  erase(patronIds: readonly string[]): void;
};

/**
 * An erasure is final: central's word of it is carried out at once, whatever was done here meanwhile, and a row from before
 * it (a restored central, an old file) is not let in, nor parked. True when that settles the row.
 */
const settleErasure = (eraser: PatronEraser, { table, id, data }: PullRow): boolean => {
  if (table !== 'patron' || data === null) return false;
  if (data.status === 'erased') eraser.erase(id, data as PulledData['patron']);
  return data.status === 'erased' || eraser.isErased(id);
};

export const createPullApplier = (deps: ApplyDeps): PullApplier => {
  const { db, rows, journal, meta, eraser } = deps;
  const touched = createTouchLog(journal);
  const parking = createParking(db);
  const take = (taken: readonly PullRow[], applied: number, put: (row: PullRow) => void): void => {
    touched.catchUp(applied);
    for (const row of taken) {
      if (settleErasure(eraser, row)) continue;
      if (touched.has(row)) {
        parking.put(row);
      } else {
        parking.drop(row);
        put(row);
      }
    }
  };
  const store = db.transaction((answer: PullAnswer, asked: number): number => {
    if (meta.number('cursor') !== asked) return 0;
    let stored = 0;
    const put = (row: PullRow): void => {
      applyRow(db, rows, row);
      stored += 1;
    };
    take(answer.rows, answer.applied, put);
    // Before the end of the feed a parked row may have a newer version on the next page.
    for (const row of answer.more ? [] : parking.all()) {
      if (touched.has(row)) continue;
      parking.drop(row);
      put(row);
    }
    if (answer.cursor !== asked) meta.set('cursor', answer.cursor);
    return stored;
  });
  const eraseAll = db.transaction((patronIds: readonly string[]) => {
    for (const id of patronIds) if (!eraser.isErased(id)) eraser.erase(id);
  });
  return {
    apply: (answer, asked) => {
      const stored = store.immediate(answer, asked);
      eraser.finish();
      return stored;
    },
    load: (loaded, applied) => take(loaded, applied, (row) => applyRow(db, rows, row)),
    waits: parking.any,
    loaded: eraser.finish,
    erase: (patronIds) => {
      eraseAll.immediate(patronIds);
      eraser.finish();
    },
  };
};
