// One connection for reads and writes, as a database in memory has: a read sees nothing that is not committed.
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { sqliteOn } from '../../../central/store/sqlite-engine.ts';

test('a read waits for the transaction that runs, and sees nothing of one that failed', async () => {
  const database = sqliteOn(new Database(':memory:'));
  await database.run('CREATE TABLE t (n BIGINT NOT NULL)');
  const count = async () => (await database.all('SELECT COUNT(*) AS n FROM t'))[0]?.n;
  let seen: Promise<unknown> = Promise.resolve();
  const failing = database.transaction(async (sql) => {
    await sql.run('INSERT INTO t VALUES (1)');
    seen = count();
    await sql.run('INSERT INTO t VALUES (2)');
    throw new Error('undone');
  });
  await expect(failing).rejects.toThrow('undone');
  expect(await seen).toBe(0);
  await database.transaction(async (sql) => {
    await sql.run('INSERT INTO t VALUES (1)');
    seen = count();
  });
  expect(await seen).toBe(1);
  await database.close();
});
