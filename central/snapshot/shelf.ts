// Where the snapshots of all libraries lie: per library a folder with chunks named by their sha256 and the manifests of the
// last snapshots. Written so that a crash leaves whole files only. They hold names of patrons: nobody else may read them.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { SnapshotChunk } from '../sync-contract.ts';

export type SnapshotManifest = {
  format: number;
  libraryId: string;
  epoch: number;
  /** The feed version that all rows stand for. */
  ver: number;
  madeAtMs: number;
  /** By station number: its last entry that was applied at `ver`. */
  appliedAt: Record<string, number>;
  chunks: SnapshotChunk[];
};

export const MANIFESTS_KEPT = 2;
const MANIFEST = /^manifest-(\d{15})\.json$/;
const CHUNK = /^[0-9a-f]{64}\.br$/;

export type SnapshotShelf = {
  /** Newest first. */
  manifests(libraryId: string): SnapshotManifest[];
  /** The folder of a library's chunks, and a chunk's name in it. */
  folder(libraryId: string): string;
  fileName(sha256: string): string;
  /** Durable when it returns. The same bytes twice are one file. */
  putChunk(libraryId: string, bytes: Uint8Array): string;
  /** Takes the manifest in, and removes what only older ones than the last two name. */
  putManifest(manifest: SnapshotManifest): void;
  /** Removes manifests and every file that no other one names: they hold what may not be kept. */
  forget(libraryId: string, unwanted: (manifest: SnapshotManifest) => boolean): void;
};

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

const writeWhole = (folder: string, name: string, bytes: Uint8Array): void => {
  const unfinished = join(folder, `${name}.tmp`);
  const file = openSync(unfinished, 'w', FILE_MODE);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, join(folder, name));
};

export const createSnapshotShelf = (root: string): SnapshotShelf => {
  const folder = (libraryId: string): string => join(root, libraryId);
  const fileName = (sha256: string): string => `${sha256}.br`;
  const names = (libraryId: string): string[] =>
    existsSync(folder(libraryId)) ? readdirSync(folder(libraryId)) : [];
  const manifestNames = (libraryId: string): string[] =>
    names(libraryId)
      .filter((name) => MANIFEST.test(name))
      .sort()
      .reverse();
  const read = (libraryId: string, name: string): SnapshotManifest =>
    JSON.parse(readFileSync(join(folder(libraryId), name), 'utf8')) as SnapshotManifest;
  const manifests = (libraryId: string): SnapshotManifest[] =>
    manifestNames(libraryId).map((name) => read(libraryId, name));

  /** What no manifest names, unfinished files of a crash among them. One program makes snapshots at a time. */
  const tidy = (libraryId: string): void => {
    const named = manifests(libraryId).flatMap(({ chunks }) => chunks);
    const wanted = new Set(named.map(({ sha256 }) => fileName(sha256)));
    for (const name of names(libraryId)) {
      const unnamed = CHUNK.test(name) && !wanted.has(name);
      if (unnamed || name.endsWith('.tmp')) rmSync(join(folder(libraryId), name));
    }
  };
  return {
    manifests,
    folder,
    fileName,
    putChunk: (libraryId, bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      mkdirSync(folder(libraryId), { recursive: true, mode: FOLDER_MODE });
      if (!existsSync(join(folder(libraryId), fileName(sha256))))
        writeWhole(folder(libraryId), fileName(sha256), bytes);
      return sha256;
    },
    putManifest: (manifest) => {
      const { libraryId, madeAtMs, chunks } = manifest;
      const lost = chunks.filter(
        ({ sha256 }) => !existsSync(join(folder(libraryId), fileName(sha256))),
      );
      if (lost.length > 0) throw new Error(`${lost.length} chunks were removed by another program`);
      mkdirSync(folder(libraryId), { recursive: true, mode: FOLDER_MODE });
      const name = `manifest-${String(madeAtMs).padStart(15, '0')}.json`;
      writeWhole(folder(libraryId), name, Buffer.from(JSON.stringify(manifest)));
      for (const old of manifestNames(libraryId).slice(MANIFESTS_KEPT))
        rmSync(join(folder(libraryId), old));
      tidy(libraryId);
    },
    forget: (libraryId, unwanted) => {
      const gone = manifestNames(libraryId).filter((name) => unwanted(read(libraryId, name)));
      for (const name of gone) rmSync(join(folder(libraryId), name));
      if (gone.length > 0) tidy(libraryId);
    },
  };
};
