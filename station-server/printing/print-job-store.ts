// The journal of print jobs, in the station's database: written before the first byte goes out, so that after a crash nobody
// guesses whether a slip was printed (printing.md section 4, "Job states").
import type Database from 'better-sqlite3';
import type { PrintJobState, ReceiptDocument } from '../../firmware-bridge/messages.ts';
import { StationError } from '../errors.ts';

export type StoredPrintJob = {
  jobId: string;
  place: string;
  device: string;
  document: ReceiptDocument;
  state: PrintJobState;
  why: string | null;
  createdAtMs: number;
  updatedAtMs: number;
};

type Row = {
  job_id: string;
  place: string;
  device: string;
  document: string;
  state: string;
  why: string | null;
  created_at_ms: number;
  updated_at_ms: number;
};

const toJob = (row: Row): StoredPrintJob => ({
  jobId: row.job_id,
  place: row.place,
  device: row.device,
  document: JSON.parse(row.document) as ReceiptDocument,
  state: row.state as PrintJobState,
  why: row.why,
  createdAtMs: row.created_at_ms,
  updatedAtMs: row.updated_at_ms,
});

/** How long finished jobs stay in the journal. */
export const JOBS_KEPT_MS = 86_400_000;

export type PrintJobStore = ReturnType<typeof createPrintJobStore>;

export const createPrintJobStore = (db: Database.Database) => {
  const insert = db.prepare('INSERT INTO print_job VALUES(?, ?, ?, ?, ?, NULL, ?, ?)');
  const byId = db.prepare<[string], Row>('SELECT * FROM print_job WHERE job_id = ?');
  const byState = db.prepare<[string], Row>(
    'SELECT * FROM print_job WHERE state = ? ORDER BY created_at_ms, rowid',
  );
  const setState = db.prepare(
    'UPDATE print_job SET state = ?, why = ?, updated_at_ms = ? WHERE job_id = ?',
  );
  const forget = db.prepare(
    `DELETE FROM print_job WHERE updated_at_ms < ? AND state NOT IN
     ('queued', 'sending', 'awaiting-ack')`,
  );
  const guarded = <T>(act: () => T): T => {
    try {
      return act();
    } catch (cause) {
      throw new StationError('print-journal-failed', { cause });
    }
  };
  return {
    /** Durable when it returns. A job id is given once. */
    add: (job: Omit<StoredPrintJob, 'state' | 'why' | 'updatedAtMs'>): void => {
      const { jobId, place, device, document, createdAtMs } = job;
      const text = JSON.stringify(document);
      guarded(() => forget.run(createdAtMs - JOBS_KEPT_MS));
      guarded(() => insert.run(jobId, place, device, text, 'queued', createdAtMs, createdAtMs));
    },
    get: (jobId: string): StoredPrintJob | undefined => {
      const row = guarded(() => byId.get(jobId));
      return row && toJob(row);
    },
    inState: (state: PrintJobState): StoredPrintJob[] =>
      guarded(() => byState.all(state)).map(toJob),
    setState: (jobId: string, state: PrintJobState, why: string | null, nowMs: number): void => {
      guarded(() => setState.run(state, why, nowMs, jobId));
    },
    /** Finished slips name what somebody read; they are kept no longer than a reprint by staff may be asked for. */
    forgetBefore: (beforeMs: number): number => guarded(() => forget.run(beforeMs)).changes,
  };
};
