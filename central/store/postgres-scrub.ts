// Takes deleted rows out of PostgreSQL's files. A DELETE leaves the old row in its page, VACUUM only marks the place as free, and
// the statistics keep samples of the columns: so the tables are written anew, and so are the statistics. The write-ahead log,
// its archive and backups are the administrator's (central/README.md, "Erasure").
import type pg from 'pg';

/** insufficient_privilege, Appendix A of the PostgreSQL manual. */
const FORBIDDEN = '42501';

type Queries = {
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<T>>;
};

/** Transactions begun before: to them the deleted rows are still there, so they stay. */
const readers = async (db: Queries, sinceMs: number): Promise<number> => {
  const { rows } = await db.query<{ n: string }>(
    `SELECT count(*) AS n FROM pg_stat_activity WHERE pid <> pg_backend_pid()
       AND backend_xmin IS NOT NULL AND xact_start < to_timestamp($1 / 1000.0)`,
    [sinceMs],
  );
  return Number(rows[0]?.n);
};

const attempt = async (db: Queries, statement: string): Promise<boolean> => {
  try {
    await db.query(statement);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === FORBIDDEN) return false;
    throw error;
  }
};

export const scrubPostgres = async (
  db: Queries,
  tables: readonly string[],
): Promise<'clean' | 'busy' | 'forbidden'> => {
  const { rows } = await db.query<{ ms: string }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms',
  );
  const startedMs = Number(rows[0]?.ms);
  let allowed = true;
  // ANALYZE replaces the samples that the statistics hold; then the old samples go as well.
  for (const table of tables)
    allowed = (await attempt(db, `VACUUM (FULL, ANALYZE) ${table}`)) && allowed;
  allowed = (await attempt(db, 'VACUUM FULL pg_statistic')) && allowed;
  allowed = (await attempt(db, 'CHECKPOINT')) && allowed;
  if (!allowed) return 'forbidden';
  return (await readers(db, startedMs)) > 0 ? 'busy' : 'clean';
};
