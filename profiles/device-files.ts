// Device profiles as files: which file serves which id, and `extends` resolved. Shared by loader
// and lint. A drop-in folder wins over the shipped one, so that a technician corrects a model
// without touching the package.
import { formatProblem, ProfileError } from './errors.ts';
import { idOfFile, jsonFiles } from './read-json.ts';

/** Enough for every model of the trade; a folder with more is the wrong folder. */
export const DEVICE_FILES_MAX = 2_000;

export type RawProfile = Record<string, unknown>;

/** Settings blocks that a child completes key by key; everything else it replaces as a whole. */
const mergedBlocks = ['serial', 'scanner', 'printer', 'rfid', 'contacts'] as const;

/** Id to file, the later folder winning. */
export const deviceFiles = (folders: readonly string[]): Map<string, string> => {
  const files = new Map<string, string>();
  for (const folder of folders)
    for (const file of jsonFiles(folder)) {
      if (files.size >= DEVICE_FILES_MAX)
        throw new ProfileError(
          'profile-invalid',
          formatProblem({
            file: folder,
            path: '',
            todo: `name another folder: more than ${DEVICE_FILES_MAX} profiles`,
          }),
        );
      files.set(idOfFile(file), file);
    }
  return files;
};

export const isRawProfile = (value: unknown): value is RawProfile =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The profile with its parent's keys filled in; the child's keys win. `parentOf` gives the raw
 * parent or undefined. Throws ProfileError `profile-extends` for a parent that is missing or
 * extends another itself.
 */
export const resolveExtends = (
  file: string,
  child: RawProfile,
  parentOf: (id: string) => RawProfile | undefined,
): RawProfile => {
  const parentId = child.extends;
  if (typeof parentId !== 'string') return child;
  const refuse = (todo: string): never => {
    throw new ProfileError('profile-extends', formatProblem({ file, path: '/extends', todo }));
  };
  const parent =
    parentOf(parentId) ?? refuse(`name a profile that exists, there is no "${parentId}"`);
  if ('extends' in parent)
    refuse(`extend a profile that stands alone, "${parentId}" extends another`);
  const merged: RawProfile = { ...parent, ...child };
  for (const block of mergedBlocks) {
    const [below, above] = [parent[block], child[block]];
    if (isRawProfile(below) && isRawProfile(above)) merged[block] = { ...below, ...above };
  }
  return merged;
};
