// The steps that lead to the tables of central, forward only; each has its file in `migrations/`.
// `meta` is the one table that belongs to no library.
import { CentralError } from '../errors.ts';
import { FIRST_TABLES } from './migrations/001-first-tables.ts';
import { LIBRARY_DAYS } from './migrations/002-library-days.ts';
import { STICK_TABLES } from './migrations/003-stick-tables.ts';
import { FEWER_INDEXES } from './migrations/004-fewer-indexes.ts';
import { ERASED_TABLE } from './migrations/005-erased.ts';
import { DECISION_TABLES } from './migrations/006-decisions.ts';
import { PARTITIONS } from './migrations/007-partitions.ts';
import { type Migration, runStatement } from './migrations/migration.ts';
import type { SqlDatabase } from './sql.ts';

/** Step n leads from version n to n + 1. Never edit a step that was released: add the next one. */
export const MIGRATIONS: readonly Migration[] = [
  FIRST_TABLES,
  LIBRARY_DAYS,
  STICK_TABLES,
  FEWER_INDEXES,
  ERASED_TABLE,
  DECISION_TABLES,
  PARTITIONS,
];

/**
 * Makes or brings up to date; each step is one transaction, so a crash leaves the version before
 * it.
 */
export const migrate = async (
  database: SqlDatabase,
  steps: readonly Migration[] = MIGRATIONS,
): Promise<void> => {
  // In a transaction, because two programs that make the table at once get in each other's way and
  // the loser tries again.
  await database.transaction(async (sql) => {
    await sql.run(`CREATE TABLE IF NOT EXISTS meta (name TEXT NOT NULL, value BIGINT NOT NULL,
      PRIMARY KEY (name))`);
    await sql.run(
      `INSERT INTO meta (name, value) VALUES ('schema', 0), ('epoch', 1)
       ON CONFLICT (name) DO NOTHING`,
    );
  });
  for (let done = false; !done; ) {
    done = await database.transaction(async (sql) => {
      const [row] = await sql.all(`SELECT value FROM meta WHERE name = 'schema'${sql.forUpdate}`);
      const version = Number(row?.value);
      if (version > steps.length)
        throw new CentralError('schema-too-new', `${version}, known ${steps.length}`);
      const step = steps[version];
      if (step === undefined) return true;
      for (const statement of step) await runStatement(sql, database.engine, statement);
      await sql.run(`UPDATE meta SET value = $1 WHERE name = 'schema'`, [version + 1]);
      return false;
    });
  }
  await database.learnTables();
};
