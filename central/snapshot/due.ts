// Which libraries need a snapshot: none of this epoch yet, the last one too old, or it names a person who was erased since. The
// last kind is removed at once: a file of central may not bring an erased person back. So is one from before a restore of the
// database, which stands for versions that will be given to other rows.
import type { Sql } from '../store/sql.ts';
import type { SnapshotManifest, SnapshotShelf } from './shelf.ts';

export type DueOptions = { nowMs: number; everyMs: number };

const erasedVer = async (sql: Sql, libraryId: string): Promise<number> => {
  const [row] = await sql.all(
    `SELECT MAX(ver) AS ver FROM patron WHERE library_id = $1 AND status = 'erased'`,
    [libraryId],
  );
  return Number(row?.ver ?? 0);
};

export const dueLibraries = async (
  sql: Sql,
  shelf: SnapshotShelf,
  { nowMs, everyMs }: DueOptions,
): Promise<string[]> => {
  const [meta] = await sql.all(`SELECT value FROM meta WHERE name = 'epoch'`);
  const epoch = Number(meta?.value);
  const due: string[] = [];
  for (const row of await sql.all('SELECT library_id, ver FROM feed ORDER BY library_id')) {
    const libraryId = String(row.library_id);
    const erased = await erasedVer(sql, libraryId);
    const ver = Number(row.ver);
    const namesErased = (made: SnapshotManifest): boolean =>
      made.epoch === epoch ? made.ver < erased : erased > 0;
    shelf.forget(libraryId, (made) => namesErased(made) || made.ver > ver);
    const [newest] = shelf.manifests(libraryId);
    const fresh = newest?.epoch === epoch && nowMs - newest.madeAtMs < everyMs;
    // Nothing changed: the old one is as good as a new one.
    const same = newest?.epoch === epoch && newest.ver === ver;
    if (!fresh && !same && ver > 0) due.push(libraryId);
  }
  return due;
};
