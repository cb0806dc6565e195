// A dump of PostgreSQL by its own pg_dump, in the custom format, of the very moment that the standings
// are read from: both see one exported snapshot.
import pg from 'pg';
import { CentralError } from '../errors.ts';
import { plainSql } from '../store/postgres-engine.ts';
import { postgresTypes } from '../store/postgres-pools.ts';
import { forPrograms, perHost, withoutPassword } from '../store/postgres-url.ts';
import { type ProgramPlace, requireVersion, runProgram } from './run-program.ts';
import { noteBackup, readStandings, type Standings } from './standings.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** Where a restore puts aside what it replaced; it must not come into the next backup. */
export const ASIDE_PREFIX = 'before_restore_';

const takesWrites = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query('SHOW transaction_read_only');
  return rows[0]?.transaction_read_only === 'off';
};

/** A connection to the first host that answers as the address asks. Throws `database-away`. */
export const connectOnce = async (url: string): Promise<pg.Client> => {
  let failure: unknown;
  const { urls, writableOnly } = perHost(url);
  for (const connectionString of urls) {
    const client = new pg.Client({
      connectionString,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      types: postgresTypes,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      if (!writableOnly || (await takesWrites(client))) return client;
      await client.end();
    } catch (error) {
      failure = error;
    }
  }
  throw new CentralError('database-away', withoutPassword(url), { cause: failure });
};

export const serverMajor = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query('SHOW server_version_num');
  return Math.floor(Number(rows[0]?.server_version_num) / 10_000);
};

export const dumpPostgres = async (
  url: string,
  to: string,
  atMs: number,
  place: ProgramPlace,
): Promise<Standings> => {
  const client = await connectOnce(url);
  try {
    await requireVersion('pg_dump', await serverMajor(client), place);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const standings = await readStandings(plainSql(client));
    const { rows } = await client.query('SELECT pg_export_snapshot() AS id');
    const { address, env } = forPrograms(url);
    const args = [
      ...['--format=custom', '--no-owner', '--no-privileges', '--no-password'],
      ...[`--snapshot=${rows[0]?.id}`, `--exclude-schema=${ASIDE_PREFIX}*`],
      ...[`--file=${to}`, `--dbname=${address}`],
    ];
    await runProgram('pg_dump', args, place, env);
    await client.query('COMMIT');
    // It reads the dump's own list of contents to the end.
    await runProgram('pg_restore', ['--list', to], place);
    // A standby can be dumped, and takes no note of it.
    if (await takesWrites(client)) await noteBackup(plainSql(client), atMs);
    return standings;
  } finally {
    await client.end();
  }
};
