// The thread that makes one snapshot: packing takes a minute of a processor, and a fault in it must not end central.
// Started by `snapshot-thread.ts` with the database, the folder and the library.
import { parentPort, workerData } from 'node:worker_threads';
import { openSqlDatabase } from '../store/central-store.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { createSnapshotShelf } from './shelf.ts';
import type { SnapshotOrder } from './snapshot-thread.ts';

const { database, folder, libraryId, nowMs } = workerData as SnapshotOrder;
const sql = openSqlDatabase(database, { connectionsMax: 1 });
try {
  const manifest = await makeSnapshot(sql, createSnapshotShelf(folder), libraryId, { nowMs });
  parentPort?.postMessage(manifest?.ver ?? null);
} finally {
  await sql.close();
}
