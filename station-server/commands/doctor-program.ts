// Checks of the program itself: is this Node new enough, are the pages built, do the profiles fit their schemas, does the
// database library load on this computer.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblem, type Problem } from '../../profiles/errors.ts';
import { type Finding, fail, ok, reasonOf } from './doctor-finding.ts';

const PROBLEMS_TOLD_MAX = 3;

const numbersOf = (version: string): number[] =>
  (/(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);

/**
 * @param version of this Node, `v20.20.2`
 * @param engines `engines.node` of package.json, in its form `>=20.19.0`
 */
export const checkNode = (version: string, engines: string): Finding => {
  const [have, need] = [numbersOf(version), numbersOf(engines)];
  if (have.length === 0 || need.length === 0)
    return fail('node', `${version}, wanted ${engines}`, 'Install Node.js anew.');
  const at = have.findIndex((number, index) => number !== need[index]);
  if (at < 0 || (have[at] as number) > (need[at] as number))
    return ok('node', `${version}, needs ${engines}`);
  const hint = `Install Node.js ${need.join('.')} or newer; the newest of version 20 is tested.`;
  return fail('node', `${version}, needs ${engines}`, hint);
};

const PAGES = ['index.html', 'demo.html'];

/** The HTML files and every file of `assets/` that they name. */
export const checkPages = (folder: string): Finding => {
  const hint = 'Run `npm run build` in the folder of the program.';
  const missing: string[] = [];
  for (const page of PAGES) {
    const file = join(folder, page);
    if (!existsSync(file)) {
      missing.push(page);
      continue;
    }
    for (const [, asset] of readFileSync(file, 'utf8').matchAll(/["']\/(assets\/[^"'?#]+)["']/g))
      if (asset !== undefined && !existsSync(join(folder, asset))) missing.push(asset);
  }
  if (missing.length > 0) return fail('pages', `not built: ${missing.join(', ')}`, hint);
  return ok('pages', 'kiosk page and demo panel are built');
};

/** `lint` gives the problems of all profiles, as `kitap lint-profiles` does. */
export const checkProfiles = (lint: () => Problem[]): Finding => {
  const problems = lint();
  if (problems.length === 0) return ok('profiles', 'devices, stations and sites fit their schemas');
  const told = problems.slice(0, PROBLEMS_TOLD_MAX).map(formatProblem).join('; ');
  const hint = '`kitap lint-profiles` lists every place to correct.';
  return fail('profiles', `${problems.length} to correct: ${told}`, hint);
};

/** `versionOf` loads the library, opens a database in memory and asks for the version of SQLite. */
export const checkSqlite = async (versionOf: () => Promise<string>): Promise<Finding> => {
  try {
    return ok('sqlite', `better-sqlite3 loads, SQLite ${await versionOf()}`);
  } catch (error) {
    const hint = 'Run `npm ci` on this very computer, with this version of Node.js.';
    return fail('sqlite', `better-sqlite3 does not load: ${reasonOf(error)}`, hint);
  }
};
