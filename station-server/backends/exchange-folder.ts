// The folder through which a station and another program exchange files: `out/` is written here, `in/` is read. A file appears
// whole or not at all, and is on the disk before its name is (POSIX rename, fsync of file and folder).
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { StationError } from '../errors.ts';

export type ExchangeFolder = {
  readonly inFolder: string;
  /** Names in `out/`. */
  written(): string[];
  /** Names in `in/`. */
  arrived(): string[];
  /** @throws StationError `exchange-folder-failed` */
  write(name: string, lines: Iterable<string>): void;
};

const PART = '.part';

const syncFolder = (folder: string): void => {
  // Windows cannot open a folder; its rename is journalled by the file system.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const guarded = <T>(folder: string, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    throw new StationError('exchange-folder-failed', { cause, detail: folder });
  }
};

export const openExchangeFolder = (folder: string): ExchangeFolder => {
  const [outFolder, inFolder] = [join(folder, 'out'), join(folder, 'in')];
  const names = (of: string): string[] =>
    guarded(of, () => {
      mkdirSync(of, { recursive: true });
      return readdirSync(of)
        .filter((name) => !name.endsWith(PART))
        .sort();
    });
  return {
    inFolder,
    written: () => names(outFolder),
    arrived: () => names(inFolder),
    write: (name, lines) =>
      guarded(outFolder, () => {
        mkdirSync(outFolder, { recursive: true });
        const part = join(outFolder, `${name}${PART}`);
        const handle = openSync(part, 'w');
        try {
          for (const line of lines) writeSync(handle, line);
          fsyncSync(handle);
        } finally {
          closeSync(handle);
        }
        renameSync(part, join(outFolder, name));
        syncFolder(outFolder);
      }),
  };
};
