// Makes the snapshot of one library: all rows of one moment, read in pages, packed by columns, a chunk in memory at a time.
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Sql, SqlDatabase } from '../store/sql.ts';
import { SNAPSHOT_FORMAT, type SnapshotChunk } from '../sync-contract.ts';
import { packChunk } from './chunk-text.ts';
import { rowsOf, type SnapshotPart, snapshotParts } from './parts.ts';
import type { SnapshotManifest, SnapshotShelf } from './shelf.ts';

/** Fewer rows cost bytes (4 % at a quarter of it), more cost memory here and at the station, and time until the first apply. */
export const ROWS_PER_CHUNK = 16_384;

export type SnapshotOptions = { nowMs: number; rowsPerChunk?: number };

const compress = promisify(brotliCompress);

/** Each station reads one of the branches' parts, central packs them all: half of its time for 11 kB of 1.4 MB is too much. */
const BRANCH_QUALITY = 9;

const packed = (text: string, quality: number): Promise<Buffer> => {
  const bytes = Buffer.from(text);
  return compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
};

type Row = Record<string, unknown>;

/** By station, then sequence: ids next to each other cost next to nothing. */
const byId = (table: string, rows: Row[]): Row[] => {
  const keys = new Map(
    rows.map((row) => [row, String(row[`${table}Id`]).split('-').map(Number) as [number, number]]),
  );
  const keyOf = (row: Row) => keys.get(row) as [number, number];
  return rows.sort((a, b) => keyOf(a)[0] - keyOf(b)[0] || keyOf(a)[1] - keyOf(b)[1]);
};

const chunksOfPart = async (
  sql: Sql,
  shelf: SnapshotShelf,
  libraryId: string,
  part: SnapshotPart,
  rowsPerChunk: number,
): Promise<SnapshotChunk[]> => {
  const { tier, table, branch, deleted = false } = part;
  const chunks: SnapshotChunk[] = [];
  const finish = async (rows: Row[]): Promise<void> => {
    const quality = branch === undefined ? constants.BROTLI_MAX_QUALITY : BRANCH_QUALITY;
    const bytes = await packed(packChunk(table, byId(table, rows), deleted), quality);
    chunks.push({
      ...{ tier, table },
      ...(branch === undefined ? {} : { branch }),
      ...(deleted ? { deleted } : {}),
      ...{ rows: rows.length, bytes: bytes.length, sha256: shelf.putChunk(libraryId, bytes) },
    });
  };
  let rows: Row[] = [];
  for await (const row of rowsOf(sql, libraryId, part)) {
    rows.push(row);
    if (rows.length < rowsPerChunk) continue;
    await finish(rows);
    rows = [];
  }
  if (rows.length > 0) await finish(rows);
  return chunks;
};

/** Null when the library has no rows yet. */
export const makeSnapshot = (
  database: SqlDatabase,
  shelf: SnapshotShelf,
  libraryId: string,
  { nowMs, rowsPerChunk = ROWS_PER_CHUNK }: SnapshotOptions,
): Promise<SnapshotManifest | null> =>
  database.reading(async (sql) => {
    const [standing] = await sql.all(
      `SELECT f.ver, m.value AS epoch FROM feed f JOIN meta m ON m.name = 'epoch'
       WHERE f.library_id = $1`,
      [libraryId],
    );
    const ver = Number(standing?.ver ?? 0);
    if (ver === 0) return null;
    const stations = await sql.all('SELECT station, applied FROM station WHERE library_id = $1', [
      libraryId,
    ]);
    const branches = await sql.all(
      'SELECT DISTINCT branch FROM item WHERE library_id = $1 AND deleted = 0 ORDER BY branch',
      [libraryId],
    );
    const manifest: SnapshotManifest = {
      ...{ format: SNAPSHOT_FORMAT, libraryId, epoch: Number(standing?.epoch), ver },
      madeAtMs: nowMs,
      appliedAt: Object.fromEntries(
        stations.map(({ station, applied }) => [String(station), Number(applied)]),
      ),
      chunks: [],
    };
    const parts = snapshotParts(
      branches.map(({ branch }) => String(branch)),
      nowMs,
    );
    for (const part of parts)
      manifest.chunks.push(...(await chunksOfPart(sql, shelf, libraryId, part, rowsPerChunk)));
    shelf.putManifest(manifest);
    return manifest;
  });
