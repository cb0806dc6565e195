// Reads that are no part of sync (counts, listings, reports): from a read replica where one is given and
// not far behind, else from the primary. Stations are always answered by the primary.
import type { SqlDatabase, SqlRow, SqlValue } from './sql.ts';

export type ReplicaState = 'used' | 'behind' | 'away';
export type ReportReader = {
  all(text: string, values?: readonly SqlValue[]): Promise<SqlRow[]>;
  /** How far the replica is behind; null when it is away. */
  lagMs(): Promise<number | null>;
  close(): Promise<void>;
};

export type ReportReaderOptions = {
  primary: SqlDatabase;
  replica: SqlDatabase;
  lagMsMax: number;
  /** Told once each time that the state changes. */
  onState(state: ReplicaState, lagMs: number | null): void;
  /** Milliseconds that only go forward. */
  upMs: () => number;
};

export const REPLICA_LAG_MS_MAX = 30_000;
/** The lag is asked for at most this often. */
const LOOK_EVERY_MS = 250;

/**
 * Nothing is behind when all that was received is replayed and the stream stands; else the age of the
 * last replayed commit. A server that is no standby has a history of its own and counts as away.
 */
const LAG = `SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END AS standby,
  CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()
    AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver WHERE COALESCE(status, 'streaming') = 'streaming')
  THEN 0 ELSE (EXTRACT(EPOCH FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint
  END AS lag`;

export const createReportReader = (options: ReportReaderOptions): ReportReader => {
  const { primary, replica, lagMsMax, upMs } = options;
  let state: ReplicaState = 'used';
  let known: { atMs: number; lagMs: number | null } | null = null;

  const ask = async (): Promise<number | null> => {
    try {
      const [row] = await replica.all(LAG);
      return row?.standby === 1 && row.lag !== null ? Number(row.lag) : null;
    } catch {
      // That it is away is the answer; `onState` tells it.
      return null;
    }
  };
  const become = (next: ReplicaState, lagMs: number | null): void => {
    if (next === state) return;
    state = next;
    options.onState(next, lagMs);
  };
  const lagMs = async (): Promise<number | null> => {
    if (known === null || upMs() - known.atMs >= LOOK_EVERY_MS)
      known = { lagMs: await ask(), atMs: upMs() };
    const lag = known.lagMs;
    become(lag === null ? 'away' : lag > lagMsMax ? 'behind' : 'used', lag);
    return lag;
  };
  return {
    lagMs,
    all: async (text, values) => {
      await lagMs();
      if (state !== 'used') return primary.all(text, values);
      try {
        return await replica.all(text, values);
      } catch {
        known = { lagMs: null, atMs: upMs() };
        become('away', null);
        return primary.all(text, values);
      }
    },
    close: () => replica.close(),
  };
};
