// The print queue of a station: one job at a time for each printer, journalled before it is sent (printing.md section 4). A loan
// never waits for it. What was begun and not acknowledged ends as `unconfirmed` and is not printed again by itself.
import type {
  PrintJobState,
  ReceiptDocument,
  StationMessage,
} from '../../firmware-bridge/messages.ts';
import type { Clock } from '../clock.ts';
import { StationError } from '../errors.ts';
import { JOBS_KEPT_MS, type PrintJobStore, type StoredPrintJob } from './print-job-store.ts';

/** A slip begun later than this would reach the next person. */
export const PRINT_TTL_MS = 90_000;
/** A bridge that says nothing about a job for this long has lost it. */
export const PROGRESS_WAIT_MS_MAX = 120_000;
export const QUEUED_PER_DEVICE_MAX = 8;

export type PrintQueueDeps = {
  store: PrintJobStore;
  clock: Clock;
  /** False when the place has no bridge now. */
  send(place: string, message: StationMessage): boolean;
  newJobId(): string;
  /** Every change of a job's state, after it is durable. */
  onState(job: StoredPrintJob): void;
  /** The journal could not be read or written outside of `submit` and `reprint`, which throw. */
  onFailure(error: StationError): void;
};

export type PrintQueue = {
  /** Journals the job and sends it when its turn comes. Null when the printer's queue is full. */
  submit(place: string, device: string, document: ReceiptDocument): string | null;
  /** Prints an interrupted job once more, whole, marked as a copy; null when that is not allowed. */
  reprint(jobId: string): string | null;
  progress(place: string, device: string, jobId: string, state: PrintJobState, why?: string): void;
  bridgeReady(place: string): void;
  bridgeAway(place: string): void;
  /** After a start: what was under way is unconfirmed, what waited too long is expired. */
  recover(): void;
  stop(): void;
};

const REPRINT_SUFFIX = '-r';
const UNDER_WAY: readonly PrintJobState[] = ['sending', 'awaiting-ack'];
const FINAL: readonly PrintJobState[] = [
  'printed',
  'interrupted',
  'unconfirmed',
  'expired',
  'failed',
];

type Timer = { jobId: string; cancel: () => void };

