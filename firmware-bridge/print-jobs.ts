// The print jobs of one printer: one at a time, each id once, none begun after its time
// (printing.md section 4: a receipt of a patron who left must never come out for the next one).
// What the id became is remembered while the process lives; after a restart the station calls
// unfinished jobs unconfirmed and never sends them again by itself.
import type { Clock, PrinterDriver, PrintJob, PrintJobState } from '../devices/driver.ts';
import { whyOf } from './errors.ts';
import type { BridgeMessage } from './messages.ts';

/** Jobs waiting for one printer. More than a handful means that nobody stands there any more. */
export const JOBS_MAX = 16;
/** Ids remembered, so that a message sent twice prints once. */
export const JOB_IDS_MAX = 512;
/** How long a driver may take to tell how a job ended after its printer has gone. */
export const END_LIMIT_MS = 5_000;

export type PrintProgress = Extract<BridgeMessage, { type: 'print-progress' }>;
type ReportedState = PrintProgress['state'];

export type PrintJobsDeps = {
  device: string;
  clock: Clock;
  /** The printer while it is ready. */
  printer(): { driver: PrinterDriver; gone: Promise<string> } | undefined;
  tell(progress: PrintProgress): void;
};

export type PrintJobs = {
  /**
   * Takes a job, to be begun within `ttlMs` of now. A known id is not printed again: its newest
   * state is told.
   */
  add(job: PrintJob, ttlMs: number): void;
  /** From the driver, for the job under way. */
  progress(jobId: string, state: PrintJobState): void;
  /** Tells again how the newest jobs stand, to a station that may have missed it. */
  retell(): void;
  /** The printer became ready. */
  wake(): void;
  /** Jobs not begun end as expired; the one under way ends by itself when the driver is stopped. */
  stop(): void;
};

type Waiting = { job: PrintJob; cancel: () => void };

export const createPrintJobs = (deps: PrintJobsDeps): PrintJobs => {
  const { device, clock } = deps;
  const known = new Map<string, ReportedState | 'queued'>();
  const waiting: Waiting[] = [];
  let busy = false;

  const report = (jobId: string, state: ReportedState, why?: string) => {
    if (known.get(jobId) === state) return;
    known.set(jobId, state);
    deps.tell({ type: 'print-progress', device, jobId, state, ...(why ? { why } : {}) });
  };

  const remember = (jobId: string) => {
    known.set(jobId, 'queued');
    for (const [oldest, state] of known) {
      if (known.size <= JOB_IDS_MAX) return;
      if (state !== 'queued' && state !== 'sending' && state !== 'awaiting-ack')
        known.delete(oldest);
    }
  };

  const print = async (job: PrintJob, driver: PrinterDriver, gone: Promise<string>) => {
    report(job.jobId, 'sending');
    const lost = gone.then(
      (why) =>
        new Promise<{ state: PrintJobState; why: string }>((resolve) =>
          clock.after(END_LIMIT_MS, () => resolve({ state: 'unconfirmed', why })),
        ),
    );
    const done = driver.print(job).then(
      (state) => ({ state, why: undefined }),
      // A driver that rejects breaks its contract; how much came out is then unknown, which is what
      // the state says.
      (failure: unknown) => ({ state: 'unconfirmed' as const, why: whyOf(failure) }),
    );
    const { state, why } = await Promise.race([done, lost]);
    report(job.jobId, state === 'queued' ? 'failed' : state, why);
  };

  const next = () => {
    if (busy) return;
    const ready = deps.printer();
    if (!ready) return;
    const first = waiting.shift();
    if (!first) return;
    first.cancel();
    busy = true;
    void print(first.job, ready.driver, ready.gone).finally(() => {
      busy = false;
      next();
    });
  };

  const expire = (entry: Waiting, why: string) => {
    waiting.splice(waiting.indexOf(entry), 1);
    report(entry.job.jobId, 'expired', why);
  };

  return {
    add(job, ttlMs) {
      const before = known.get(job.jobId);
      if (before !== undefined) {
        if (before !== 'queued')
          deps.tell({ type: 'print-progress', device, jobId: job.jobId, state: before });
        return;
      }
      remember(job.jobId);
      if (waiting.length >= JOBS_MAX) {
        report(job.jobId, 'failed', 'too many jobs wait for this printer');
        return;
      }
      const entry: Waiting = { job, cancel: () => {} };
      entry.cancel = clock.after(ttlMs, () => expire(entry, 'not begun within its time'));
      waiting.push(entry);
      next();
    },
    progress(jobId, state) {
      if (state !== 'queued' && known.has(jobId)) report(jobId, state);
    },
    retell() {
      for (const [jobId, state] of [...known].slice(-JOBS_MAX))
        if (state !== 'queued') deps.tell({ type: 'print-progress', device, jobId, state });
    },
    wake: next,
    stop() {
      for (const entry of [...waiting]) {
        entry.cancel();
        expire(entry, 'the bridge stops');
      }
    },
  };
};
