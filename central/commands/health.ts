// `kitap central health`: looks at the database and prints the report, one line of JSON; what is wrong
// and what to do about it goes to stderr. Exit status 1 when anything is wrong.
import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { CentralError } from '../errors.ts';
import { readHealth } from '../ops/health.ts';
import { HEALTH_PROBLEMS, type HealthProblem } from '../ops/health-problems.ts';
import { openSqlDatabase } from '../store/central-store.ts';
import { isPostgresUrl } from '../store/postgres-url.ts';
import { type CommonOptions, databaseOf, print } from './central-options.ts';

type HealthFlags = CommonOptions & { backupHours: string };

const HOUR_MS = 3_600_000;

const health = async (flags: HealthFlags): Promise<void> => {
  const database = databaseOf(flags);
  // A file that is not there must not be made by looking.
  if (!isPostgresUrl(database) && !existsSync(database))
    throw new CentralError('database-missing', database);
  const sql = openSqlDatabase(database, { connectionsMax: 1 });
  try {
    const report = await readHealth({
      sql,
      file: isPostgresUrl(database) ? null : database,
      clock: Date.now,
      limits: { backupAgeMsMax: Number(flags.backupHours) * HOUR_MS },
    });
    print(JSON.stringify(report));
    for (const problem of report.problems)
      process.stderr.write(`${problem}: ${HEALTH_PROBLEMS[problem as HealthProblem]}\n`);
    if (!report.ok) throw new CommanderError(1, 'kitap.health', 'something is wrong');
  } finally {
    await sql.close();
  }
};

export const healthCommand = (): Command =>
  new Command('health')
    .description('how central is; exit status 1 when something is wrong')
    .option('--backup-hours <n>', 'age up to which the last backup is good', '26')
    .action((_own, sub: Command) => health(sub.optsWithGlobals<HealthFlags>()));
