// How files get onto a stick and off it: whole and durable under their name, or not there at all. The
// calls on the file system are handed in (`node:fs/promises`, or in tests one that fails), so this
// opens nothing by itself.
import { join } from 'node:path';
import { asStickFault, StickFault } from './stick-fault.ts';
import { STICK_ENDING, type StickHeader } from './stick-header.ts';

export type StickHandle = {
  read(buffer: Uint8Array, offset: number, length: number): Promise<{ bytesRead: number }>;
  writeFile(bytes: Uint8Array): Promise<unknown>;
  stat(): Promise<{ size: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
};
export type StickFiles = {
  open(path: string, flags: string): Promise<StickHandle>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  readdir(path: string): Promise<string[]>;
};

const READ_BYTES = 65_536;
/** A stick holds a few; more than this is another folder. */
const FILES_MAX = 10_000;
const UNFINISHED_ENDING = '.part';

/** Names of finished files in the folder, sorted. @throws StickFault */
export const listSticks = async (files: StickFiles, folder: string): Promise<string[]> => {
  try {
    const names = await files.readdir(folder);
    return names
      .filter((name) => name.startsWith('kitap-') && name.endsWith(STICK_ENDING))
      .sort()
      .slice(0, FILES_MAX);
  } catch (error) {
    throw asStickFault(error);
  }
};

export const readBytes = async function* (
  files: StickFiles,
  path: string,
): AsyncGenerator<Uint8Array, void, void> {
  let handle: StickHandle | undefined;
  try {
    handle = await files.open(path, 'r');
    for (;;) {
      const buffer = Buffer.allocUnsafe(READ_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw asStickFault(error);
  } finally {
    await handle?.close().catch(() => undefined);
  }
};

/** Systems that do not let a folder be opened or synced say so with one of these. */
const NO_FOLDER_SYNC = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP']);

const syncFolder = async (files: StickFiles, folder: string): Promise<void> => {
  let handle: StickHandle | undefined;
  try {
    handle = await files.open(folder, 'r');
    await handle.sync();
  } catch (error) {
    if (!NO_FOLDER_SYNC.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle?.close();
  }
};

const unfinishedName = ({ library, station, direction, nonce }: StickHeader): string =>
  `kitap-${library}-${station}-${direction}-${nonce}${UNFINISHED_ENDING}`;

/** What an earlier writer of the same kind left when the stick was pulled out; it was never complete. */
const sweep = async (files: StickFiles, folder: string, header: StickHeader): Promise<void> => {
  const begin = unfinishedName({ ...header, nonce: '' }).slice(0, -UNFINISHED_ENDING.length);
  for (const name of await files.readdir(folder))
    if (name.startsWith(begin) && name.endsWith(UNFINISHED_ENDING))
      await files.unlink(join(folder, name)).catch(() => undefined);
};

/**
 * Writes the pieces under a passing name; `name` is asked when all are written. Resolves when file and
 * folder are on the stick as far as the system can tell. Whatever fails, no unfinished file has that name.
 * @throws StickFault `stick-full`, `stick-away`, `stick-locked`; what `pieces` throws
 */
export const writeStick = async (
  files: StickFiles,
  folder: string,
  header: StickHeader,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  name: () => string,
): Promise<string> => {
  const passing = join(folder, unfinishedName(header));
  let handle: StickHandle | undefined;
  let begun = false;
  try {
    await sweep(files, folder, header);
    handle = await files.open(passing, 'wx');
    begun = true;
    for await (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
    const written = handle;
    handle = undefined;
    await written.close();
    const finished = name();
    await files.rename(passing, join(folder, finished));
    begun = false;
    await syncFolder(files, folder);
    return finished;
  } catch (error) {
    await handle?.close().catch(() => undefined);
    if (begun) await files.unlink(passing).catch(() => undefined);
    throw asStickFault(error);
  }
};

/**
 * Writes zeros over a file and removes it. On flash the old cells may live on unseen until the stick
 * reuses them: what protects them is the encryption.
 * @throws StickFault
 */
export const wipeStick = async (files: StickFiles, folder: string, name: string): Promise<void> => {
  if (name.includes('/') || name.includes('\\')) throw new StickFault('stick-unreadable', name);
  const path = join(folder, name);
  let handle: StickHandle | undefined;
  try {
    handle = await files.open(path, 'r+');
    const zeros = Buffer.alloc(READ_BYTES);
    for (let left = (await handle.stat()).size; left > 0; left -= READ_BYTES)
      await handle.writeFile(zeros.subarray(0, Math.min(left, READ_BYTES)));
    await handle.sync();
    const written = handle;
    handle = undefined;
    await written.close();
    await files.unlink(path);
    await syncFolder(files, folder);
  } catch (error) {
    await handle?.close().catch(() => undefined);
    throw asStickFault(error);
  }
};
