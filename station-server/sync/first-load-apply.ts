// A whole chunk into the store: checked against its sha256, unpacked, each row checked, and put in as pulled rows are, some
// hundred a transaction with room for a check-out in between. Goes on after a kill where the last transaction ended.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import {
  CHUNK_TEXT_BYTES_MAX,
  type PullRow,
  type SnapshotAnswer,
  type SnapshotChunk,
  type UnpackedChunk,
  unpackChunk,
} from '../../central/sync-contract.ts';
import type { Clock } from '../clock.ts';
import { StationError } from '../errors.ts';
import type { StationDatabase } from '../store/open-database.ts';
import type { PullApplier } from './apply-rows.ts';
import type { LoadStore } from './first-load-store.ts';
import { isPulledRow } from './pulled-rows.ts';

/** Keeps the p99 of a check-out meanwhile under 10 ms (sync.md 1.2 "Pull"). */
const ROWS_PER_TRANSACTION = 500;

const unpackBytes = promisify(brotliDecompress);

export type ChunkApplierDeps = {
  db: StationDatabase;
  clock: Pick<Clock, 'after'>;
  applier: PullApplier;
  store: LoadStore;
  /** Whether this snapshot is still the one to load; asked inside each transaction. */
  current(answer: SnapshotAnswer): boolean;
};

/** `damaged`: the bytes are not those that the manifest names. `stale`: central was restored meanwhile. */
export type Applied = 'applied' | 'damaged' | 'stale';

const unpacked = async (bytes: Buffer, chunk: SnapshotChunk): Promise<UnpackedChunk> => {
  try {
    const text = await unpackBytes(bytes, { maxOutputLength: CHUNK_TEXT_BYTES_MAX });
    const found = unpackChunk(text.toString('utf8'));
    const same = found.table === chunk.table && found.rows === chunk.rows;
    if (same && found.deleted === (chunk.deleted ?? false)) return found;
    throw new RangeError('a chunk holds other rows than its manifest says');
  } catch (cause) {
    throw new StationError('sync-answer-unreadable', { detail: 'snapshot', cause });
  }
};

export const createChunkApplier = (deps: ChunkApplierDeps) => {
  const { db, clock, applier, store, current } = deps;

  const rowAt = ({ table, deleted, at }: UnpackedChunk, row: number, ver: number): PullRow => {
    const data = at(row);
    const made: PullRow = {
      table,
      id: String(data[`${table}Id`]),
      ver,
      data: deleted ? null : data,
    };
    if (isPulledRow(made)) return made;
    throw new StationError('sync-answer-unreadable', { detail: `snapshot ${table}` });
  };
  const putRows = db.transaction(
    (answer: SnapshotAnswer, sha256: string, rows: PullRow[], done: number, last: boolean) => {
      if (!current(answer)) return false;
      applier.load(rows, answer.applied);
      for (const { table, id } of rows) if (table === 'loan') store.settle(id);
      store.setRowsDone(sha256, done, last);
      return true;
    },
  );
  const pause = (): Promise<void> => new Promise((resolve) => clock.after(0, resolve));

  return async (answer: SnapshotAnswer, chunk: SnapshotChunk): Promise<Applied> => {
    const { sha256, bytes: size } = chunk;
    const bytes = store.bytes(sha256);
    const digest = createHash('sha256').update(bytes).digest('hex');
    if (bytes.length !== size || digest !== sha256) return 'damaged';
    const found = await unpacked(bytes, chunk);
    for (let done = Math.min(store.rowsDone(sha256), found.rows - 1); done < found.rows; ) {
      await pause();
      const end = Math.min(done + ROWS_PER_TRANSACTION, found.rows);
      const rows: PullRow[] = [];
      for (let row = done; row < end; row += 1) rows.push(rowAt(found, row, answer.ver));
      if (!putRows.immediate(answer, sha256, rows, end, end === found.rows)) return 'stale';
      applier.loaded();
      done = end;
    }
    return 'applied';
  };
};
