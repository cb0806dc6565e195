// Where a central database stands, all libraries together: what a backup says of itself, and what an
// operator compares after a restore.
import { CentralError } from '../errors.ts';
import type { Sql } from '../store/sql.ts';

export type Standings = {
  schema: number;
  epoch: number;
  libraries: {
    library: string;
    /** The counter of its feed. */
    feed: number;
    /** By station number: its last entry that is applied here. */
    applied: Record<string, number>;
  }[];
};

/** Throws `database-missing` where central never made its tables. */
export const readStandings = async (sql: Pick<Sql, 'all'>): Promise<Standings> => {
  const meta = await sql.all('SELECT name, value FROM meta').catch((cause: unknown) => {
    throw new CentralError('database-missing', '', { cause });
  });
  const value = (name: string) => Number(meta.find((row) => row.name === name)?.value ?? 0);
  const schema = value('schema');
  if (schema === 0) throw new CentralError('database-missing');
  const feeds = await sql.all('SELECT library_id, ver FROM feed ORDER BY library_id');
  const stations = await sql.all(
    'SELECT library_id, station, applied FROM station ORDER BY library_id, station',
  );
  const libraries = feeds.map(({ library_id: library, ver }) => ({
    library: String(library),
    feed: Number(ver),
    applied: Object.fromEntries(
      stations
        .filter((row) => row.library_id === library)
        .map((row) => [String(row.station), Number(row.applied)]),
    ),
  }));
  return { schema, epoch: value('epoch'), libraries };
};

/** Name in `meta` of the time of the last backup, epoch milliseconds UTC. */
export const BACKUP_AT = 'backup_at_ms';

export const noteBackup = (sql: Pick<Sql, 'run'>, atMs: number): Promise<number> =>
  sql.run(
    `INSERT INTO meta (name, value) VALUES ('${BACKUP_AT}', $1)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [atMs],
  );
