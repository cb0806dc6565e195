// Records of one person, as merges left them: which of them stayed, and those that were merged into one.
import { selectIn } from './bulk.ts';
import type { Sql } from './sql.ts';

/** Longer chains are a mistake of many merges: the walk ends where it is. */
export const MERGES_FOLLOWED_MAX = 8;

/** Ids of the records that were merged into these, over any number of steps. */
export const mergedInto = async (
  sql: Sql,
  libraryId: string,
  patronIds: Iterable<string>,
): Promise<Set<string>> => {
  const select = { columns: 'patron_id', from: 'merged_patron', column: 'into_id' };
  const given = new Set(patronIds);
  const found = new Set<string>();
  let next = given;
  for (let steps = 0; next.size > 0 && steps < MERGES_FOLLOWED_MAX; steps += 1) {
    const rows = await selectIn(sql, select, libraryId, next);
    const ids = rows.map((row) => String(row.patron_id));
    next = new Set(ids.filter((id) => !found.has(id) && !given.has(id)));
    for (const id of next) found.add(id);
  }
  return found;
};

/** The record to which the card of this one leads: itself where it was never merged. */
export const stayedOf = async (sql: Sql, libraryId: string, patronId: string): Promise<string> => {
  let at = patronId;
  for (let steps = 0; steps < MERGES_FOLLOWED_MAX; steps += 1) {
    const [row] = await sql.all(
      'SELECT into_id FROM merged_patron WHERE library_id = $1 AND patron_id = $2',
      [libraryId, at],
    );
    if (row === undefined) return at;
    at = String(row.into_id);
  }
  return at;
};
