// Lint rules for site content, beyond what the schema says: a site and branches that exist, days that exist and do not run backwards.
import type { SiteContent } from './content-schema.ts';
import type { ShapeProblem } from './schema-check.ts';
import type { ChildShelf } from './shelf-schema.ts';
import type { Site } from './site-schema.ts';
import type { StationProfile } from './station-schema.ts';

type Told = { from: string; until?: string; date?: string; branches?: string[] };

const isRealDay = (day: string): boolean => {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 1, date!)).toISOString().slice(0, 10) === day;
};

/** `from` and the last day on which it is told. */
const checkDays = (path: string, { from, until, date }: Told): ShapeProblem[] => {
  const days = { from, until, date };
  const unreal = Object.entries(days).filter(([, day]) => day !== undefined && !isRealDay(day));
  if (unreal.length > 0)
    return unreal.map(([key]) => ({
      path: `${path}/${key}`,
      todo: 'name a day that the calendar has',
    }));
  const last = until ?? date;
  return last === undefined || from <= last
    ? []
    : [{ path: `${path}/from`, todo: `put it on or before ${last}, or nobody ever sees it` }];
};

const checkBranches = (path: string, { branches }: Told, site: Site): ShapeProblem[] => {
  const codes = new Set(site.branches.map((branch) => branch.code));
  return (branches ?? [])
    .filter((code) => !codes.has(code))
    .map((code) => ({
      path: `${path}/branches`,
      todo: `name branches of this site, there is no "${code}"`,
    }));
};

const checkShelves = (shelves: readonly ChildShelf[]): ShapeProblem[] =>
  shelves.flatMap(({ id, ages }, index) => {
    const path = `/shelves/${index}`;
    const first = shelves.findIndex((other) => other.id === id);
    return [
      ...(first < index ? [{ path: `${path}/id`, todo: 'give each shelf its own id' }] : []),
      ...(ages.from > ages.to
        ? [{ path: `${path}/ages/from`, todo: `put it at or below ${ages.to}, or nobody sees it` }]
        : []),
    ];
  });

/** `sites` by their ids. */
export const lintContent = (
  content: SiteContent,
  sites: ReadonlyMap<string, Site>,
): ShapeProblem[] => {
  const site = sites.get(content.id);
  if (!site) return [{ path: '/id', todo: `no site file "${content.id}.json" is valid` }];
  const { newBooks, events, campaigns, shelves = [] } = content;
  const told = Object.entries({ newBooks, events, campaigns }).flatMap(([list, entries]) =>
    entries.flatMap((told, index) => {
      const path = `/${list}/${index}`;
      return [...checkDays(path, told), ...checkBranches(path, told, site)];
    }),
  );
  return [...told, ...checkShelves(shelves)];
};

/** A station tells what its own library says. */
export const checkContent = (
  { site, content }: StationProfile,
  contents: readonly SiteContent[],
): ShapeProblem[] => {
  if (content === undefined) return [];
  if (!contents.some(({ id }) => id === content))
    return [{ path: '/content', todo: `no content file "${content}.json" is valid` }];
  return content === site ? [] : [{ path: '/content', todo: `name the content of "${site}"` }];
};
