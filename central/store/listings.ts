// What central tells of a library beside sync: how much it holds, and the entries of a station as they
// came.
import type { LocalDate } from '../../profiles/site-schema.ts';
import type { Sql, SqlRow } from './sql.ts';
import type { StationRef } from './stations.ts';

export type Counts = {
  patrons: number;
  titles: number;
  items: number;
  loans: number;
  openLoans: number;
  entries: number;
  heldEntries: number;
  openReviews: number;
};
export type StoredEntry = {
  station: number;
  seq: number;
  type: string;
  effectiveOn: LocalDate;
  body: Record<string, unknown>;
  chain: string;
  atMs: number;
  sure: boolean;
  outcome: 'applied' | 'review' | 'held' | 'voided';
  heldFor: string | null;
};

type Reads = Pick<Sql, 'all'>;

const ENTRIES_LISTED_MAX = 1_000;

const entryOf = (row: SqlRow): StoredEntry => ({
  station: Number(row.station),
  seq: Number(row.seq),
  type: String(row.type),
  effectiveOn: String(row.effective_on),
  body: JSON.parse(String(row.body)) as Record<string, unknown>,
  chain: String(row.chain),
  atMs: Number(row.at_ms),
  sure: row.at_sure === 1,
  outcome: row.outcome as StoredEntry['outcome'],
  heldFor: row.held_for as string | null,
});

export const readCounts = async (sql: Reads, libraryId: string): Promise<Counts> => {
  const count = (from: string, and = '') =>
    `(SELECT COUNT(*) FROM ${from} WHERE library_id = $1 ${and})`;
  const [row] = await sql.all(
    `SELECT ${count('patron')} AS patrons, ${count('title')} AS titles,
       ${count('item', 'AND deleted = 0')} AS items, ${count('loan')} AS loans,
       ${count('loan', 'AND returned_on IS NULL')} AS open_loans, ${count('entry')} AS entries,
       ${count('entry', "AND outcome = 'held'")} AS held,
       ${count('review', "AND state = 'open'")} AS reviews`,
    [libraryId],
  );
  return {
    patrons: Number(row?.patrons),
    titles: Number(row?.titles),
    items: Number(row?.items),
    loans: Number(row?.loans),
    openLoans: Number(row?.open_loans),
    entries: Number(row?.entries),
    heldEntries: Number(row?.held),
    openReviews: Number(row?.reviews),
  };
};

/** After `afterSeq`, at most 1,000. */
export const readEntries = async (
  sql: Reads,
  { libraryId, station }: StationRef,
  afterSeq: number,
): Promise<StoredEntry[]> => {
  const rows = await sql.all(
    `SELECT * FROM entry WHERE library_id = $1 AND station = $2 AND seq > $3
     ORDER BY seq LIMIT ${ENTRIES_LISTED_MAX}`,
    [libraryId, station, afterSeq],
  );
  return rows.map(entryOf);
};
