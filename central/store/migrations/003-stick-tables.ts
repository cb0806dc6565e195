// For sync by file: central's signing key of each library, and of each station what its files are
// checked with and where it stood when it wrote the newest that was read. Released: never edited.
import type { Migration } from './migration.ts';

export const STICK_TABLES: Migration = [
  `CREATE TABLE stick_signer (library_id TEXT NOT NULL, private_key TEXT NOT NULL,
     public_key TEXT NOT NULL, PRIMARY KEY (library_id))`,
  // A station that was added before this table has no row until its token is seen again.
  `CREATE TABLE stick_station (library_id TEXT NOT NULL, station BIGINT NOT NULL,
     public_key TEXT NOT NULL, question BIGINT NOT NULL, epoch BIGINT NOT NULL,
     applied BIGINT NOT NULL, cursor BIGINT NOT NULL, PRIMARY KEY (library_id, station))`,
];
