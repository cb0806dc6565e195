// Where the package lies, from sources (tests) and from `dist` (what users run) alike: the nearest folder above with a package.json.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const find = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error('no package.json above the program: it is not where it was installed');
  return find(parent);
};

/** Absolute path of the package; data files (profiles, fonts, built pages, demo catalogue) are found below it. */
export const packageRoot: string = find(dirname(fileURLToPath(import.meta.url)));
