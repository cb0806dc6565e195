// Snapshots as `kitap central` uses them: kept fresh beside the server, or made now.
import { openSqlDatabase } from '../store/central-store.ts';
import { dueLibraries } from './due.ts';
import { createSnapshotKeeper, type SnapshotKeeper } from './keeper.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { createSnapshotShelf } from './shelf.ts';
import { createSnapshotThread } from './snapshot-thread.ts';

/** An erased person is out of the files within this time, and a new epoch has its snapshot soon. */
const LOOK_EVERY_MS = 60_000;
/** A reading and a closing connection. */
const CONNECTIONS = { connectionsMax: 2 };

export type KeepOptions = {
  database: string;
  folder: string;
  everyMs: number;
  onFailure(failure: { libraryId: string | null; cause: unknown }): void;
};

export const keepSnapshots = (options: KeepOptions): SnapshotKeeper => {
  const { database, folder, everyMs, onFailure } = options;
  const sql = openSqlDatabase(database, CONNECTIONS);
  const shelf = createSnapshotShelf(folder);
  const thread = createSnapshotThread();
  const keeper = createSnapshotKeeper({
    due: () => dueLibraries(sql, shelf, { nowMs: Date.now(), everyMs }),
    make: (libraryId) => thread.make({ database, folder, libraryId, nowMs: Date.now() }),
    after: (delayMs, call) => {
      const timer = setTimeout(call, delayMs);
      return () => clearTimeout(timer);
    },
    lookEveryMs: LOOK_EVERY_MS,
    onFailure,
  });
  return {
    start: keeper.start,
    stop: async () => {
      const stopping = keeper.stop();
      await thread.stop();
      await stopping;
      await sql.close();
    },
  };
};

export type MadeSnapshot = { library: string; ver: number; rows: number; bytesOfTier: number[] };

/** Of every library that has rows. */
export const snapshotNow = async (given: {
  database: string;
  folder: string;
  nowMs: number;
}): Promise<MadeSnapshot[]> => {
  const sql = openSqlDatabase(given.database, CONNECTIONS);
  try {
    const shelf = createSnapshotShelf(given.folder);
    const made: MadeSnapshot[] = [];
    for (const row of await sql.all('SELECT library_id FROM feed ORDER BY library_id')) {
      const library = String(row.library_id);
      const manifest = await makeSnapshot(sql, shelf, library, { nowMs: given.nowMs });
      if (manifest === null) continue;
      const { ver, chunks } = manifest;
      const bytesOf = (tier: number) =>
        chunks.reduce((sum, chunk) => sum + (chunk.tier === tier ? chunk.bytes : 0), 0);
      const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
      made.push({ library, ver, rows, bytesOfTier: [1, 2, 3, 4].map(bytesOf) });
    }
    return made;
  } finally {
    await sql.close();
  }
};
