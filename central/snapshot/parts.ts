// What a snapshot consists of, in the order in which a station needs it (`SnapshotChunk`, central/sync-contract.ts): conditions
// over the tables that stations pull. Each row that is not deleted stands in one part of its table, and the titles of a
// branch's items stand in the part of that branch as well: so it can lend with their names before all titles have come.
import { SOURCES } from '../store/pull.ts';
import type { Sql, SqlRow, SqlValue } from '../store/sql.ts';
import type { SnapshotChunk } from '../sync-contract.ts';

export type SnapshotPart = Pick<SnapshotChunk, 'tier' | 'table' | 'branch' | 'deleted'> & {
  /** Over the versioned table `t`; $2 and on are `values`. */
  condition: string;
  values: readonly SqlValue[];
  /** By id, or the newest change first. */
  order: 'id' | 'newest';
};

/** Who did not register again for longer is not expected at the desk tomorrow. */
const ACTIVE_DAYS = 400;
const DAY_MS = 86_400_000;
const ROWS_PER_PAGE = 4_096;

const OPEN_LOAN = `EXISTS (SELECT 1 FROM loan l WHERE l.library_id = t.library_id
  AND l.patron_id = t.patron_id AND l.returned_on IS NULL)`;
const ACTIVE = `(t.status NOT IN ('erased', 'merged') AND (t.reregistered_on >= $2 OR ${OPEN_LOAN}))`;
const OWN_TITLE = `EXISTS (SELECT 1 FROM item i WHERE i.library_id = t.library_id
  AND i.title_id = t.title_id AND i.branch = $2 AND i.deleted = 0)`;

export const snapshotParts = (branches: readonly string[], nowMs: number): SnapshotPart[] => {
  const activeFrom = new Date(nowMs - ACTIVE_DAYS * DAY_MS).toISOString().slice(0, 10);
  const part = (
    tier: number,
    table: SnapshotPart['table'],
    condition: string,
    more: Partial<SnapshotPart> = {},
  ): SnapshotPart => ({ tier, table, condition, values: [], order: 'id', ...more });
  const branchTitles =
    branches.length < 2
      ? []
      : branches.map((branch) => part(2, 'title', OWN_TITLE, { branch, values: [branch] }));
  return [
    part(1, 'patron', ACTIVE, { values: [activeFrom] }),
    part(1, 'loan', 't.returned_on IS NULL'),
    part(1, 'hold', "t.state = 'waiting'"),
    part(2, 'item', 't.deleted = 0'),
    ...branchTitles,
    part(branches.length < 2 ? 2 : 3, 'title', 't.ver > 0'),
    part(3, 'patron', `NOT ${ACTIVE}`, { values: [activeFrom] }),
    part(4, 'item', 't.deleted = 1', { deleted: true }),
    part(4, 'loan', 't.returned_on IS NOT NULL', { order: 'newest' }),
    part(4, 'hold', "t.state <> 'waiting'"),
  ];
};

/** The rows of a part as stations know them, a page at a time: as little memory as one page. */
export async function* rowsOf(
  sql: Sql,
  libraryId: string,
  part: SnapshotPart,
): AsyncGenerator<Record<string, unknown>> {
  const source = SOURCES.find(({ table }) => table === part.table);
  if (source === undefined) throw new Error(`${part.table} is not pulled`);
  const { id, columns, from, data, table } = source;
  const [key, beyond, order] =
    part.order === 'id' ? [`t.${id}`, '>', 'ASC'] : ['t.ver', '<', 'DESC'];
  const last = `$${part.values.length + 2}`;
  const text = `SELECT ${columns} FROM ${from} WHERE t.library_id = $1 AND ${key} ${beyond} ${last}
    AND ${part.condition} ORDER BY ${key} ${order} LIMIT ${ROWS_PER_PAGE}`;
  let at: SqlValue = part.order === 'id' ? '' : Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows: SqlRow[] = await sql.all(text, [libraryId, ...part.values, at]);
    for (const row of rows)
      yield part.deleted ? { [`${table}Id`]: String(row[id]) } : (data(row) ?? {});
    const end = rows[rows.length - 1];
    if (end === undefined || rows.length < ROWS_PER_PAGE) return;
    at = (part.order === 'id' ? end[id] : end.ver) as SqlValue;
  }
}
