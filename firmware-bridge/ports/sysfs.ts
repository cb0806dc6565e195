// Reading /sys: small files of one line, and folders that exist only once their module was loaded
// (Linux Documentation/ABI/stable/sysfs-bus-usb and testing/sysfs-bus-usb).
import { readdir, readFile } from 'node:fs/promises';

/** Nodes looked at in one class; a station has a dozen. */
const NODES_MAX = 256;

/** One attribute without its line end; undefined where there is none. */
export const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').then(
    (content) => content.trim(),
    () => undefined,
  );

/** Sorted names of a folder; none where the folder is missing. */
export const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return (await readdir(folder)).sort().slice(0, NODES_MAX);
  } catch (failure) {
    if ((failure as { code?: string }).code === 'ENOENT') return [];
    throw failure;
  }
};
