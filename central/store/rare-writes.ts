// Writes what the rules changed in stornos, blocks, merges and decisions. Part of `writeBatch`.
import { insertRows, type Table, upsertRows } from './bulk.ts';
import type { RareSet } from './rare-set.ts';
import type { Sql, SqlValue } from './sql.ts';

const STORNO: Table = {
  name: 'storno',
  key: ['library_id', 'target', 'by_entry'],
  columns: ['library_id', 'target', 'by_entry', 'active'],
};
const BLOCK: Table = {
  name: 'patron_block',
  key: ['library_id', 'patron_id', 'station', 'seq'],
  columns: ['library_id', 'patron_id', 'station', 'seq', 'at_ms', 'blocked', 'reason'],
};
const MERGED: Table = {
  name: 'merged_patron',
  key: ['library_id', 'patron_id'],
  columns: ['library_id', 'patron_id', 'into_id', 'by_entry', 'at_ms', 'station', 'seq'],
};
const DECISION: Table = {
  name: 'review_decision',
  key: ['library_id', 'kind', 'ref'],
  columns: ['library_id', 'kind', 'ref', 'entry'],
};

const entryKey = (name: string): [number, number] => {
  const [station = 0, seq = 0] = name.split('-').map(Number);
  return [station, seq];
};

const writeMerges = async (sql: Sql, libraryId: string, rare: RareSet): Promise<void> => {
  const rows: SqlValue[][] = [];
  for (const [patronId, row] of [...rare.changed.merges].sort()) {
    if (row === null)
      await sql.run('DELETE FROM merged_patron WHERE library_id = $1 AND patron_id = $2', [
        ...[libraryId, patronId],
      ]);
    else rows.push([libraryId, patronId, row.intoId, row.by, row.atMs, row.station, row.seq]);
  }
  await upsertRows(sql, MERGED, rows);
};

const writeDecisions = async (
  sql: Sql,
  libraryId: string,
  rare: RareSet,
  nowMs: number,
): Promise<void> => {
  for (const { kind, ref, state, by } of rare.changed.decisions) {
    const about = [libraryId, kind, ref];
    await sql.run(
      `UPDATE review SET state = $4, settled_at_ms = $5
       WHERE library_id = $1 AND kind = $2 AND ref = $3`,
      [...about, state, state === 'open' ? null : nowMs],
    );
    if (state === 'open')
      await sql.run(
        'DELETE FROM review_decision WHERE library_id = $1 AND kind = $2 AND ref = $3',
        about,
      );
    else await upsertRows(sql, DECISION, [[...about, by]]);
  }
};

export const writeRare = async (
  sql: Sql,
  libraryId: string,
  rare: RareSet,
  nowMs: number,
): Promise<void> => {
  const { changed } = rare;
  const stornos = [...changed.stornos.values()].map((s) => [
    ...[libraryId, s.target, s.by, s.active ? 1 : 0],
  ]);
  await upsertRows(sql, STORNO, stornos);
  for (const [entry, voided] of [...changed.voids].sort())
    await sql.run(
      'UPDATE entry SET outcome = $4 WHERE library_id = $1 AND station = $2 AND seq = $3',
      [libraryId, ...entryKey(entry), voided ? 'voided' : 'applied'],
    );
  const blocks = changed.blocks.map(({ patronId, block: b }) => [
    ...[libraryId, patronId, b.station, b.seq, b.atMs, b.blocked ? 1 : 0, b.reason],
  ]);
  await insertRows(sql, BLOCK, blocks);
  await writeMerges(sql, libraryId, rare);
  await writeDecisions(sql, libraryId, rare, nowMs);
};
