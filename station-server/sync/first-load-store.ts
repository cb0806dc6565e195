// What the station remembers of a first load, in its own store: so a kill loses at most the bytes of one piece, and an erased
// person's bytes are wiped with the rest of the store.
import type { SnapshotAnswer } from '../../central/sync-contract.ts';
import type { StationDatabase } from '../store/open-database.ts';
import { rowKey } from '../store/row-key.ts';

export type HeldLoad = {
  /** `chunks`: they come in. `catch-up`: all are in, and the feed since is being read. */
  state: 'chunks' | 'catch-up';
  answer: SnapshotAnswer;
  /** The store was not empty before: central may have closed or deleted what it holds. */
  hadRows: boolean;
};
type LoadRow = { state: HeldLoad['state']; answer: string; had_rows: number };

export type LoadStore = ReturnType<typeof createLoadStore>;

/** Each table by itself is written in one statement; what belongs together is for the caller's transaction. */
export const createLoadStore = (db: StationDatabase) => {
  const read = db.prepare<[], LoadRow>('SELECT state, answer, had_rows FROM load');
  const write = db.prepare('INSERT OR REPLACE INTO load VALUES(1, ?, ?, ?)');
  const setState = db.prepare('UPDATE load SET state = ?');
  const anyRow = db
    .prepare<[], number>(
      'SELECT EXISTS(SELECT 1 FROM item) OR EXISTS(SELECT 1 FROM loan) OR EXISTS(SELECT 1 FROM patron)',
    )
    .pluck();
  const chunk = db.prepare<[string], { rows_done: number; finished: number }>(
    'SELECT rows_done, finished FROM load_chunk WHERE sha256 = ?',
  );
  const putChunk = db.prepare('INSERT OR REPLACE INTO load_chunk VALUES(?, ?, ?)');
  const forgetChunk = db.prepare('DELETE FROM load_chunk WHERE sha256 = ?');
  const held = db
    .prepare<[string], number>(
      'SELECT coalesce(sum(length(bytes)), 0) FROM load_part WHERE sha256 = ?',
    )
    .pluck();
  const parts = db
    .prepare<[string], Buffer>('SELECT bytes FROM load_part WHERE sha256 = ? ORDER BY start')
    .pluck();
  const putPart = db.prepare('INSERT INTO load_part VALUES(?, ?, ?)');
  const dropParts = db.prepare('DELETE FROM load_part WHERE sha256 = ?');
  const doubt = db.prepare(
    `INSERT OR IGNORE INTO load_doubt SELECT loan_id FROM loan WHERE returned_on IS NULL
     AND NOT (loan_id > ? AND loan_id <= ?)`,
  );
  const settle = db.prepare('DELETE FROM load_doubt WHERE loan_id = ?');
  const doubts = db.prepare<[], number>('SELECT count(*) FROM load_doubt').pluck();
  const empty = ['load', 'load_chunk', 'load_part', 'load_doubt'].map((table) =>
    db.prepare(`DELETE FROM ${table}`),
  );
  return {
    read: (): HeldLoad | null => {
      const row = read.get();
      if (!row) return null;
      const answer = JSON.parse(row.answer) as SnapshotAnswer;
      return { state: row.state, answer, hadRows: row.had_rows === 1 };
    },
    write: ({ state, answer, hadRows }: HeldLoad): void => {
      write.run(state, JSON.stringify(answer), hadRows ? 1 : 0);
    },
    setState: (state: HeldLoad['state']): void => {
      setState.run(state);
    },
    /** Forgets everything about it. */
    clear: (): void => {
      for (const statement of empty) statement.run();
    },
    hasRows: (): boolean => anyRow.get() === 1,
    rowsDone: (sha256: string): number => chunk.get(sha256)?.rows_done ?? 0,
    finished: (sha256: string): boolean => chunk.get(sha256)?.finished === 1,
    setRowsDone: (sha256: string, rows: number, finished: boolean): void => {
      putChunk.run(sha256, rows, finished ? 1 : 0);
      if (finished) dropParts.run(sha256);
    },
    forgetChunk: (sha256: string): void => {
      forgetChunk.run(sha256);
    },
    bytesHeld: (sha256: string): number => held.get(sha256) ?? 0,
    bytes: (sha256: string): Buffer => Buffer.concat(parts.all(sha256)),
    /** `start` is the place of the piece in the chunk. */
    addBytes: (sha256: string, start: number, bytes: Uint8Array): void => {
      putPart.run(sha256, start, bytes);
    },
    dropBytes: (sha256: string): void => {
      dropParts.run(sha256);
    },
    /** Notes the open loans, save those that own entries after `applied` made: of those the snapshot knows nothing. */
    doubtOpenLoans: (station: number, applied: number): void => {
      doubt.run(rowKey(`${station}-${applied}`), rowKey(`${station}-999999999`));
    },
    settle: (loanId: string): void => {
      settle.run(rowKey(loanId));
    },
    doubts: (): number => doubts.get() ?? 0,
  };
};
