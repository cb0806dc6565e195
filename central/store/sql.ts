// What the store asks of a database: three calls and one dialect that SQLite and PostgreSQL both
// read ($1 parameters, BIGINT and TEXT, ON CONFLICT, RETURNING, partial unique indexes). Two
// engines implement it; nothing else knows which.
import { setTimeout as sleep } from 'node:timers/promises';
import { CentralError } from '../errors.ts';

export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

export type Sql = {
  /** Rows of a SELECT or of a RETURNING clause; BIGINT comes as a safe integer. */
  all(text: string, values?: readonly SqlValue[]): Promise<SqlRow[]>;
  /** How many rows were changed. */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
  /**
   * Ends a SELECT that must hold its rows until the commit; empty where the whole database has one
   * writer.
   */
  readonly forUpdate: ' FOR UPDATE' | '';
};

export type SqlDatabase = Sql & {
  readonly engine: 'sqlite' | 'postgres';
  /**
   * All or nothing. The body may run more than once (see `withRetry`), so it must be a function of
   * its input alone and use only the `sql` that it is given.
   */
  transaction<T>(body: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * After an erasure: takes the bytes of deleted rows of these tables out of the files. `busy` where somebody still reads
   * the rows as they were; `forbidden` where the user of the database may not do all of it.
   */
  scrub(tables: readonly string[]): Promise<'clean' | 'busy' | 'forbidden'>;
  close(): Promise<void>;
};

/** Thrown by a transaction body that saw another writer's rows too late: it is run again. */
export class WriterConflict extends Error {}

export const TRANSACTION_TRIES_MAX = 40;
const RETRY_DELAY_MS_MAX = 200;

/**
 * Waits a random time below 4, 8, 16 ... ms, so that two writers in each other's way do not meet
 * again.
 */
const retryDelayMs = (attempt: number): number =>
  Math.random() * Math.min(RETRY_DELAY_MS_MAX, 2 ** (attempt + 1));

/**
 * Runs `attempt` again while `isConflict` says that only the order of concurrent writers made it
 * fail (PostgreSQL 40001 and 40P01; CockroachDB asks for the same loop).
 */
export const withRetry = async <T>(
  attempt: () => Promise<T>,
  isConflict: (error: unknown) => boolean,
  triesMax = TRANSACTION_TRIES_MAX,
): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof WriterConflict || isConflict(error))) throw error;
      if (tries >= triesMax)
        throw new CentralError('retries-used-up', `${tries} tries`, { cause: error });
      await sleep(retryDelayMs(tries));
    }
  }
};

/**
 * PostgreSQL cannot store the character U+0000; a replacement character in both engines keeps an
 * odd entry from blocking a queue.
 */
export const storable = (value: SqlValue): SqlValue =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
