// What an import of patrons brings, by card number. A patron whom a station registered under the
// same card is updated.
import type { ImportedPatron, ImportOutcome } from '../sync-contract.ts';
import { takeFeed } from './apply-batch.ts';
import { selectIn, upsertRows } from './bulk.ts';
import { readErasedCards } from './erasures.ts';
import { digestOf, readKeys, writeKeys } from './import-titles.ts';
import type { Sql, SqlValue } from './sql.ts';
import * as tables from './tables.ts';

/**
 * One transaction; no card may come twice in `records`. `patronId` of a record is not stored:
 * central gives `0-N`, or keeps the id that the card has.
 */
export const importPatrons = async (
  sql: Sql,
  libraryId: string,
  records: readonly ImportedPatron[],
  nowMs: number,
  hashCard: (card: string) => string,
): Promise<ImportOutcome[]> => {
  const cards = records.map((record) => record.card);
  const hashes = cards.map(hashCard);
  const erased = await readErasedCards(sql, libraryId, hashes);
  const keys = await readKeys(sql, libraryId, 'patron', cards);
  const select = { columns: 'patron_id, card', from: 'patron', column: 'card', lock: true };
  const holders = new Map<string, string>();
  for (const row of await selectIn(sql, select, libraryId, cards))
    holders.set(String(row.card), String(row.patron_id));

  const changed: { record: ImportedPatron; digest: string; patronId: string | null }[] = [];
  const outcomes = records.map((record, index): ImportOutcome => {
    // An old list must not bring the person back; who comes again is registered, with a new card.
    if (erased.has(hashes[index] ?? '')) return { outcome: 'rejected', reason: 'erased' };
    const { patronId: _, ...kept } = record;
    const digest = digestOf(kept);
    const known = keys.get(record.card);
    if (known?.digest === digest) return { outcome: 'unchanged' };
    const patronId = known?.rowId ?? holders.get(record.card) ?? null;
    changed.push({ record, digest, patronId });
    return { outcome: patronId === null ? 'new' : 'updated' };
  });
  if (changed.length === 0) return outcomes;

  const people = { columns: '*', from: 'patron_person', column: 'patron_id' };
  const knownIds = changed.flatMap(({ patronId }) => patronId ?? []);
  const kept = new Map<string, { iin: SqlValue; guardian: SqlValue }>();
  for (const row of await selectIn(sql, people, libraryId, knownIds))
    kept.set(String(row.patron_id), { iin: row.iin ?? null, guardian: row.guardian ?? null });

  const newIds = changed.filter(({ patronId }) => patronId === null).length;
  const feed = await takeFeed(sql, libraryId, changed.length, { ids: newIds });
  const [patrons, persons]: [SqlValue[][], SqlValue[][]] = [[], []];
  const importKeys: Parameters<typeof writeKeys>[3][number][] = [];
  for (const { record, digest, patronId: knownId } of changed) {
    const patronId = knownId ?? feed.importedId();
    const patron = { ...record, patronId, languageAtMs: nowMs };
    patrons.push(tables.patronValues(libraryId, patron, feed.ver()));
    const { iin, guardian } = kept.get(patronId) ?? { iin: null, guardian: null };
    const { surname, givenName, patronymic } = record.name;
    persons.push([
      ...[libraryId, patronId, surname, givenName, patronymic, record.phone, iin, guardian],
    ]);
    const isNew = !keys.has(record.card);
    importKeys.push({ key: record.card, rowId: patronId, digest, isNew });
  }
  await upsertRows(sql, tables.PATRON, patrons);
  await upsertRows(sql, tables.PERSON, persons);
  await writeKeys(sql, libraryId, 'patron', importKeys);
  return outcomes;
};
