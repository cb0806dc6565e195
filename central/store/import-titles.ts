// What `kitap import catalogue` brings: titles with their items, by the key of their source. The
// same record again changes nothing; a changed one is updated row by row; an item that left the
// record is deleted unless somebody holds it.
import { hash } from 'node:crypto';
import type { Item, Title } from '../../station-server/circulation/types.ts';
import type { ImportedTitle, ImportOutcome } from '../sync-contract.ts';
import { takeFeed } from './apply-batch.ts';
import { insertRows, selectIn, upsertRows } from './bulk.ts';
import { writeReviews } from './reviews.ts';
import type { Sql, SqlValue } from './sql.ts';
import * as tables from './tables.ts';
import { append } from './working-set.ts';

export const RECORDS_PER_TRANSACTION_MAX = 500;

export const digestOf = (record: unknown): string => hash('sha256', JSON.stringify(record), 'hex');

type KnownKey = { rowId: string; digest: string };
export const readKeys = async (
  sql: Sql,
  libraryId: string,
  kind: 'title' | 'patron',
  keys: string[],
): Promise<Map<string, KnownKey>> => {
  const select = { columns: '*', from: 'import_key', column: 'source_key', lock: true };
  const rows = await selectIn(sql, { ...select, and: `AND kind = '${kind}'` }, libraryId, keys);
  return new Map(
    rows.map((row) => [
      String(row.source_key),
      { rowId: String(row.row_id), digest: String(row.digest) },
    ]),
  );
};

type SourceKey = KnownKey & { key: string; isNew: boolean };
/**
 * A new key is inserted, never merged: when two imports bring it at once, the second fails, starts
 * again and updates.
 */
export const writeKeys = async (
  sql: Sql,
  libraryId: string,
  kind: 'title' | 'patron',
  keys: readonly SourceKey[],
): Promise<void> => {
  const values = (wanted: boolean): SqlValue[][] =>
    keys
      .filter(({ isNew }) => isNew === wanted)
      .map(({ key, rowId, digest }) => [libraryId, kind, key, rowId, digest]);
  await insertRows(sql, tables.IMPORT_KEY, values(true));
  await upsertRows(sql, tables.IMPORT_KEY, values(false));
};

type Plan = {
  record: ImportedTitle;
  digest: string;
  titleId: string | null;
  /** The item that is there already, or null for a new one. */
  items: { now: ImportedTitle['items'][number]; known: Item | null }[];
  gone: Item[];
};

/** By barcode, else by inventory number: many items have no label yet. */
const planOf = (
  record: ImportedTitle,
  digest: string,
  known: KnownKey | undefined,
  existing: Item[],
): Plan => {
  const left = new Set(existing);
  const take = (fits: (item: Item) => boolean): Item | null => {
    for (const item of left)
      if (fits(item)) {
        left.delete(item);
        return item;
      }
    return null;
  };
  const byBarcode = record.items.map((now) =>
    now.barcode === '' ? null : take((item) => item.barcode === now.barcode),
  );
  const items = record.items.map((now, index) => {
    const found =
      byBarcode[index] ??
      (now.inventoryNo === '' ? null : take((item) => item.inventoryNo === now.inventoryNo));
    return { now, known: found };
  });
  return {
    record,
    digest,
    titleId: known?.rowId ?? null,
    items,
    gone: [...left],
  };
};

/** Why nothing of the record can be stored, or null. */
const rejection = (
  record: ImportedTitle,
  titleId: string | null,
  owners: Map<string, string>,
): string | null => {
  const seen = new Set<string>();
  for (const { barcode } of record.items) {
    if (barcode === '') continue;
    if (seen.has(barcode)) return 'barcode-repeated';
    seen.add(barcode);
    const owner = owners.get(barcode);
    if (owner !== undefined && owner !== (titleId ?? record.key)) return 'barcode-taken';
  }
  return null;
};

const readItems = async (
  sql: Sql,
  libraryId: string,
  column: 'barcode' | 'title_id',
  ids: string[],
) => {
  // The index of barcodes leaves empty ones out; only a query that says so may use it.
  const and = `AND deleted = 0${column === 'barcode' ? " AND barcode <> ''" : ''}`;
  const select = { columns: '*', from: 'item', column, and, lock: true };
  return (await selectIn(sql, select, libraryId, ids)).map(tables.itemOf);
};

/**
 * Ids of those items that are out; their item_state is locked, so they stay as they are until the
 * commit.
 */
const onLoan = async (sql: Sql, libraryId: string, items: Item[]): Promise<Set<string>> => {
  const ids = items.map((item) => item.itemId);
  const none = { last: { atMs: 0, station: 0, seq: 0 }, openLoanId: null };
  const rows = [...ids].sort().map((id) => tables.itemStateValues(libraryId, id, none));
  const nothing = 'ON CONFLICT (library_id, item_id) DO NOTHING';
  await insertRows(sql, tables.ITEM_STATE, rows, nothing);
  const select = { columns: '*', from: 'item_state', column: 'item_id', lock: true };
  const states = await selectIn(sql, select, libraryId, ids);
  return new Set(states.filter((s) => s.open_loan_id !== null).map((s) => String(s.item_id)));
};

