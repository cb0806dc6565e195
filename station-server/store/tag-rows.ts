// The tags that this station has seen on its books, and the duties about their security bits (circulation/tag-duty.ts). Not synced:
// the journal tells central what became of a bit, and another station learns a tag when it lies on its own pad.
import type { KnownTag, TagDuty } from '../circulation/tag-duty.ts';
import type { StationDatabase } from './open-database.ts';
import { rowId, rowKey } from './row-key.ts';

type TagRow = { uid: string; item_id: number; secured: number | null };
type DutyRow = {
  uid: string;
  item_id: number;
  secured: number;
  alert: number;
  place: string;
  since_ms: number;
};

const toTag = ({ uid, item_id, secured }: TagRow): KnownTag => ({
  uid,
  itemId: rowId(item_id),
  secured: secured === null ? null : secured === 1,
});
const toDuty = (row: DutyRow): TagDuty => ({
  uid: row.uid,
  itemId: rowId(row.item_id),
  secured: row.secured === 1,
  alert: row.alert === 1,
  place: row.place,
  sinceMs: row.since_ms,
});

export type TagRows = ReturnType<typeof createTagRows>;

export const createTagRows = (db: StationDatabase) => {
  const tag = db.prepare<[string], TagRow>('SELECT * FROM item_tag WHERE uid = ?');
  const ofItem = db.prepare<[number], TagRow>('SELECT * FROM item_tag WHERE item_id = ?');
  const put = db.prepare(
    `INSERT INTO item_tag VALUES(?, ?, ?) ON CONFLICT(uid) DO UPDATE SET
       item_id = excluded.item_id, secured = excluded.secured`,
  );
  const duty = db.prepare<[string], DutyRow>('SELECT * FROM tag_duty WHERE uid = ?');
  const all = db.prepare<[], DutyRow>('SELECT * FROM tag_duty ORDER BY since_ms, uid');
  const putDuty = db.prepare(
    `INSERT INTO tag_duty VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(uid) DO UPDATE SET
       item_id = excluded.item_id, secured = excluded.secured, alert = excluded.alert,
       place = excluded.place, since_ms = excluded.since_ms`,
  );
  const drop = db.prepare('DELETE FROM tag_duty WHERE uid = ?');
  const bit = (secured: boolean | null) => (secured === null ? null : Number(secured));
  return {
    byUid: (uid: string): KnownTag | undefined => {
      const row = tag.get(uid);
      return row && toTag(row);
    },
    ofItem: (itemId: string): KnownTag[] => ofItem.all(rowKey(itemId)).map(toTag),
    put: ({ uid, itemId, secured }: KnownTag): void => {
      put.run(uid, rowKey(itemId), bit(secured));
    },
    duty: (uid: string): TagDuty | undefined => {
      const row = duty.get(uid);
      return row && toDuty(row);
    },
    duties: (): TagDuty[] => all.all().map(toDuty),
    putDuty: (given: TagDuty): void => {
      const { uid, itemId, secured, alert, place, sinceMs } = given;
      putDuty.run(uid, rowKey(itemId), Number(secured), Number(alert), place, sinceMs);
    },
    dropDuty: (uid: string): void => {
      drop.run(uid);
    },
  };
};
