// Files that must be there after a power cut: written beside their place, forced to the disk, then
// renamed. A reader finds the whole file or none.
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { CentralError } from '../errors.ts';

export const syncFile = (path: string): void => {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

const syncFolder = (path: string): void => {
  // Windows cannot open a folder, and writes its names through.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

/** Gives a file that is whole and synced its name for good. */
export const putInPlace = (from: string, to: string): void => {
  syncFile(from);
  renameSync(from, to);
  syncFolder(dirname(to));
};

export const writeDurably = (path: string, text: string): void => {
  const partial = `${path}.partial`;
  writeFileSync(partial, text, { mode: 0o600 });
  putInPlace(partial, path);
};

export const sha256Of = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** Backups hold names: the folder is this user's alone. Throws `folder-unwritable`. */
export const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new CentralError('folder-unwritable', path, { cause });
  }
};
