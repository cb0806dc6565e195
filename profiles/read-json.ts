// Reads one JSON file of `profiles/`; what is wrong with the file as such becomes a ProfileError
// that names it.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatProblem, ProfileError } from './errors.ts';

/** Larger is not a profile: the biggest one shipped has a few kilobytes. */
export const PROFILE_BYTES_MAX = 262_144;

/** The parsed file. Throws ProfileError `profile-missing` or `profile-not-json`. */
export const readJson = (file: string): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const todo = 'put the file here or correct the name that led to it';
    throw new ProfileError('profile-missing', formatProblem({ file, path: '', todo }), { cause });
  }
  if (Buffer.byteLength(text) > PROFILE_BYTES_MAX) {
    const todo = `shorten it: a profile has at most ${PROFILE_BYTES_MAX} bytes`;
    throw new ProfileError('profile-not-json', formatProblem({ file, path: '', todo }));
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const todo = `correct the JSON (${cause instanceof Error ? cause.message : String(cause)})`;
    throw new ProfileError('profile-not-json', formatProblem({ file, path: '', todo }), { cause });
  }
};

/** The `.json` files of a folder in name order; a folder that does not exist holds none. */
export const jsonFiles = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

/** The id that a file must carry: its name without `.json`. */
export const idOfFile = (file: string): string => basename(file, '.json');
