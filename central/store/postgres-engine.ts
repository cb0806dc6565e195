// PostgreSQL as the central database (sync.md 5). READ COMMITTED with row locks taken in one order;
// the retry loop is for the deadlocks that remain, and for relatives such as CockroachDB where
// every transaction is serialisable.
import type pg from 'pg';
import { CentralError } from '../errors.ts';
import { openPools } from './postgres-pools.ts';
import type { Sql, SqlDatabase, SqlRow, SqlValue } from './sql.ts';
import { storable, withRetry } from './sql.ts';

export type PostgresOptions = {
  connectionsMax?: number;
  /** Tests run the same suite under `serializable`. */
  isolation?: 'read committed' | 'serializable';
};

const CONNECTIONS_MAX = 10;
/**
 * Appendix A of the PostgreSQL manual: serialization_failure, deadlock_detected, unique_violation.
 */
const CONFLICTS = new Set(['40001', '40P01', '23505']);
/**
 * Class 08 connection exception, 57P0x the server is shut down or starting, 53300 too many
 * connections, 25006 a standby that was not promoted yet.
 */
const AWAY = /^(08...|57P0[1-4]|53300|25006|ECONN.*|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
const AWAY_MESSAGE = /timeout exceeded when trying to connect|Connection terminated/;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/**
 * A unique violation is one as well: two stations made the same new row, and the second time the
 * other's is seen.
 */
const isConflict = (error: unknown): boolean => CONFLICTS.has(codeOf(error));

const explained = (error: unknown): unknown => {
  if (error instanceof AggregateError && AWAY.test(codeOf(error.errors[0])))
    return new CentralError('database-away', '', { cause: error });
  const away =
    AWAY.test(codeOf(error)) || (error instanceof Error && AWAY_MESSAGE.test(error.message));
  return away ? new CentralError('database-away', '', { cause: error }) : error;
};

type Queries = Pick<pg.PoolClient, 'query'>;
export const sqlOn = (queries: Queries): Sql => {
  const query = (text: string, values: readonly SqlValue[]) =>
    queries.query<SqlRow>(text, values.map(storable));
  return {
    forUpdate: ' FOR UPDATE',
    all: async (text, values = []) => (await query(text, values)).rows,
    run: async (text, values = []) => (await query(text, values)).rowCount ?? 0,
  };
};

export const openPostgres = (url: string, options: PostgresOptions = {}): SqlDatabase => {
  const pools = openPools(url, options.connectionsMax ?? CONNECTIONS_MAX);
  const begin = `BEGIN ISOLATION LEVEL ${options.isolation ?? 'read committed'}`;

  /** A connection that broke meanwhile does not go back into the pool. */
  const withClient = async <T>(
    work: (client: pg.PoolClient, broke: (error: Error) => void) => Promise<T>,
  ): Promise<T> => {
    const client = await pools.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => {
      broken = error;
    };
    client.on('error', onError);
    try {
      return await work(client, onError);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  };
  const once = <T>(body: (sql: Sql) => Promise<T>): Promise<T> =>
    withClient(async (client, broke) => {
      try {
        await client.query(begin);
        const result = await body(sqlOn(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(broke);
        throw error;
      }
    });
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explained(error);
    }
  };
  const outside = <T>(ask: (sql: Sql) => Promise<T>): Promise<T> =>
    guarded(() => withClient((client) => ask(sqlOn(client))));

  return {
    engine: 'postgres',
    forUpdate: ' FOR UPDATE',
    all: (text, values) => outside((sql) => sql.all(text, values)),
    run: (text, values) => outside((sql) => sql.run(text, values)),
    transaction: (body) => guarded(() => withRetry(() => once(body), isConflict)),
    close: pools.close,
  };
};
