// One pull (sync.md 1.2, "Pull"): `applied`, the feed counter and the rows up to it, all of one moment. A row that changed
// between the counter and the rows would be missing from the answer, and a station that had put an older version of it aside
// would take that one for the truth.
import { CentralError } from '../errors.ts';
import { type PullRow, ROWS_PER_PULL_MAX } from '../sync-contract.ts';
import { holdOf } from './hold-rows.ts';
import type { Sql, SqlRow } from './sql.ts';
import type { StationRef } from './stations.ts';
import { itemOf, loanOf, patronOf, titleOf } from './tables.ts';

export type PullResult = { applied: number; rows: PullRow[]; cursor: number; more: boolean };

const CONTACT_WRITTEN_EVERY_MS = 30_000;

const patronData = (row: SqlRow): Record<string, unknown> => {
  const { languageAtMs: _, ...patron } = patronOf(row);
  const merged = typeof row.into_id === 'string' ? { mergedInto: row.into_id } : {};
  const name = {
    surname: row.surname ?? '',
    givenName: row.given_name ?? '',
    patronymic: row.patronymic ?? '',
  };
  return { ...patron, ...merged, name };
};
const loanData = (row: SqlRow): Record<string, unknown> => {
  const { startedAtMs: _, ...loan } = loanOf(row);
  return loan;
};

const holdData = (row: SqlRow): Record<string, unknown> => {
  const { placed: _, ...hold } = holdOf(row);
  return hold;
};

/** Asked for by name, since older stations would not know what to do with them. */
const ON_REQUEST = new Set(['hold']);

export type PullSource = {
  table: PullRow['table'];
  id: string;
  columns: string;
  from: string;
  data: (row: SqlRow) => Record<string, unknown> | null;
};
/** `FROM` of each table and how its rows travel, here and in snapshots; `t` is the versioned table. */
export const SOURCES: readonly PullSource[] = [
  {
    table: 'patron',
    id: 'patron_id',
    columns: 't.*, p.surname, p.given_name, p.patronymic, m.into_id',
    from: `patron t LEFT JOIN patron_person p
      ON p.library_id = t.library_id AND p.patron_id = t.patron_id LEFT JOIN merged_patron m
      ON m.library_id = t.library_id AND m.patron_id = t.patron_id`,
    data: patronData,
  },
  { table: 'title', id: 'title_id', columns: 't.*', from: 'title t', data: (row) => titleOf(row) },
  {
    table: 'item',
    id: 'item_id',
    columns: 't.*',
    from: 'item t',
    data: (row) => (row.deleted === 1 ? null : itemOf(row)),
  },
  { table: 'loan', id: 'loan_id', columns: 't.*', from: 'loan t', data: loanData },
  { table: 'hold', id: 'hold_id', columns: 't.*', from: 'hold t', data: holdData },
];

/** `sql` reads one moment: the body of a `reading`. */
export const pull = async (
  sql: Sql,
  ref: StationRef,
  cursor: number,
  limit: number,
  also: readonly string[] = [],
): Promise<PullResult> => {
  const key = [ref.libraryId, ref.station];
  const [standing] = await sql.all(
    `SELECT f.ver, s.applied, s.quarantined FROM station s
     JOIN feed f ON f.library_id = s.library_id WHERE s.library_id = $1 AND s.station = $2`,
    key,
  );
  if (standing === undefined) throw new CentralError('token-wrong');
  if (standing.quarantined === 1) throw new CentralError('chain-fork');
  const counter = Number(standing.ver);
  if (cursor > counter) throw new CentralError('cursor-ahead');
  const page = await rowsUpTo(sql, ref.libraryId, cursor, counter, limit, also);
  return { applied: Number(standing.applied), ...page };
};

/** That the station was heard of; outside of the `reading`, seldom. */
export const noteContact = async (sql: Sql, ref: StationRef, nowMs: number): Promise<void> => {
  const key = [ref.libraryId, ref.station];
  const [known] = await sql.all(
    'SELECT last_contact_ms FROM station WHERE library_id = $1 AND station = $2',
    key,
  );
  if (Number(known?.last_contact_ms ?? 0) >= nowMs - CONTACT_WRITTEN_EVERY_MS) return;
  await sql.run('UPDATE station SET last_contact_ms = $3 WHERE library_id = $1 AND station = $2', [
    ...key,
    nowMs,
  ]);
};

/** Rows with cursor < ver <= counter, oldest first; the cursor of a page that is not the last is that of its last row. */
export const rowsUpTo = async (
  sql: Sql,
  libraryId: string,
  cursor: number,
  counter: number,
  limit: number,
  also: readonly string[],
): Promise<Omit<PullResult, 'applied'>> => {
  const most = Math.max(1, Math.min(limit, ROWS_PER_PULL_MAX));
  const found: PullRow[] = [];
  for (const { table, id, columns, from, data } of SOURCES) {
    if (ON_REQUEST.has(table) && !also.includes(table)) continue;
    const rows = await sql.all(
      `SELECT ${columns} FROM ${from} WHERE t.library_id = $1 AND t.ver > $2 AND t.ver <= $3
       ORDER BY t.ver LIMIT $4`,
      [libraryId, cursor, counter, most + 1],
    );
    for (const row of rows)
      found.push({ table, id: String(row[id]), ver: Number(row.ver), data: data(row) });
  }
  found.sort((a, b) => a.ver - b.ver);
  const more = found.length > most;
  const rows = found.slice(0, most);
  const last = rows[rows.length - 1];
  return { rows, cursor: more && last !== undefined ? last.ver : counter, more };
};
