// Erased patrons in the database: what is deleted with them, and how central keeps to it. Every erasure ends under the lock of
// the feed counter, so that an entry with personal data and the erasure of its person cannot pass each other by.
import { erased, personOf } from '../../station-server/circulation/erasure.ts';
import { takeFeed } from './apply-batch.ts';
import { insertRows, selectIn, type Table, upsertRows } from './bulk.ts';
import { WriterConflict } from './retry.ts';
import type { Sql, SqlValue } from './sql.ts';
import { PATRON, patronOf, patronValues } from './tables.ts';

/** `cardHash` is empty where the card was not known. */
export type Erasure = { patronId: string; atMs: number; by: string; cardHash: string };

const ERASED: Table = {
  name: 'erased',
  columns: ['library_id', 'patron_id', 'at_ms', 'by_whom', 'card_hash'],
  key: ['library_id', 'patron_id'],
};

/** Those of the patrons that were erased. */
export const readErased = async (
  sql: Sql,
  libraryId: string,
  patronIds: Iterable<string>,
): Promise<Set<string>> => {
  const select = { columns: 'patron_id', from: 'erased', column: 'patron_id' };
  const rows = await selectIn(sql, select, libraryId, patronIds);
  return new Set(rows.map((row) => String(row.patron_id)));
};

/** Those of the hashes that are of a card of an erased patron. */
export const readErasedCards = async (
  sql: Sql,
  libraryId: string,
  hashes: readonly string[],
): Promise<Set<string>> => {
  // The condition is that of the index, so that the index is used.
  const select = { columns: 'card_hash', from: 'erased', column: 'card_hash' };
  const and = "AND card_hash <> ''";
  const rows = await selectIn(sql, { ...select, and }, libraryId, hashes);
  return new Set(rows.map((row) => String(row.card_hash)));
};

const forgetPerson = async (sql: Sql, libraryId: string, patronId: string): Promise<void> => {
  const key = [libraryId, patronId];
  await sql.run('DELETE FROM patron_person WHERE library_id = $1 AND patron_id = $2', key);
  await sql.run(
    `DELETE FROM import_key WHERE library_id = $1 AND kind = 'patron' AND row_id = $2`,
    key,
  );
  const entries = await sql.all(
    `SELECT e.station, e.seq, e.type, e.body FROM entry_person p JOIN entry e
       ON e.library_id = p.library_id AND e.station = p.station AND e.seq = p.seq
     WHERE p.library_id = $1 AND (e.body LIKE $2 OR (p.station = $3 AND p.seq = $4))`,
    [libraryId, `%"${patronId}"%`, ...patronId.split('-').map(Number)],
  );
  for (const row of entries) {
    const [station, seq] = [Number(row.station), Number(row.seq)];
    const body = JSON.parse(String(row.body)) as Record<string, unknown>;
    if (personOf({ station, seq, type: String(row.type), body }) !== patronId) continue;
    await sql.run('DELETE FROM entry_person WHERE library_id = $1 AND station = $2 AND seq = $3', [
      ...[libraryId, station, seq],
    ]);
  }
};

/**
 * Deletes all of the persons but their patron rows, and remembers them. Called with the lock of
 * the feed counter held.
 */
export const recordErasures = async (
  sql: Sql,
  libraryId: string,
  erasures: readonly Erasure[],
): Promise<void> => {
  if (erasures.length === 0) return;
  const rows = erasures.map(({ patronId, atMs, by, cardHash }): SqlValue[] => [
    ...[libraryId, patronId, atMs, by, cardHash],
  ]);
  await insertRows(sql, ERASED, rows, 'ON CONFLICT (library_id, patron_id) DO NOTHING');
  for (const { patronId } of erasures) await forgetPerson(sql, libraryId, patronId);
  await sql.run(`INSERT INTO meta (name, value) VALUES ('scrub-due', 1)
    ON CONFLICT (name) DO UPDATE SET value = 1`);
};

/** An erasure by central itself: by command, or from the list beside the database. */
export const eraseNow = async (
  sql: Sql,
  libraryId: string,
  erasure: Erasure,
  hashCard: (card: string) => string,
): Promise<Erasure> => {
  const [row] = await sql.all(
    `SELECT * FROM patron WHERE library_id = $1 AND patron_id = $2${sql.forUpdate}`,
    [libraryId, erasure.patronId],
  );
  const feed = await takeFeed(sql, libraryId, row === undefined ? 0 : 1);
  const card = String(row?.card ?? '');
  const full = card === '' ? erasure : { ...erasure, cardHash: hashCard(card) };
  await recordErasures(sql, libraryId, [full]);
  if (row !== undefined) {
    const values = patronValues(libraryId, erased(patronOf(row)), feed.ver());
    await upsertRows(sql, PATRON, [values]);
  }
  return full;
};

/**
 * Under the lock of the feed counter: was somebody whose data this batch stores erased meanwhile,
 * or did somebody whom it erases come? Whoever comes second starts again and sees the other.
 */
export const checkErasures = async (
  sql: Sql,
  libraryId: string,
  seen: { persons: readonly string[]; erasedUnknown: readonly string[] },
): Promise<void> => {
  if ((await readErased(sql, libraryId, seen.persons)).size > 0)
    throw new WriterConflict('a person of this batch was erased');
  const select = { columns: 'patron_id', from: 'patron', column: 'patron_id' };
  if ((await selectIn(sql, select, libraryId, seen.erasedUnknown)).length > 0)
    throw new WriterConflict('a patron whom this batch erases has come');
};

const ERASED_LISTED_MAX = 1_000;

/** In the order of the ids, at most 1,000 after `after`. */
export const listErased = async (
  sql: Pick<Sql, 'all'>,
  libraryId: string,
  after: string,
): Promise<{ patronIds: string[]; more: boolean }> => {
  const rows = await sql.all(
    `SELECT patron_id FROM erased WHERE library_id = $1 AND patron_id > $2
     ORDER BY patron_id LIMIT ${ERASED_LISTED_MAX + 1}`,
    [libraryId, after],
  );
  const patronIds = rows.map((row) => String(row.patron_id));
  return {
    patronIds: patronIds.slice(0, ERASED_LISTED_MAX),
    more: rows.length > ERASED_LISTED_MAX,
  };
};
