// The tables of central and the steps that lead to them, forward only. `library_id` comes first in
// every key, so that the tables can be spread over machines by library (sync.md 5). No sequence, no
// trigger; BIGINT and TEXT only. `meta` is the one table that belongs to no library.
import { CentralError } from '../errors.ts';
import { DECISION_TABLES } from './migrations/decisions.ts';
import type { SqlDatabase } from './sql.ts';

const FIRST_TABLES = [
  `CREATE TABLE library (library_id TEXT NOT NULL, library_number TEXT NOT NULL,
     PRIMARY KEY (library_id))`,
  // The feed counter: taken last in each transaction and held to its commit, so a reader of ver <=
  // counter misses nothing.
  `CREATE TABLE feed (library_id TEXT NOT NULL, ver BIGINT NOT NULL, imported BIGINT NOT NULL,
     PRIMARY KEY (library_id))`,
  `CREATE TABLE station (library_id TEXT NOT NULL, station BIGINT NOT NULL,
     token_hash TEXT NOT NULL, applied BIGINT NOT NULL, chain TEXT NOT NULL, epoch BIGINT NOT NULL,
     quarantined BIGINT NOT NULL, added_at_ms BIGINT NOT NULL, last_contact_ms BIGINT,
     PRIMARY KEY (library_id, station))`,
  // at_ms is the time that decides who holds a book: the station's clock corrected, and never after
  // the arrival.
  `CREATE TABLE entry (library_id TEXT NOT NULL, station BIGINT NOT NULL, seq BIGINT NOT NULL,
     v BIGINT NOT NULL, type TEXT NOT NULL, wall_ms BIGINT NOT NULL, boot_id TEXT NOT NULL,
     up_ms BIGINT NOT NULL, effective_on TEXT NOT NULL, place TEXT NOT NULL, actor TEXT NOT NULL,
     body TEXT NOT NULL, personal_digest TEXT, chain TEXT NOT NULL, at_ms BIGINT NOT NULL,
     at_sure BIGINT NOT NULL, received_at_ms BIGINT NOT NULL, outcome TEXT NOT NULL,
     held_for TEXT, waits_for TEXT, item_id TEXT,
     PRIMARY KEY (library_id, station, seq))`,
  'CREATE INDEX entry_item ON entry (library_id, item_id) WHERE item_id IS NOT NULL',
  'CREATE INDEX entry_waits ON entry (library_id, waits_for) WHERE waits_for IS NOT NULL',
  `CREATE TABLE entry_person (library_id TEXT NOT NULL, station BIGINT NOT NULL,
     seq BIGINT NOT NULL, salt TEXT NOT NULL, personal TEXT NOT NULL,
     PRIMARY KEY (library_id, station, seq))`,
  `CREATE TABLE patron (library_id TEXT NOT NULL, patron_id TEXT NOT NULL, card TEXT NOT NULL,
     status TEXT NOT NULL, category TEXT NOT NULL, birth_date TEXT NOT NULL,
     language TEXT NOT NULL, language_at_ms BIGINT NOT NULL, branch TEXT NOT NULL,
     registered_on TEXT NOT NULL, reregistered_on TEXT NOT NULL, ver BIGINT NOT NULL,
     PRIMARY KEY (library_id, patron_id))`,
  'CREATE INDEX patron_ver ON patron (library_id, ver)',
  'CREATE INDEX patron_card ON patron (library_id, card)',
  'CREATE INDEX patron_birth ON patron (library_id, birth_date)',
  `CREATE TABLE patron_person (library_id TEXT NOT NULL, patron_id TEXT NOT NULL,
     surname TEXT NOT NULL, given_name TEXT NOT NULL, patronymic TEXT NOT NULL,
     phone TEXT NOT NULL, iin TEXT, guardian TEXT, PRIMARY KEY (library_id, patron_id))`,
  `CREATE TABLE title (library_id TEXT NOT NULL, title_id TEXT NOT NULL, title TEXT NOT NULL,
     author TEXT NOT NULL, language TEXT NOT NULL, year TEXT NOT NULL, age_min BIGINT NOT NULL,
     ver BIGINT NOT NULL, PRIMARY KEY (library_id, title_id))`,
  'CREATE INDEX title_ver ON title (library_id, ver)',
  `CREATE TABLE item (library_id TEXT NOT NULL, item_id TEXT NOT NULL, barcode TEXT NOT NULL,
     inventory_no TEXT NOT NULL, title_id TEXT NOT NULL, branch TEXT NOT NULL,
     item_type TEXT NOT NULL, home BIGINT NOT NULL, status TEXT NOT NULL,
     deleted BIGINT NOT NULL, ver BIGINT NOT NULL, PRIMARY KEY (library_id, item_id))`,
  'CREATE INDEX item_ver ON item (library_id, ver)',
  'CREATE INDEX item_title ON item (library_id, title_id)',
  `CREATE UNIQUE INDEX item_barcode ON item (library_id, barcode)
     WHERE barcode <> '' AND deleted = 0`,
  // One row an item that was ever lent or returned, known to the catalogue or not: the lock of
  // everything about its loans.
  `CREATE TABLE item_state (library_id TEXT NOT NULL, item_id TEXT NOT NULL,
     last_at_ms BIGINT NOT NULL, last_station BIGINT NOT NULL, last_seq BIGINT NOT NULL,
     open_loan_id TEXT, PRIMARY KEY (library_id, item_id))`,
  `CREATE TABLE loan (library_id TEXT NOT NULL, loan_id TEXT NOT NULL, item_id TEXT NOT NULL,
     patron_id TEXT NOT NULL, kind TEXT NOT NULL, taken_on TEXT NOT NULL,
     entered_at_ms BIGINT NOT NULL, started_at_ms BIGINT NOT NULL, due_on TEXT NOT NULL,
     renewals BIGINT NOT NULL, renewals_max BIGINT NOT NULL, returned_on TEXT,
     return_entered_at_ms BIGINT, ver BIGINT NOT NULL, PRIMARY KEY (library_id, loan_id))`,
  'CREATE INDEX loan_ver ON loan (library_id, ver)',
  'CREATE INDEX loan_patron ON loan (library_id, patron_id)',
  'CREATE INDEX loan_item ON loan (library_id, item_id)',
  'CREATE UNIQUE INDEX loan_open ON loan (library_id, item_id) WHERE returned_on IS NULL',
  // ref names what the contradiction is about (a loan, an entry, an item): the same one is never
  // listed twice.
  `CREATE TABLE review (library_id TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL,
     station BIGINT NOT NULL, seq BIGINT NOT NULL, saw TEXT NOT NULL, state TEXT NOT NULL,
     raised_at_ms BIGINT NOT NULL, settled_at_ms BIGINT, PRIMARY KEY (library_id, kind, ref))`,
  'CREATE INDEX review_state ON review (library_id, state, raised_at_ms)',
  `CREATE TABLE import_key (library_id TEXT NOT NULL, kind TEXT NOT NULL, source_key TEXT NOT NULL,
     row_id TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (library_id, kind, source_key))`,
];

/** Step n leads from version n to n + 1. Never edit a step that was released: add the next one. */
export const MIGRATIONS: readonly (readonly string[])[] = [FIRST_TABLES, DECISION_TABLES];

/**
 * Makes or brings up to date; each step is one transaction, so a crash leaves the version before
 * it.
 */
export const migrate = async (database: SqlDatabase): Promise<void> => {
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
      if (version > MIGRATIONS.length)
        throw new CentralError('schema-too-new', `${version}, known ${MIGRATIONS.length}`);
      const step = MIGRATIONS[version];
      if (step === undefined) return true;
      for (const statement of step) await sql.run(statement);
      await sql.run(`UPDATE meta SET value = $1 WHERE name = 'schema'`, [version + 1]);
      return false;
    });
  }
};