export const createPrintQueue = (deps: PrintQueueDeps): PrintQueue => {
  const { store, clock } = deps;
  const expiry = new Map<string, Timer>();
  const guard = new Map<string, Timer>();

  /** Called by timers and by the link: a full disk must not end a station that can still lend. */
  const attempt = (call: () => void): void => {
    try {
      call();
    } catch (error) {
      if (!(error instanceof StationError)) throw error;
      deps.onFailure(error);
    }
  };
  const cancel = (timers: Map<string, Timer>, jobId: string): void => {
    timers.get(jobId)?.cancel();
    timers.delete(jobId);
  };
  const arm = (timers: Map<string, Timer>, jobId: string, ms: number, call: () => void): void => {
    cancel(timers, jobId);
    const run = () => {
      timers.delete(jobId);
      attempt(call);
    };
    timers.set(jobId, { jobId, cancel: clock.after(ms, run) });
  };

  const set = (job: StoredPrintJob, state: PrintJobState, why: string | null = null): void => {
    const nowMs = clock.nowMs();
    store.setState(job.jobId, state, why, nowMs);
    cancel(expiry, job.jobId);
    cancel(guard, job.jobId);
    if (UNDER_WAY.includes(state)) {
      arm(guard, job.jobId, PROGRESS_WAIT_MS_MAX, () => settle(job, 'unconfirmed', 'no progress'));
    }
    deps.onState({ ...job, state, why, updatedAtMs: nowMs });
  };

  const settle = (job: StoredPrintJob, state: PrintJobState, why: string): void => {
    set(job, state, why);
    sendNext(job.place, job.device);
  };

  const underWay = (place: string, device: string): boolean =>
    UNDER_WAY.flatMap((state) => store.inState(state)).some(
      (job) => job.place === place && job.device === device,
    );

  const waiting = (place: string, device: string): StoredPrintJob[] =>
    store.inState('queued').filter((job) => job.place === place && job.device === device);

  const leftMs = (job: StoredPrintJob): number => job.createdAtMs + PRINT_TTL_MS - clock.nowMs();

  const sendNext = (place: string, device: string): void => {
    if (underWay(place, device)) return;
    const job = waiting(place, device)[0];
    if (!job) return;
    if (leftMs(job) <= 0) {
      settle(job, 'expired', 'older than its time to live');
      return;
    }
    // Durable before the first byte: a crash from here on leaves `sending`, which is never sent again.
    set(job, 'sending');
    const { jobId, document } = job;
    const reprint = jobId.endsWith(REPRINT_SUFFIX);
    const sent = deps.send(place, {
      type: 'print',
      device,
      jobId,
      document,
      reprint,
      ttlMs: Math.max(0, leftMs(job)),
    });
    // Nothing went out: it waits for the bridge, as long as it may.
    if (!sent) queue({ ...job, state: 'queued' });
  };

  const queue = (job: StoredPrintJob): void => {
    set(job, 'queued');
    arm(expiry, job.jobId, Math.max(0, leftMs(job)), () =>
      settle(job, 'expired', 'older than its time to live'),
    );
  };

  const add = (jobId: string, place: string, device: string, document: ReceiptDocument) => {
    const createdAtMs = clock.nowMs();
    if (waiting(place, device).length >= QUEUED_PER_DEVICE_MAX) return null;
    store.add({ jobId, place, device, document, createdAtMs });
    const job = store.get(jobId);
    if (job) queue(job);
    sendNext(place, device);
    return jobId;
  };

  const progress: PrintQueue['progress'] = (place, device, jobId, state, why) => {
    const job = store.get(jobId);
    const known = job?.place === place && job.device === device;
    // A bridge that comes back tells again how jobs ended: that is better knowledge than `unconfirmed`. Otherwise only a job
    // under way can move; a late or repeated word about a finished one changes nothing.
    const learnt = job?.state === 'unconfirmed' && FINAL.includes(state) && state !== job.state;
    if (!known || state === 'queued' || !(UNDER_WAY.includes(job.state) || learnt)) return;
    set(job, state, why ?? null);
    if (FINAL.includes(state)) sendNext(place, device);
  };
  const bridgeReady = (place: string): void => {
    const waitingHere = store.inState('queued').filter((job) => job.place === place);
    for (const device of new Set(waitingHere.map((job) => job.device))) sendNext(place, device);
  };
  const bridgeAway = (place: string): void => {
    for (const job of UNDER_WAY.flatMap((state) => store.inState(state))) {
      if (job.place === place) set(job, 'unconfirmed', 'the bridge went away');
    }
  };

  return {
    submit: (place, device, document) => add(deps.newJobId(), place, device, document),

    reprint: (jobId) => {
      const job = store.get(jobId);
      const copyId = `${jobId}${REPRINT_SUFFIX}`;
      const allowed =
        job?.state === 'interrupted' && leftMs(job) > 0 && !jobId.endsWith(REPRINT_SUFFIX);
      if (!allowed || store.get(copyId)) return null;
      return add(copyId, job.place, job.device, job.document);
    },

    progress: (place, device, jobId, state, why) =>
      attempt(() => progress(place, device, jobId, state, why)),
    bridgeReady: (place) => attempt(() => bridgeReady(place)),
    bridgeAway: (place) => attempt(() => bridgeAway(place)),

    recover: () => {
      store.forgetBefore(clock.nowMs() - JOBS_KEPT_MS);
      for (const job of UNDER_WAY.flatMap((state) => store.inState(state))) {
        set(job, 'unconfirmed', 'the station was restarted');
      }
      for (const job of store.inState('queued')) {
        if (leftMs(job) <= 0) set(job, 'expired', 'the station was restarted');
        else queue(job);
      }
    },

    stop: () => {
      for (const timers of [expiry, guard]) {
        for (const timer of timers.values()) timer.cancel();
        timers.clear();
      }
    },
  };
};
