// What the store asks of a database: a few calls and one dialect that SQLite and PostgreSQL both
// read ($1 parameters, BIGINT and TEXT, ON CONFLICT, RETURNING, partial unique indexes). Two
// engines implement it; nothing else knows which.

export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

export type Table = {
  name: string;
  columns: readonly string[];
  /** Columns of the primary key, `library_id` first. */
  key: readonly string[];
};

/**
 * `SELECT columns FROM from WHERE library_id = ... AND column IN (ids) and`; the ids are TEXT. With
 * `lock`, rows are held until the commit, in the order of the ids, so that two writers cannot hold
 * what the other needs.
 */
export type SelectIn = {
  columns: string;
  from: string;
  column: string;
  and?: string;
  lock?: boolean;
};

/**
 * Calls are carried out in the order in which they are made, also those whose promise nobody has
 * awaited yet: calls that do not need each other's answers are made together and cost one round
 * trip (`Promise.all`).
 */
export type Sql = {
  /** Rows of a SELECT or of a RETURNING clause; BIGINT comes as a safe integer. */
  all(text: string, values?: readonly SqlValue[]): Promise<SqlRow[]>;
  /** How many rows were changed. */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
  /** In the order of `rows`; `onConflict` is the tail, such as `ON CONFLICT (...) DO NOTHING`. */
  insertMany(table: Table, rows: readonly SqlValue[][], onConflict?: string): Promise<void>;
  /** `ids` are sorted, each once. */
  selectIn(select: SelectIn, libraryId: string, ids: readonly string[]): Promise<SqlRow[]>;
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
  /** Called when the tables are as they should be: after the migrations, before any rows. */
  learnTables(): Promise<void>;
  /**
   * Everything that the body reads stands for one moment, however long it takes; it writes nothing
   * and blocks no writer.
   */
  reading<T>(body: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * After an erasure: takes the bytes of deleted rows of these tables out of the files. `busy` where somebody still reads
   * the rows as they were; `forbidden` where the user of the database may not do all of it.
   */
  scrub(tables: readonly string[]): Promise<'clean' | 'busy' | 'forbidden'>;
  close(): Promise<void>;
};

/**
 * PostgreSQL cannot store the character U+0000; a replacement character in both engines keeps an
 * odd entry from blocking a queue.
 */
export const storable = (value: SqlValue): SqlValue =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;

/**
 * The calls of one transaction, until `end`: of several that run side by side one may fail, and
 * what the others would still do must not happen outside of it.
 */
export const untilEnded = (sql: Sql): { sql: Sql; end(): void } => {
  let ended = false;
  const still =
    <A extends unknown[], T>(call: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      if (ended) throw new Error('the transaction is over');
      return call(...given);
    };
  return {
    sql: {
      forUpdate: sql.forUpdate,
      all: still(sql.all),
      run: still(sql.run),
      insertMany: still(sql.insertMany),
      selectIn: still(sql.selectIn),
    },
    end: () => {
      ended = true;
    },
  };
};
