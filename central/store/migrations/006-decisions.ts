// Tables of what staff decide and of the few rows behind it: counter-entries, blocks, merged
// patrons, holds and the staff of central.
import type { Migration } from './migration.ts';

export const DECISION_TABLES: Migration = [
  // Limits and days of grace join the zone and the calendar of the site file, as JSON.
  'ALTER TABLE library RENAME COLUMN days TO rules',
  // Counts the batches that hold a block, a merge, a hold or a storno (rare-rows.ts).
  'ALTER TABLE feed ADD COLUMN rare BIGINT NOT NULL DEFAULT 0',
  // An entry is without effect while one of its stornos is active.
  `CREATE TABLE storno (library_id TEXT NOT NULL, target TEXT NOT NULL, by_entry TEXT NOT NULL,
     active BIGINT NOT NULL, PRIMARY KEY (library_id, target, by_entry))`,
  `CREATE TABLE patron_block (library_id TEXT NOT NULL, patron_id TEXT NOT NULL,
     station BIGINT NOT NULL, seq BIGINT NOT NULL, at_ms BIGINT NOT NULL, blocked BIGINT NOT NULL,
     reason TEXT NOT NULL, PRIMARY KEY (library_id, patron_id, station, seq))`,
  `CREATE TABLE merged_patron (library_id TEXT NOT NULL, patron_id TEXT NOT NULL,
     into_id TEXT NOT NULL, by_entry TEXT NOT NULL, at_ms BIGINT NOT NULL, station BIGINT NOT NULL,
     seq BIGINT NOT NULL, PRIMARY KEY (library_id, patron_id))`,
  `CREATE TABLE hold (library_id TEXT NOT NULL, hold_id TEXT NOT NULL, patron_id TEXT NOT NULL,
     item_id TEXT, title_id TEXT NOT NULL, branch TEXT NOT NULL, at_ms BIGINT NOT NULL,
     station BIGINT NOT NULL, seq BIGINT NOT NULL, state TEXT NOT NULL, loan_id TEXT,
     ver BIGINT NOT NULL, PRIMARY KEY (library_id, hold_id))`,
  'CREATE INDEX hold_ver ON hold (library_id, ver)',
  `CREATE INDEX hold_patron ON hold (library_id, patron_id) WHERE state = 'waiting'`,
  `CREATE INDEX hold_item ON hold (library_id, item_id) WHERE state = 'waiting'`,
  // The latest decision about a review, by the name of its entry.
  `CREATE TABLE review_decision (library_id TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL,
     entry TEXT NOT NULL, PRIMARY KEY (library_id, kind, ref))`,
  `CREATE TABLE staff (library_id TEXT NOT NULL, staff_id TEXT NOT NULL, token_hash TEXT NOT NULL,
     added_at_ms BIGINT NOT NULL, PRIMARY KEY (library_id, staff_id))`,
  `CREATE INDEX entry_held ON entry (library_id, station, seq) WHERE outcome = 'held'`,
];
