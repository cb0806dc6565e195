// Copies of a title with what is on loan of them, and the wishes that readers left here, read back from the journal.
import type { Language } from '../../profiles/site-schema.ts';
import type { EntryBodies } from '../circulation/journal-entry.ts';
import type { Item } from '../circulation/types.ts';
import type { StationDatabase } from './open-database.ts';
import { rowId, rowKey } from './row-key.ts';

export type CopyRow = { item: Item; dueOn: string | null };
export type WishRow = {
  wishedAtMs: number;
  place: string;
  title: string;
  author: string;
  language: Language;
};

type Stored = {
  item_id: number;
  barcode: string;
  inventory_no: string;
  branch: string;
  item_type: Item['itemType'];
  home: number;
  status: Item['status'];
  due_on: string | null;
};

/** Of one title; a textbook may have hundreds. */
const COPIES_MAX = 500;
export const WISHES_MAX = 100;

export type FindRows = ReturnType<typeof createFindRows>;

export const createFindRows = (db: StationDatabase) => {
  const copies = db.prepare<[number, number], Stored>(
    `SELECT item.item_id, barcode, inventory_no, branch, item_type, home, status, loan.due_on
     FROM item LEFT JOIN loan ON loan.item_id = item.item_id AND loan.returned_on IS NULL
     WHERE item.title_id = ? LIMIT ?`,
  );
  const wishes = db.prepare<[number], { wall_ms: number; place: string; body: string }>(
    `SELECT wall_ms, place, body FROM journal WHERE type = 'wish' ORDER BY seq DESC LIMIT ?`,
  );
  return {
    copiesOf: (titleId: string): CopyRow[] =>
      copies.all(rowKey(titleId), COPIES_MAX).map((row) => ({
        item: {
          itemId: rowId(row.item_id),
          barcode: row.barcode,
          inventoryNo: row.inventory_no,
          titleId,
          branch: row.branch,
          itemType: row.item_type,
          home: row.home === 1,
          status: row.status,
        },
        dueOn: row.due_on,
      })),
    /** The newest first, without the readers. */
    wishes: (): WishRow[] =>
      wishes.all(WISHES_MAX).map(({ wall_ms: wishedAtMs, place, body }) => {
        const wish = JSON.parse(body) as EntryBodies['wish'];
        const { title, author, language } = wish;
        return { wishedAtMs, place, title, author, language };
      }),
  };
};
