// Fresh databases for the tests of backups and health: files, or databases of one temporary
// PostgreSQL.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';

/** An empty database of the server. Gives its address. */
export const freshPostgres = async (serverUrl: string): Promise<string> => {
  const name = `fresh_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return serverUrl.replace(/\/postgres$/, `/${name}`);
};

export const freshFile = (folder: string): string =>
  join(folder, `fresh-${randomBytes(6).toString('hex')}.sqlite`);
