// SQLite as the central database of one library (sync.md 0.4, 5): one connection writes, one reads.
// Transaction bodies are async, so a queue lets one run at a time; the reader sees committed rows
// only, because WAL gives it its own snapshot.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { withRetry } from './retry.ts';
import { serialQueue } from './serial-queue.ts';
import type { Sql, SqlDatabase, SqlRow, SqlValue, Table } from './sql.ts';
import { storable, untilEnded } from './sql.ts';

const BUSY_TIMEOUT_MS = 5_000;
/** Acts touch pages all over the file: with the 2 MiB of the default each is read again and again. */
const CACHE_KIB = 65_536;
/**
 * 64 MiB of log before its pages go into the file: a page that many pushes changed is then copied
 * once. The log never grows much beyond.
 */
const WAL_PAGES_PER_CHECKPOINT = 16_384;
const STATEMENTS_KEPT_MAX = 400;

/** The one place where the database is opened. */
export const openConnection = (file: string): Database.Database => {
  const connection = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  // On every open: a WAL file that is opened again falls back to synchronous=NORMAL, which may lose
  // the last commits.
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma(`cache_size = -${CACHE_KIB}`);
  connection.pragma(`wal_autocheckpoint = ${WAL_PAGES_PER_CHECKPOINT}`);
  // What an erasure deletes is overwritten with zeros; the write-ahead log is emptied by `scrub`.
  connection.pragma('secure_delete = ON');
  return connection;
};

/** Values by position, which binds in half the time of names: the text stays PostgreSQL's. */
type Prepared = {
  statement: Database.Statement<SqlValue[], SqlRow>;
  /** Which value stands at each place of the text. */
  order: number[];
};

const prepare = (connection: Database.Database, text: string): Prepared => {
  const order: number[] = [];
  const positional = text.replace(/\$(\d+)/g, (_, number) => {
    order.push(Number(number) - 1);
    return '?';
  });
  return { statement: connection.prepare(positional), order };
};

const insertText = (table: Table, onConflict: string): string =>
  `INSERT INTO ${table.name} (${table.columns.join(', ')})
   VALUES (${table.columns.map(() => '?').join(', ')}) ${onConflict}`;

/** Calls on one connection, outside the queue of writers. */
export const sqlOn = (connection: Database.Database): Sql => {
  const statements = new Map<string, Prepared>();
  const prepared = (text: string): Prepared => {
    let found = statements.get(text);
    if (found === undefined) {
      found = prepare(connection, text);
      if (statements.size >= STATEMENTS_KEPT_MAX) statements.clear();
      statements.set(text, found);
    }
    return found;
  };
  const bound = (order: number[], values: readonly SqlValue[]): SqlValue[] =>
    order.map((index) => storable(values[index] as SqlValue));
  return {
    forUpdate: '',
    all: async (text, values = []) => {
      const { statement, order } = prepared(text);
      return statement.all(...bound(order, values));
    },
    run: async (text, values = []) => {
      const { statement, order } = prepared(text);
      return statement.run(...bound(order, values)).changes;
    },
    // One short statement a row: SQLite runs in this process, where a long list of values costs more than many calls.
    insertMany: async (table, rows, onConflict = '') => {
      const { statement } = prepared(insertText(table, onConflict));
      for (const row of rows) statement.run(row.map(storable) as never);
    },
    selectIn: async ({ columns, from, column, and = '' }, libraryId, ids) => {
      const { statement } = prepared(
        `SELECT ${columns} FROM ${from} WHERE library_id = ? AND ${column} = ? ${and}`,
      );
      const rows: SqlRow[] = [];
      for (const id of ids)
        for (const row of statement.all(libraryId, storable(id))) rows.push(row);
      return rows;
    },
  };
};

type Reading = { connection: Database.Database; sql: Sql };

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');

export const openSqlite = (file: string, random = Math.random): SqlDatabase => {
  mkdirSync(dirname(file), { recursive: true });
  return sqliteOn(openConnection(file), openConnection(file), random);
};

/**
 * On open connections. A database in memory has only one: then a read waits for the transaction
 * that runs, since it would see what is not committed yet.
 */
export const sqliteOn = (
  writer: Database.Database,
  reader = writer,
  random = Math.random,
): SqlDatabase => {
  const [writing, committed] = [sqlOn(writer), sqlOn(reader)];
  const alone = reader === writer;
  const inOrder = serialQueue();

  const once = async <T>(body: (sql: Sql) => Promise<T>): Promise<T> => {
    writer.exec('BEGIN IMMEDIATE');
    const { sql, end } = untilEnded(writing);
    try {
      const result = await body(sql);
      end();
      writer.exec('COMMIT');
      return result;
    } catch (error) {
      end();
      if (writer.inTransaction) writer.exec('ROLLBACK');
      throw error;
    }
  };
  const transaction = <T>(body: (sql: Sql) => Promise<T>): Promise<T> =>
    inOrder(() => withRetry(() => once(body), { isConflict: isBusy, random }));

  const openReading = (): Reading => {
    const connection = openConnection(writer.name);
    connection.pragma('query_only = ON');
    return { connection, sql: sqlOn(connection) };
  };
  /** The one that is kept between two readings: opening costs more than a pull. */
  let idle: Reading | null = null;
  let closed = false;
  /** On a connection of its own: on the shared one, others would read the old state as well. */
  const reading = async <T>(body: (sql: Sql) => Promise<T>): Promise<T> => {
    if (alone) return inOrder(() => body(committed));
    const own = idle ?? openReading();
    idle = null;
    try {
      own.connection.exec('BEGIN');
      return await body(own.sql);
    } finally {
      if (own.connection.inTransaction) own.connection.exec('ROLLBACK');
      if (idle === null && !closed) idle = own;
      else own.connection.close();
    }
  };

  return {
    engine: 'sqlite',
    forUpdate: '',
    all: (...given) => (alone ? inOrder(() => committed.all(...given)) : committed.all(...given)),
    selectIn: (...given) =>
      alone ? inOrder(() => committed.selectIn(...given)) : committed.selectIn(...given),
    run: (text, values) => transaction((sql) => sql.run(text, values)),
    insertMany: (...given) => transaction((sql) => sql.insertMany(...given)),
    transaction,
    learnTables: async () => undefined,
    reading,
    scrub: () =>
      inOrder(async () => {
        // Not waited for: every station would wait as well.
        writer.pragma('busy_timeout = 0');
        const [result] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
        writer.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
        return result?.busy === 0 ? 'clean' : 'busy';
      }),
    close: () =>
      inOrder(async () => {
        closed = true;
        idle?.connection.close();
        reader.close();
        writer.close();
      }),
  };
};
