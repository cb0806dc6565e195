// A dump back into PostgreSQL by its own pg_restore: one transaction into an empty schema. What was
// there is put aside as another schema of the same database.
import type pg from 'pg';
import { CentralError } from '../errors.ts';
import { openCentralStore } from '../store/central-store.ts';
import { plainSql } from '../store/postgres-engine.ts';
import { forPrograms } from '../store/postgres-url.ts';
import { ASIDE_PREFIX, connectOnce, serverMajor } from './backup-postgres.ts';
import type { Found } from './restore-sqlite.ts';
import { type ProgramPlace, requireVersion, runProgram } from './run-program.ts';
import { readStandings, type Standings } from './standings.ts';

const withClient = async <T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = await connectOnce(url);
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

/** Throws `database-in-use` when another program is connected. */
export const inspectPostgres = (url: string): Promise<Found> =>
  withClient(url, async (client) => {
    const { rows } = await client.query(
      `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()
       AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    if (Number(rows[0]?.n) > 0)
      throw new CentralError('database-in-use', `${rows[0]?.n} connected`);
    if ((await tablesIn(client, 'public')).length === 0) return 'nothing';
    return readStandings(plainSql(client)).catch(() => 'unreadable' as const);
  });

/** With their partitions, which move one by one. */
const tablesIn = async (client: pg.Client, schema: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') ORDER BY 1`,
    [schema],
  );
  return rows.map(({ name }) => name);
};

/** The schema `public` itself stays: made anew it would be a part of every later dump. */
const moveTables = async (client: pg.Client, from: string, to: string): Promise<void> => {
  for (const table of await tablesIn(client, from))
    await client.query(`ALTER TABLE ${table} SET SCHEMA ${to}`);
};

const putAside = (url: string, aside: string): Promise<string | null> =>
  withClient(url, async (client) => {
    if ((await tablesIn(client, 'public')).length === 0) return null;
    await client.query(`BEGIN; CREATE SCHEMA ${aside}`);
    await moveTables(client, 'public', aside);
    await client.query('COMMIT');
    return aside;
  });

const putBack = (url: string, aside: string | null): Promise<void> =>
  withClient(url, async (client) => {
    await client.query('BEGIN');
    for (const table of await tablesIn(client, 'public'))
      await client.query(`DROP TABLE IF EXISTS ${table} CASCADE`);
    if (aside !== null) {
      await moveTables(client, aside, 'public');
      await client.query(`DROP SCHEMA ${aside}`);
    }
    await client.query('COMMIT');
  });

/** Throws `backup-damaged`, `program-missing`, `program-too-old`. */
export const checkDump = async (from: string, url: string, place: ProgramPlace): Promise<void> => {
  await withClient(url, async (client) =>
    requireVersion('pg_restore', await serverMajor(client), place),
  );
  try {
    await runProgram('pg_restore', ['--list', from], place);
  } catch (cause) {
    throw new CentralError('backup-damaged', from, { cause });
  }
};

/** Resolves to the new epoch. */
export const restorePostgres = async (
  from: string,
  url: string,
  plan: { epochAtLeast: number; stamp: string; clock: () => number; erasures?: string },
  place: ProgramPlace,
): Promise<{ epoch: number; standings: Standings; keptAs: string | null }> => {
  const aside = `${ASIDE_PREFIX}${plan.stamp.toLowerCase().replaceAll(/\W/g, '_')}`;
  const keptAs = await putAside(url, aside);
  const { address, env } = forPrograms(url);
  const args = [
    ...['--no-owner', '--no-privileges', '--no-password', '--exit-on-error'],
    ...['--single-transaction', `--dbname=${address}`, from],
  ];
  let epoch: number;
  try {
    await runProgram('pg_restore', args, place, env);
    await withClient(url, (client) => readStandings(plainSql(client)));
    const store = await openCentralStore({
      ...{ database: url, clock: plan.clock },
      ...(plan.erasures === undefined ? {} : { erasures: plan.erasures }),
    });
    epoch = await store.raiseEpoch(plan.epochAtLeast).finally(() => store.close());
  } catch (error) {
    await putBack(url, keptAs);
    throw error;
  }
  const standings = await withClient(url, (client) => readStandings(plainSql(client)));
  return { epoch, standings, keptAs };
};
