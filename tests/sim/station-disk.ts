// The disk of one station, and a view of it for the invariants that neither counts as work of the station nor can be killed.
import type { Patron } from '../../station-server/circulation/types.ts';
import { createJournal, type Journal } from '../../station-server/store/journal.ts';
import type { MetaKey } from '../../station-server/store/meta.ts';
import { rowId } from '../../station-server/store/row-key.ts';
import { createRows, type Rows } from '../../station-server/store/rows.ts';
import { type Handle, openImage } from './disk.ts';

export type Table = 'patron' | 'title' | 'item' | 'loan';
export const TABLES: readonly Table[] = ['patron', 'title', 'item', 'loan'];

export type StationDisk = {
  handle: Handle;
  number: number;
  branch: string;
  peek: {
    rows: Rows;
    journal: Journal;
    head(): number;
    meta(key: MetaKey): number;
    standing(): { epoch: number; applied: number };
    ids(table: Table): string[];
    /** Items with more than one open loan. */
    lentTwice(): string[];
    parked(): number;
    otherHolder(card: string, patronId: string): Patron | undefined;
  };
};

export const openStationDisk = (image: Buffer, number: number, branch: string): StationDisk => {
  const handle = openImage(image);
  const rows = createRows(handle);
  const journal = createJournal(handle, {
    ...{ station: number, bootId: '', nowMs: () => 0, upMs: () => 0 },
    randomBytes: () => new Uint8Array(),
  });
  const meta = handle.prepare<[string], { v: string }>('SELECT v FROM meta WHERE k = ?');
  const standing = handle.prepare(
    `SELECT coalesce((SELECT v FROM meta WHERE k = 'epoch'), 0) + 0 AS epoch,
       coalesce((SELECT v FROM meta WHERE k = 'applied'), 0) + 0 AS applied`,
  );
  const twice = handle
    .prepare(
      'SELECT item_id FROM loan WHERE returned_on IS NULL GROUP BY item_id HAVING count(*) > 1',
    )
    .pluck();
  const parked = handle.prepare('SELECT count(*) FROM parked').pluck();
  const ids = new Map(
    TABLES.map((table) => [
      table,
      handle.prepare(`SELECT ${table}_id FROM ${table} ORDER BY 1`).pluck(),
    ]),
  );
  return {
    handle,
    number,
    branch,
    peek: {
      rows,
      journal,
      head: () => journal.nextSeq() - 1,
      meta: (key) => Number(meta.get(key)?.v ?? 0),
      standing: () => standing.get() as { epoch: number; applied: number },
      ids: (table) => ((ids.get(table)?.all() ?? []) as number[]).map(rowId),
      lentTwice: () => (twice.all() as number[]).map(rowId),
      parked: () => parked.get() as number,
      otherHolder: (card, patronId) => {
        const holder = rows.patronByCard(card);
        return holder?.patronId === patronId ? undefined : holder;
      },
    },
  };
};
