// PostgreSQL as the central database (sync.md 5). READ COMMITTED with row locks taken in one order;
// the retry loop is for the deadlocks that remain, and for relatives such as CockroachDB where
// every transaction is serialisable.
import type pg from 'pg';
import { CentralError } from '../errors.ts';
import { openPools } from './postgres-pools.ts';
import {
  arrayLiteral,
  type ColumnTypes,
  columnArrays,
  insertText,
  learnColumns,
  selectText,
  statementNames,
} from './postgres-rows.ts';
import { scrubPostgres } from './postgres-scrub.ts';
import { withRetry } from './retry.ts';
import { serialQueue } from './serial-queue.ts';
import type { Sql, SqlDatabase, SqlRow } from './sql.ts';
import { storable, untilEnded } from './sql.ts';

export type PostgresOptions = {
  connectionsMax?: number;
  /** Tests run the same suite under `serializable`. */
  isolation?: 'read committed' | 'serializable';
  /** Told of each transaction that other writers made fail, with PostgreSQL's code; it is tried again. */
  onConflict?: (code: string) => void;
  /** From 0 to 1: how long a transaction waits before it is tried again. */
  random?: () => number;
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

/** Another program changed a table of which this connection keeps a statement: a new one does not. */
const isStalePlan = (error: unknown): error is Error =>
  codeOf(error) === '0A000' && error instanceof Error && /cached plan/.test(error.message);

/**
 * A unique violation is one as well: two stations made the same new row, and the second time the
 * other's is seen.
 */
const isConflict = (error: unknown): boolean => CONFLICTS.has(codeOf(error)) || isStalePlan(error);

const explained = (error: unknown): unknown => {
  if (error instanceof AggregateError && AWAY.test(codeOf(error.errors[0])))
    return new CentralError('database-away', '', { cause: error });
  const away =
    AWAY.test(codeOf(error)) || (error instanceof Error && AWAY_MESSAGE.test(error.message));
  return away ? new CentralError('database-away', '', { cause: error }) : error;
};

const BEGIN_READING = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

type Query = (config: pg.QueryConfig) => Promise<pg.QueryResult<SqlRow>>;
/** The text by which each statement is known on a connection that keeps it prepared. */
const nameOf = statementNames();

const sqlOn = (send: Query, types: ColumnTypes, keep: boolean): Sql => {
  const query = (text: string, values: unknown[]) => {
    const name = keep ? nameOf(text) : undefined;
    return send({ text, values, ...(name && { name }) });
  };
  return {
    forUpdate: ' FOR UPDATE',
    all: async (text, values = []) => (await query(text, values.map(storable))).rows,
    run: async (text, values = []) => (await query(text, values.map(storable))).rowCount ?? 0,
    insertMany: async (table, rows, onConflict = '') => {
      await query(insertText(table, types, onConflict), columnArrays(table, rows));
    },
    selectIn: async (select, libraryId, ids) => {
      const text = selectText(select);
      return (await query(text, [libraryId, arrayLiteral(ids)])).rows;
    },
  };
};

/** Calls on one connection that somebody else opened. */
export const plainSql = (client: pg.Client): Sql =>
  sqlOn((config) => client.query<SqlRow>(config), new Map(), false);

export const openPostgres = (url: string, options: PostgresOptions = {}): SqlDatabase => {
  const pools = openPools(url, options.connectionsMax ?? CONNECTIONS_MAX);
  const columnTypes: ColumnTypes = new Map();
  const losers = serialQueue();
  const conflicts = (error: unknown): boolean => {
    const conflict = isConflict(error);
    if (conflict) options.onConflict?.(codeOf(error));
    return conflict;
  };
  const { random = Math.random } = options;
  const retrying = { isConflict: conflicts, losers, random };
  const begin = `BEGIN ISOLATION LEVEL ${options.isolation ?? 'read committed'}`;

  const once = async <T>(begin: string, body: (sql: Sql) => Promise<T>): Promise<T> => {
    const client = await pools.connect();
    let broken: Error | undefined;
    const onError = (error: Error) => {
      broken = error;
    };
    client.on('error', onError);
    // After the first failure every call fails because of it; the first says why.
    let failure: unknown;
    const query = (config: pg.QueryConfig) =>
      client.query<SqlRow>(config).catch((error: unknown) => {
        failure ??= error;
        throw error;
      });
    const { sql, end } = untilEnded(sqlOn(query, columnTypes, true));
    try {
      const begun = client.query(begin);
      begun.catch(() => undefined);
      const result = await body(sql);
      end();
      await begun;
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw failure ?? new Error(`the commit ended as ${command}`);
      return result;
    } catch (error) {
      end();
      if (isStalePlan(failure)) broken = failure;
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw failure ?? error;
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  };
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explained(error);
    }
  };
  const outside = sqlOn((config) => pools.query(config), columnTypes, false);

  return {
    engine: 'postgres',
    forUpdate: ' FOR UPDATE',
    all: (text, values) => guarded(() => outside.all(text, values)),
    run: (text, values) => guarded(() => outside.run(text, values)),
    insertMany: (...given) => guarded(() => outside.insertMany(...given)),
    selectIn: (...given) => guarded(() => outside.selectIn(...given)),
    learnTables: () => guarded(() => learnColumns(outside, columnTypes)),
    transaction: (body) => guarded(() => withRetry(() => once(begin, body), retrying)),
    reading: (body) => guarded(() => once(BEGIN_READING, body)),
    scrub: (tables) => guarded(() => scrubPostgres(pools, tables)),
    close: pools.close,
  };
};
