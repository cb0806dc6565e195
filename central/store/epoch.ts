// The epoch says which history of central this is (sync.md 1.2 "Epoch"). It rises when central may
// know less than it did: after a restore or a promotion. Stations compare it for being equal only, so
// it must never come to a number that stations have met in another history.
import type { Sql, SqlDatabase } from './sql.ts';

/** Far more rows than a restore can have lost, and 2 million restores fit into a safe integer. */
const FEED_JUMP = 2 ** 32;
/**
 * More records than were imported since the backup: their ids stand in the journals of the stations
 * and must not come to mean other books. 999 times fit into the nine digits of an id.
 */
const IMPORTED_JUMP = 1_000_000;

export const readEpoch = async (sql: Pick<Sql, 'all'>): Promise<number> => {
  const [row] = await sql.all(`SELECT value FROM meta WHERE name = 'epoch'`);
  return Number(row?.value);
};

/** To the next number, or to `atLeast` when that is higher. Resolves to the new epoch. */
export const raiseEpoch = (database: SqlDatabase, atLeast = 0): Promise<number> =>
  database.transaction(async (sql) => {
    const [row] = await sql.all(`SELECT value FROM meta WHERE name = 'epoch'${sql.forUpdate}`);
    const before = Number(row?.value);
    const epoch = Math.max(before + 1, atLeast);
    await sql.run(`UPDATE meta SET value = $1 WHERE name = 'epoch'`, [epoch]);
    const steps = epoch - before;
    await sql.run(
      'UPDATE feed SET ver = ver + $1, imported = imported + $2 WHERE library_id IS NOT NULL',
      [FEED_JUMP * steps, IMPORTED_JUMP * steps],
    );
    return epoch;
  });
