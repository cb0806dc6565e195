// SQLite as the central database of one library (sync.md 0.4, 5): one connection writes, one reads.
// Transaction bodies are async, so a queue lets one run at a time; the reader sees committed rows
// only, because WAL gives it its own snapshot.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { CentralError } from '../errors.ts';
import type { Sql, SqlDatabase, SqlRow, SqlValue } from './sql.ts';
import { storable, withRetry } from './sql.ts';

const BUSY_TIMEOUT_MS = 5_000;
const STATEMENTS_KEPT_MAX = 400;
const TRANSACTIONS_WAITING_MAX = 10_000;

const openConnection = (file: string): Database.Database => {
  const connection = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  // On every open: a WAL file that is opened again falls back to synchronous=NORMAL, which may lose
  // the last commits.
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  return connection;
};

/**
 * SQLite reads `$1` as a parameter named 1, so the values are bound by name and the text stays
 * PostgreSQL's.
 */
const named = (values: readonly SqlValue[]): Record<string, SqlValue> => {
  const bound: Record<string, SqlValue> = {};
  values.forEach((value, index) => {
    bound[index + 1] = storable(value);
  });
  return bound;
};

const sqlOn = (connection: Database.Database): Sql => {
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string): Database.Statement => {
    let statement = statements.get(text);
    if (statement === undefined) {
      statement = connection.prepare(text);
      if (statements.size >= STATEMENTS_KEPT_MAX) statements.clear();
      statements.set(text, statement);
    }
    return statement;
  };
  return {
    forUpdate: '',
    all: async (text, values = []) => prepare(text).all(named(values)) as SqlRow[],
    run: async (text, values = []) => prepare(text).run(named(values)).changes,
  };
};

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

/** One at a time, in order of arrival; a failed one does not stop those behind it. */
const serialQueue = () => {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= TRANSACTIONS_WAITING_MAX)
      return Promise.reject(new CentralError('retries-used-up', 'too many are waiting'));
    waiting += 1;
    const result = tail.then(work).finally(() => {
      waiting -= 1;
    });
    tail = result.catch(() => undefined);
    return result;
  };
};

export const openSqlite = (file: string): SqlDatabase => {
  mkdirSync(dirname(file), { recursive: true });
  return sqliteOn(openConnection(file), openConnection(file));
};

/**
 * On open connections. A database in memory has only one: then a read waits for the transaction
 * that runs, since it would see what is not committed yet.
 */
export const sqliteOn = (writer: Database.Database, reader = writer): SqlDatabase => {
  const [writing, reading] = [sqlOn(writer), sqlOn(reader)];
  const inOrder = serialQueue();

  const once = async <T>(body: (sql: Sql) => Promise<T>): Promise<T> => {
    writer.exec('BEGIN IMMEDIATE');
    try {
      const result = await body(writing);
      writer.exec('COMMIT');
      return result;
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      throw error;
    }
  };
  const transaction = <T>(body: (sql: Sql) => Promise<T>): Promise<T> =>
    inOrder(() => withRetry(() => once(body), isBusy));

  return {
    engine: 'sqlite',
    forUpdate: '',
    all:
      reader === writer ? (text, values) => inOrder(() => reading.all(text, values)) : reading.all,
    run: (text, values) => transaction((sql) => sql.run(text, values)),
    transaction,
    close: () =>
      inOrder(async () => {
        reader.close();
        writer.close();
      }),
  };
};
