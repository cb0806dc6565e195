// Reads every profile and says what to correct, all of it at once: `file: path: what to do`. The
// loader stops at the first fault; this is what a person runs after editing, and what the tests run
// on the shipped files.
import { join } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { SiteContent } from './content-schema.ts';
import { deviceFiles, isRawProfile, type RawProfile } from './device-files.ts';
import { type Problem, ProfileError } from './errors.ts';
import { checkFlaps } from './lint-boards.ts';
import { checkContent, lintContent } from './lint-content.ts';
import { lintDevices } from './lint-devices.ts';
import { lintSite, lintStation } from './lint-places.ts';
import { idOfFile, jsonFiles, readJson } from './read-json.ts';
import { checkKeyOrder, checkShape, type ShapeProblem } from './schema-check.ts';
import { Site } from './site-schema.ts';
import { StationProfile } from './station-schema.ts';

/** The file as an object; what is wrong with it as a file goes to `problems`. */
const readObject = (file: string, problems: Problem[]): RawProfile | null => {
  try {
    const value = readJson(file);
    if (isRawProfile(value)) return value;
    problems.push({ file, path: '', todo: 'write one JSON object' });
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    problems.push({ file, path: '', todo: error.message.slice(`${file}: /: `.length) });
  }
  return null;
};

const readAll = (files: string[], problems: Problem[]): Map<string, RawProfile> => {
  const raws = new Map<string, RawProfile>();
  for (const file of files) {
    const raw = readObject(file, problems);
    if (raw) raws.set(file, raw);
  }
  return raws;
};

/**
 * Shape, key order and name of files that do not extend each other; returns those of sound shape.
 */
const lintPlain = <S extends TSchema>(
  schema: S,
  files: string[],
  problems: Problem[],
): Map<string, Static<S>> => {
  const sound = new Map<string, Static<S>>();
  for (const [file, raw] of readAll(files, problems)) {
    const id = idOfFile(file);
    const shape = checkShape(schema, raw);
    const found: ShapeProblem[] = [...shape, ...checkKeyOrder(schema, raw)];
    if (raw.id !== id)
      found.push({ path: '/id', todo: `call it "${id}" as the file is called, or rename it` });
    for (const { path, todo } of found) problems.push({ file, path, todo });
    if (shape.length === 0) sound.set(file, raw as Static<S>);
  }
  return sound;
};

/**
 * Every problem below `folder` (with `devices/`, `sites/`, `content/`, `stations/`), and of the device
 * profiles in the `dropIn` folder. In order of device, site, content and station files; empty when
 * all is well.
 */
export const lintProfiles = (folder: string, dropIn?: string): Problem[] => {
  const problems: Problem[] = [];
  const deviceFolders = [join(folder, 'devices'), ...(dropIn === undefined ? [] : [dropIn])];
  const devices = lintDevices(readAll([...deviceFiles(deviceFolders).values()], problems));
  problems.push(...devices.problems);
  const sites = lintPlain(Site, jsonFiles(join(folder, 'sites')), problems);
  // Told after the sites, of which they name one.
  const ofStations: Problem[] = [];
  const stations = lintPlain(StationProfile, jsonFiles(join(folder, 'stations')), ofStations);
  const { profiles } = devices;
  for (const [file, site] of sites)
    for (const { path, todo } of [
      ...lintSite(site),
      ...checkFlaps(site, [...stations.values()], profiles),
    ])
      problems.push({ file, path, todo });
  const sitesById = new Map([...sites].map(([file, site]) => [idOfFile(file), site] as const));
  const contents = lintPlain(SiteContent, jsonFiles(join(folder, 'content')), problems);
  for (const [file, content] of contents)
    for (const { path, todo } of lintContent(content, sitesById))
      problems.push({ file, path, todo });
  problems.push(...ofStations);
  for (const [file, station] of stations)
    for (const { path, todo } of [
      ...lintStation(station, sitesById, profiles),
      ...checkContent(station, [...contents.values()]),
    ])
      problems.push({ file, path, todo });
  return problems;
};
