// `manifest.jsonl` in the folder of the backups: one line for each backup that is there and for each
// restore from them. A restore checks a file by it, and never raises the epoch to a number that an
// earlier restore gave.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './durable-file.ts';
import type { Standings } from './standings.ts';

export type BackupLine = Standings & {
  kind: 'backup';
  /** Name within the folder. */
  file: string;
  at: string;
  engine: 'sqlite' | 'postgres';
  bytes: number;
  sha256: string;
};
export type RestoreLine = { kind: 'restore'; file: string; at: string; epoch: number };
export type ManifestLine = BackupLine | RestoreLine;

const NAME = 'manifest.jsonl';
const RESTORES_KEPT_MAX = 100;

/** Oldest first; empty where there is none. A line that is not whole is passed over. */
export const readManifest = (folder: string): ManifestLine[] => {
  const path = join(folder, NAME);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line): ManifestLine[] => {
      try {
        return [JSON.parse(line) as ManifestLine];
      } catch {
        return [];
      }
    });
};

const writeManifest = (folder: string, lines: readonly ManifestLine[]): void =>
  writeDurably(join(folder, NAME), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

export const addLine = (folder: string, line: ManifestLine): void =>
  writeManifest(folder, [...readManifest(folder), line]);

export const backupLine = (folder: string, file: string): BackupLine | undefined =>
  readManifest(folder).find(
    (line): line is BackupLine => line.kind === 'backup' && line.file === file,
  );

/** The highest epoch that any line of the folder names; 0 where there is none. */
export const highestEpoch = (folder: string): number =>
  Math.max(0, ...readManifest(folder).map(({ epoch }) => epoch));

/**
 * Keeps the `keep` newest backups and removes the files of the others: only files that the manifest
 * names. Gives the names removed.
 */
export const removeOld = (folder: string, keep: number): string[] => {
  const lines = readManifest(folder);
  const backups = lines.filter((line): line is BackupLine => line.kind === 'backup');
  const old = new Set(backups.slice(0, Math.max(0, backups.length - keep)).map((l) => l.file));
  if (old.size === 0) return [];
  for (const file of old) rmSync(join(folder, file), { force: true });
  const restores = lines.filter(({ kind }) => kind === 'restore').slice(-RESTORES_KEPT_MAX);
  writeManifest(
    folder,
    lines.filter((line) =>
      line.kind === 'backup' ? !old.has(line.file) : restores.includes(line),
    ),
  );
  return [...old];
};
