// A temporary PostgreSQL server for tests of rules and interfaces (postgres-server.ts is for those
// that kill it).
import { makePostgresServer } from './postgres-server.ts';

/**
 * `stop` ends the server at once and removes its data; `url` has the user postgres and needs no
 * password. It forces nothing to the disk: these tests do not cut the power.
 */
export const startPostgres = async (): Promise<{ url: string; stop(): Promise<void> }> =>
  makePostgresServer(['fsync=off']);