/** One transaction; no key may come twice in `records`. */
export const importTitles = async (
  sql: Sql,
  libraryId: string,
  records: readonly ImportedTitle[],
  nowMs: number,
): Promise<ImportOutcome[]> => {
  const keys = await readKeys(
    sql,
    libraryId,
    'title',
    records.map((r) => r.key),
  );
  const digests = new Map(records.map((record) => [record.key, digestOf(record)]));
  const digestIn = ({ key }: ImportedTitle): string => digests.get(key) as string;
  const changed = records.filter((record) => keys.get(record.key)?.digest !== digestIn(record));
  const titleIds = changed.flatMap((record) => keys.get(record.key)?.rowId ?? []);
  const existing = new Map<string, Item[]>();
  for (const item of await readItems(sql, libraryId, 'title_id', titleIds))
    append(existing, item.titleId, item);
  const barcodes = changed.flatMap((r) => r.items.map((i) => i.barcode)).filter((b) => b !== '');
  const owners = new Map<string, string>();
  for (const item of await readItems(sql, libraryId, 'barcode', barcodes))
    owners.set(item.barcode, item.titleId);

  const plans: Plan[] = [];
  const outcomes = records.map((record): ImportOutcome => {
    const known = keys.get(record.key);
    if (known !== undefined && known.digest === digestIn(record)) return { outcome: 'unchanged' };
    const titleId = known?.rowId ?? null;
    const reason = rejection(record, titleId, owners);
    if (reason !== null) return { outcome: 'rejected', reason };
    // A barcode that a new title takes is named by the record's key until the title has its id.
    for (const { barcode } of record.items)
      if (barcode !== '') owners.set(barcode, titleId ?? record.key);
    const now = titleId === null ? [] : (existing.get(titleId) ?? []);
    plans.push(planOf(record, digestIn(record), known, now));
    return { outcome: known === undefined ? 'new' : 'updated' };
  });
  if (plans.length > 0) await writePlans(sql, libraryId, plans, nowMs);
  return outcomes;
};

const writePlans = async (sql: Sql, libraryId: string, plans: readonly Plan[], nowMs: number) => {
  const gone = plans.flatMap((plan) => plan.gone);
  const held = await onLoan(sql, libraryId, gone);
  const vanished = gone.filter((item) => held.has(item.itemId));
  await writeReviews(
    sql,
    libraryId,
    vanished.map((item) => ({
      kind: 'item-vanished-on-loan',
      ref: item.itemId,
      station: 0,
      seq: 0,
      saw: { station: { record: 'without the item' }, central: { ...item, onLoan: true } },
    })),
    nowMs,
  );
  const deleted = gone.filter((item) => !held.has(item.itemId));
  await blankMovedBarcodes(sql, libraryId, plans);

  const newIds = plans.reduce(
    (sum, plan) =>
      sum + (plan.titleId === null ? 1 : 0) + plan.items.filter((i) => i.known === null).length,
    0,
  );
  const rowCount = plans.reduce((sum, plan) => sum + 1 + plan.items.length, deleted.length);
  const feed = await takeFeed(sql, libraryId, rowCount, { ids: newIds });
  const [titles, items]: [SqlValue[][], SqlValue[][]] = [[], []];
  const keys: SourceKey[] = [];
  // Deleted first: the barcode of one may be the label of another now.
  for (const item of deleted)
    items.push(tables.itemValues(libraryId, { ...item, barcode: '' }, true, feed.ver()));
  for (const plan of plans) {
    const title: Title = { ...plan.record.title, titleId: plan.titleId ?? feed.importedId() };
    titles.push(tables.titleValues(libraryId, title, feed.ver()));
    const isNew = plan.titleId === null;
    keys.push({ key: plan.record.key, rowId: title.titleId, digest: plan.digest, isNew });
    for (const { now, known } of plan.items) {
      const itemId = known?.itemId ?? feed.importedId();
      const item: Item = { ...now, itemId, titleId: title.titleId };
      items.push(tables.itemValues(libraryId, item, false, feed.ver()));
    }
  }
  await upsertRows(sql, tables.TITLE, titles);
  await upsertRows(sql, tables.ITEM, items);
  await writeKeys(sql, libraryId, 'title', keys);
};

/**
 * Two items may swap labels in one import; for a moment neither has one, so that no label is on
 * two.
 */
const blankMovedBarcodes = async (sql: Sql, libraryId: string, plans: readonly Plan[]) => {
  for (const { now, known } of plans.flatMap((plan) => plan.items))
    if (known !== null && known.barcode !== '' && known.barcode !== now.barcode)
      await sql.run(`UPDATE item SET barcode = '' WHERE library_id = $1 AND item_id = $2`, [
        libraryId,
        known.itemId,
      ]);
};
