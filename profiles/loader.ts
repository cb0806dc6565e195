// Loads and validates what exists as data: site, station and device profiles below the package, or
// files given by path. Nothing that does not fit its schema gets past here; every refusal is a
// ProfileError that says what to correct where.
import { isAbsolute, join, resolve } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { SiteContent } from './content-schema.ts';
import { deviceFiles, isRawProfile, type RawProfile, resolveExtends } from './device-files.ts';
import { DeviceProfile } from './device-schema.ts';
import { formatProblem, ProfileError } from './errors.ts';
import { packageRoot } from './package-root.ts';
import { readJson } from './read-json.ts';
import { checkShape } from './schema-check.ts';
import { Site } from './site-schema.ts';
import { StationProfile } from './station-schema.ts';

/** How many problems one error message names; `kitap lint-profiles` lists all. */
const PROBLEMS_TOLD_MAX = 5;

export const profilesFolder: string = join(packageRoot, 'profiles');

const validated = <S extends TSchema>(schema: S, value: unknown, file: string): Static<S> => {
  const problems = checkShape(schema, value);
  if (problems.length === 0) return value as Static<S>;
  const told = problems.slice(0, PROBLEMS_TOLD_MAX).map(({ path, todo }) => ({ file, path, todo }));
  throw new ProfileError('profile-invalid', told.map(formatProblem).join('\n'));
};

/** A path has a slash or ends in `.json`; anything else is the id of a shipped file. */
const fileOf = (folder: string, idOrPath: string): string => {
  const isPath = isAbsolute(idOrPath) || /[/\\]|\.json$/.test(idOrPath);
  return isPath ? resolve(idOrPath) : join(profilesFolder, folder, `${idOrPath}.json`);
};

/** The site of `profiles/sites/<id>.json`, or of a file given by its path. Throws ProfileError. */
export const loadSite = (idOrPath: string): Site => {
  const file = fileOf('sites', idOrPath);
  return validated(Site, readJson(file), file);
};

/**
 * What a library tells its readers: `profiles/content/<id>.json`, or a file given by its path. Throws ProfileError.
 */
export const loadContent = (idOrPath: string): SiteContent => {
  const file = fileOf('content', idOrPath);
  return validated(SiteContent, readJson(file), file);
};

/**
 * The station of `profiles/stations/<id>.json`, or of a file given by its path. Throws
 * ProfileError.
 */
export const loadStation = (idOrPath: string): StationProfile => {
  const file = fileOf('stations', idOrPath);
  return validated(StationProfile, readJson(file), file);
};

/**
 * Every device profile by its id, `extends` resolved: the shipped ones, then those of the drop-in
 * `folder`, which win. Throws ProfileError for the first file that cannot be used: a half-loaded
 * set would hide a scanner.
 */
export const loadDeviceProfiles = (
  folder?: string,
  shipped: string = join(profilesFolder, 'devices'),
): Map<string, DeviceProfile> => {
  const files = deviceFiles(folder === undefined ? [shipped] : [shipped, folder]);
  const raw = new Map<string, RawProfile>();
  for (const [id, file] of files) {
    const value = readJson(file);
    if (isRawProfile(value)) raw.set(id, value);
    else validated(DeviceProfile, value, file);
  }
  const profiles = new Map<string, DeviceProfile>();
  for (const [id, child] of raw) {
    const file = files.get(id)!;
    const profile = validated(
      DeviceProfile,
      resolveExtends(file, child, (parentId) => raw.get(parentId)),
      file,
    );
    if (profile.id !== id) {
      const todo = `call it "${id}" as the file is called, or rename the file`;
      throw new ProfileError('profile-invalid', formatProblem({ file, path: '/id', todo }));
    }
    profiles.set(id, profile);
  }
  return profiles;
};
