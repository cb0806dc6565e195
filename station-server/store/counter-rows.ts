// What the counter looks up beside cards and barcodes: readers by the beginning of their name, items by inventory number.
import type { StationDatabase } from './open-database.ts';
import { rowId } from './row-key.ts';

/** Above every character of a folded name. */
const LAST = '\uffff';

export const createCounterRows = (db: StationDatabase) => {
  const named = db.prepare<[string, string, number], { patron_id: number }>(
    `SELECT patron_id FROM patron WHERE duplicate_key >= ? AND duplicate_key < ?
       AND status NOT IN ('erased', 'merged') ORDER BY duplicate_key LIMIT ?`,
  );
  const numbered = db.prepare<[string, number], { item_id: number }>(
    `SELECT item_id FROM item WHERE inventory_no = ? AND inventory_no <> '' LIMIT ?`,
  );
  return {
    /** Ids of readers whose `duplicateKey` begins so, in its order. */
    patronsNamed: (start: string, max: number): string[] =>
      named.all(start, start + LAST, max).map((row) => rowId(row.patron_id)),
    itemsNumbered: (inventoryNo: string, max: number): string[] =>
      numbered.all(inventoryNo, max).map((row) => rowId(row.item_id)),
  };
};
