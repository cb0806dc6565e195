// Holds as rows: those that the lendings of a batch can meet, and the copies to which a lost one can
// go on.
import type { HoldRow } from '../apply/act.ts';
import { selectIn, type Table, upsertRows } from './bulk.ts';
import type { Sql, SqlRow, SqlValue } from './sql.ts';
import type { ReadyAct, WorkingSet } from './working-set.ts';

const HOLD: Table = {
  name: 'hold',
  key: ['library_id', 'hold_id'],
  columns: [
    ...['library_id', 'hold_id', 'patron_id', 'item_id', 'title_id', 'branch', 'at_ms', 'station'],
    ...['seq', 'state', 'loan_id', 'ver'],
  ],
};

export const holdOf = (row: SqlRow): HoldRow => ({
  holdId: String(row.hold_id),
  patronId: String(row.patron_id),
  itemId: row.item_id as string | null,
  titleId: String(row.title_id),
  branch: String(row.branch),
  placed: { atMs: Number(row.at_ms), station: Number(row.station), seq: Number(row.seq) },
  state: row.state as HoldRow['state'],
  loanId: row.loan_id as string | null,
});

const holdValues = (libraryId: string, hold: HoldRow, ver: number): SqlValue[] => {
  const { holdId, patronId, itemId, titleId, branch, placed, state, loanId } = hold;
  const { atMs, station, seq } = placed;
  return [
    ...[libraryId, holdId, patronId, itemId, titleId, branch, atMs, station, seq],
    ...[state, loanId, ver],
  ];
};

/** Copies of these titles in the order of their ids, and which of them stand on the shelf. */
const loadCopies = async (
  sql: Sql,
  libraryId: string,
  titleIds: Iterable<string>,
  set: WorkingSet,
): Promise<void> => {
  const { rare } = set;
  const copies = { columns: 'item_id, title_id, status', from: 'item', column: 'title_id' };
  const rows = await selectIn(sql, { ...copies, and: 'AND deleted = 0' }, libraryId, titleIds);
  rows.sort((a, b) => (String(a.item_id) < String(b.item_id) ? -1 : 1));
  const states = { columns: 'item_id, open_loan_id', from: 'item_state', column: 'item_id' };
  const ids = rows.map((row) => String(row.item_id));
  const out = new Set<string>();
  for (const row of await selectIn(sql, states, libraryId, ids))
    if (row.open_loan_id !== null) out.add(String(row.item_id));
  for (const row of rows) {
    const [itemId, titleId] = [String(row.item_id), String(row.title_id)];
    rare.titles.set(itemId, titleId);
    const free = row.status === 'available' && !out.has(itemId);
    const known = rare.copies.get(titleId);
    if (known === undefined) rare.copies.set(titleId, [{ itemId, free }]);
    else known.push({ itemId, free });
  }
  const holds = { columns: '*', from: 'hold', column: 'item_id', and: `AND state = 'waiting'` };
  for (const row of await selectIn(sql, holds, libraryId, ids))
    rare.holds.set(String(row.hold_id), holdOf(row));
};

export const loadHolds = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  set: WorkingSet,
): Promise<void> => {
  const { rare } = set;
  const lent = acts.filter(({ type }) => type === 'check-out');
  const keep = (rows: SqlRow[]) => {
    for (const row of rows) rare.holds.set(String(row.hold_id), holdOf(row));
  };
  const waiting = { columns: '*', from: 'hold', and: `AND state = 'waiting'`, lock: true };
  const readers = lent.map(({ act }) => String(act.body.patronId));
  const stayed = [...rare.merges.values()].map(({ intoId }) => intoId);
  const byPatron = { ...waiting, column: 'patron_id' };
  keep(await selectIn(sql, byPatron, libraryId, [...readers, ...stayed, ...rare.merges.keys()]));
  const items = lent.map(({ act }) => String(act.body.itemId));
  keep(await selectIn(sql, { ...waiting, column: 'item_id' }, libraryId, items));
  const named = acts
    .filter(({ type }) => type === 'hold-cancelled')
    .map(({ act }) => String(act.body.holdId));
  for (const { type, body } of rare.targets.values())
    if (type === 'hold-cancelled') named.push(String(body.holdId));
  keep(await selectIn(sql, { columns: '*', from: 'hold', column: 'hold_id' }, libraryId, named));
  const placed = acts.filter(({ type }) => type === 'hold');
  const titles = placed.map(({ act }) => String(act.body.titleId));
  for (const hold of rare.holds.values()) titles.push(hold.titleId);
  if (titles.length > 0) await loadCopies(sql, libraryId, titles, set);
};

export const writeHolds = async (
  sql: Sql,
  libraryId: string,
  set: WorkingSet,
  ver: () => number,
): Promise<void> => {
  const rows = [...set.rare.changed.holds].sort().flatMap((holdId): SqlValue[][] => {
    const hold = set.rare.holds.get(holdId);
    return hold === undefined ? [] : [holdValues(libraryId, hold, ver())];
  });
  await upsertRows(sql, HOLD, rows);
};
