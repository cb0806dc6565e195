// Databases of one temporary PostgreSQL that hold central's tables and nothing in them. To make the tables takes longer than
// most cases do, so what a case has left is emptied and given to the next one. For tests that change tables, copy the server's
// files or ask what making them does: `freshPostgres` (central/ops/database-place.ts).
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openCentralStore } from '../central/store/central-store.ts';
import { startPostgres } from './postgres.ts';

const asked = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The statements after which the database is as `openCentralStore` has made it. */
const emptying = (url: string): Promise<string> =>
  asked(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
    );
    const steps: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query(`SELECT json_agg(t)::text AS held FROM ${name} t`);
      steps.push(`DELETE FROM ${name}`);
      const held: string | null = rows[0]?.held;
      if (held === null) continue;
      const first = `json_populate_recordset(NULL::${name}, ${client.escapeLiteral(held)})`;
      steps.push(`INSERT INTO ${name} SELECT * FROM ${first}`);
    }
    return steps.join(';\n');
  });

/** Call at the top of a test file; each call of what it gives is the address of an empty database for this case. */
export const useCentralDatabases = (): (() => Promise<string>) => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let emptied = '';
  const free: string[] = [];
  const taken: string[] = [];
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterEach(() => {
    free.push(...taken.splice(0));
  });
  afterAll(() => server?.stop());

  const made = async (): Promise<string> => {
    const name = `case_${randomBytes(6).toString('hex')}`;
    await asked(server.url, (client) => client.query(`CREATE DATABASE ${name}`));
    const url = server.url.replace(/\/postgres$/, `/${name}`);
    const store = await openCentralStore({ database: url, clock: Date.now });
    await store.close();
    emptied ||= await emptying(url);
    return url;
  };
  const again = async (url: string): Promise<string> => {
    await asked(url, (client) => client.query(emptied));
    return url;
  };
  return async () => {
    const left = free.pop();
    const url = left === undefined ? await made() : await again(left);
    taken.push(url);
    return url;
  };
};
