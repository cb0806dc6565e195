// The seeded library in a central database: the rows of `fillStation`, with open loans, written straight into the tables.

import { insertRows, type Table } from '../../central/store/bulk.ts';
import { openCentralStore, openSqlDatabase } from '../../central/store/central-store.ts';
import type { SqlValue } from '../../central/store/sql.ts';
import {
  ITEM,
  itemValues,
  LOAN,
  loanValues,
  PATRON,
  PERSON,
  patronValues,
  personValues,
  TITLE,
  titleValues,
} from '../../central/store/tables.ts';
import type { Site } from '../../profiles/site-schema.ts';
import type { LoanKind } from '../../station-server/circulation/types.ts';
import { systemClock } from '../../station-server/clock.ts';
import { openStation } from '../../station-server/open-station.ts';
import { fillStation, patronIdAt, type SeededSize, seededRandom } from './seeded.ts';

const ROWS_PER_TRANSACTION = 5_000;
const DAY_MS = 86_400_000;
const OPEN_HOURS_MS = 9 * 3_600_000;
const LENDING_STATIONS = 12;
const LENT_WITHIN_DAYS = 30;

/** Open loans of other stations, as many as given, of the last thirty days. */
const openLoans = (size: SeededSize, count: number, nowMs: number) => {
  const random = seededRandom(5);
  const items = new Set<number>();
  while (items.size < count) items.add(1 + Math.floor(random() * size.items));
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return [...items].map((item, index) => {
    // The stations' journals grow with the days.
    const age = LENT_WITHIN_DAYS * (1 - index / count);
    const takenMs = Math.floor((nowMs - age * DAY_MS) / DAY_MS) * DAY_MS;
    return {
      loanId: `${101 + (index % LENDING_STATIONS)}-${1 + index * 2}`,
      itemId: `0-${item}`,
      patronId: patronIdAt(Math.floor(random() * size.patrons)),
      kind: 'home' as LoanKind,
      takenOn: day(takenMs),
      enteredAtMs: takenMs + Math.floor(random() * OPEN_HOURS_MS),
      startedAtMs: takenMs,
      dueOn: day(takenMs + (random() < 0.7 ? 15 : 30) * DAY_MS),
      renewals: 0,
      renewalsMax: 2,
      returnedOn: null,
      returnEnteredAtMs: null,
    };
  });
};

/** Makes the library with stations 1 to `stations`; gives their tokens in this order. */
export const fillCentral = async (
  database: string,
  site: Site,
  given: { size: SeededSize; loans: number; stations: number },
): Promise<string[]> => {
  const { size, loans, stations } = given;
  const store = await openCentralStore({ database, clock: Date.now });
  const tokens: string[] = [];
  await store.ensureLibrary(site.id, site.libraryNumber);
  for (let station = 1; station <= stations; station += 1)
    tokens.push(await store.addStation(site.id, station));
  await store.close();

  const nowMs = Date.now();
  const pattern = openStation({
    ...{ file: ':memory:', station: 1, branch: 'BLK-C', site, clock: systemClock },
  });
  fillStation(pattern, site, size, new Date(nowMs).getFullYear());
  const sql = openSqlDatabase(database);
  let ver = 0;
  const write = async (table: Table, count: number, values: (index: number) => SqlValue[]) => {
    for (let at = 0; at < count; at += ROWS_PER_TRANSACTION) {
      const end = Math.min(count, at + ROWS_PER_TRANSACTION);
      const rows = Array.from({ length: end - at }, (_, index) => values(at + index));
      await sql.transaction((inside) => insertRows(inside, table, rows));
    }
  };
  const { rows } = pattern;
  const found = <T>(row: T | undefined): T => {
    if (row === undefined) throw new Error('the pattern lacks a row');
    return row;
  };
  const patronAt = (index: number) => ({
    ...found(rows.patronById(patronIdAt(index))),
    languageAtMs: 0,
  });
  await write(PATRON, size.patrons, (index) => patronValues(site.id, patronAt(index), ++ver));
  await write(PERSON, size.patrons, (index) => {
    const { patronId, name } = patronAt(index);
    return personValues(site.id, { patronId, name, phone: '', iin: null, guardian: null });
  });
  await write(TITLE, size.titles, (index) =>
    titleValues(site.id, found(rows.titleById(`0-${index + 1}`)), ++ver),
  );
  await write(ITEM, size.items, (index) =>
    itemValues(site.id, found(rows.itemById(`0-${index + 1}`)).item, false, ++ver),
  );
  const open = openLoans(size, loans, nowMs);
  await write(LOAN, open.length, (index) => loanValues(site.id, found(open[index]), ++ver));
  await sql.run('UPDATE feed SET ver = $2, imported = $3 WHERE library_id = $1', [
    ...[site.id, ver, Math.max(size.patrons, size.titles, size.items)],
  ]);
  await sql.close();
  pattern.close();
  return tokens;
};
