// Zone and calendar of a library, kept beside it as its site file had them when a command last named the library.
import type { LibraryDays } from '../../station-server/circulation/wrong-clock.ts';
import type { Sql } from './sql.ts';

/** A calendar is parsed once for as long as its text stays: its day numbers are worked out for the object (calendar.ts). */
const parsed = new Map<string, { text: string; days: LibraryDays }>();
const LIBRARIES_KEPT_MAX = 1_000;

/** Null for a library that was made without its site. */
export const readLibraryDays = async (sql: Sql, libraryId: string): Promise<LibraryDays | null> => {
  const [row] = await sql.all('SELECT days FROM library WHERE library_id = $1', [libraryId]);
  if (row === undefined || row.days === null) return null;
  const text = String(row.days);
  const known = parsed.get(libraryId);
  if (known?.text === text) return known.days;
  const days = JSON.parse(text) as LibraryDays;
  if (parsed.size >= LIBRARIES_KEPT_MAX) parsed.clear();
  parsed.set(libraryId, { text, days });
  return days;
};

export const writeLibraryDays = async (
  sql: Sql,
  libraryId: string,
  { timeZone, calendar }: LibraryDays,
): Promise<void> => {
  await sql.run('UPDATE library SET days = $2 WHERE library_id = $1', [
    libraryId,
    JSON.stringify({ timeZone, calendar }),
  ]);
};
