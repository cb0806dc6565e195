// What central must know of a library's site file: zone and calendar, limits and days of grace, as they were when a command
// last named the library. All of it is help: without it nothing is refused, and nothing is moved or doubted by it.
import type { Site } from '../../profiles/site-schema.ts';
import type { LibraryDays } from '../../station-server/circulation/wrong-clock.ts';
import type { LibraryRules } from '../apply/act.ts';
import type { Sql, SqlRow } from './sql.ts';

export type SiteFacts = LibraryDays & Partial<Pick<Site, 'policy'>>;

/** A calendar is parsed once for as long as its text stays: its day numbers are worked out for the object (calendar.ts). */
const parsed = new Map<string, { text: string; rules: LibraryRules }>();
const LIBRARIES_KEPT_MAX = 1_000;

/** Null for a library that was made without its site. */
export const rulesOf = (libraryId: string, row: SqlRow | undefined): LibraryRules | null => {
  if (typeof row?.rules !== 'string') return null;
  const text = row.rules;
  const known = parsed.get(libraryId);
  if (known?.text === text) return known.rules;
  // Texts from before the limits were kept have the days alone.
  const stored = JSON.parse(text) as LibraryDays & Partial<LibraryRules>;
  const rules: LibraryRules = { ...stored, lending: stored.lending ?? null };
  if (parsed.size >= LIBRARIES_KEPT_MAX) parsed.clear();
  parsed.set(libraryId, { text, rules });
  return rules;
};

export const readLibraryRules = async (
  sql: Sql,
  libraryId: string,
): Promise<LibraryRules | null> => {
  const [row] = await sql.all('SELECT rules FROM library WHERE library_id = $1', [libraryId]);
  return rulesOf(libraryId, row);
};

const lendingOf = (policy: Site['policy']): NonNullable<LibraryRules['lending']> => {
  const { itemsMax, reregistrationGraceDays } = policy;
  const byCategory = Object.entries(itemsMax.byCategory).filter(([, max]) => max !== undefined);
  return {
    itemsMax: { default: itemsMax.default, byCategory: Object.fromEntries(byCategory) },
    reregistrationGraceDays,
  };
};

export const writeLibraryRules = async (
  sql: Sql,
  libraryId: string,
  { timeZone, calendar, policy }: SiteFacts,
): Promise<void> => {
  const lending = policy === undefined ? null : lendingOf(policy);
  const rules: LibraryRules = { timeZone, calendar, lending };
  await sql.run('UPDATE library SET rules = $2 WHERE library_id = $1', [
    libraryId,
    JSON.stringify(rules),
  ]);
};
