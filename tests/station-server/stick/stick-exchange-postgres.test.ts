// Sync by stick with central on PostgreSQL: the same contract, each case in a database of its own.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startPostgres } from '../../postgres.ts';
import { describeSticks } from './stick-exchange-contract.ts';
import { describeStickRestores } from './stick-restore-contract.ts';

let server: Awaited<ReturnType<typeof startPostgres>>;
let url = '';
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  const name = `stick_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url = server.url.replace(/\/postgres$/, `/${name}`);
});

describeSticks('central on PostgreSQL', () => url);
describeStickRestores('central on PostgreSQL', () => url);
