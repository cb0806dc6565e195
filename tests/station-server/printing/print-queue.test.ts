// The print queue on a real journal with a clock that a test moves: states of printing.md section 4, restarts, expiry, one reprint.
import { beforeEach, describe, expect, test } from 'vitest';
import type { ReceiptDocument, StationMessage } from '../../../firmware-bridge/messages.ts';
import {
  createPrintJobStore,
  JOBS_KEPT_MS,
  type PrintJobStore,
} from '../../../station-server/printing/print-job-store.ts';
import {
  createPrintQueue,
  PRINT_TTL_MS,
  PROGRESS_WAIT_MS_MAX,
  type PrintQueue,
  QUEUED_PER_DEVICE_MAX,
} from '../../../station-server/printing/print-queue.ts';
import { openDatabase, type StationDatabase } from '../../../station-server/store/open-database.ts';
import { createManualClock, type ManualClock } from '../../devices/manual-clock.ts';

const document: ReceiptDocument = {
  language: 'kk',
  blocks: [{ kind: 'text', text: 'Қош келдіңіз' }],
};
type Print = Extract<StationMessage, { type: 'print' }>;

let db: StationDatabase;
let store: PrintJobStore;
let clock: ManualClock;
let sent: Print[];
let told: string[];
let failures: string[];
let connected: boolean;
/** What the journal said about a job at the moment when its first byte went out. */
let journalledAtSend: (string | undefined)[];
let queue: PrintQueue;
let ids: number;

const restart = () => {
  queue?.stop();
  queue = createPrintQueue({
    store,
    clock,
    newJobId: () => `job-${++ids}`,
    send: (_place, message) => {
      if (!connected || message.type !== 'print') return false;
      journalledAtSend.push(store.get(message.jobId)?.state);
      sent.push(message);
      return true;
    },
    onState: (job) => told.push(`${job.jobId} ${job.state}`),
    onFailure: (error) => failures.push(error.code),
  });
  queue.recover();
};
beforeEach(() => {
  db = openDatabase(':memory:');
  store = createPrintJobStore(db);
  clock = createManualClock();
  [sent, told, failures, journalledAtSend] = [[], [], [], []];
  connected = true;
  ids = 0;
  restart();
});
const submit = () => queue.submit('kiosk-1', 'printer', document);
const progress = (jobId: string, state: Parameters<PrintQueue['progress']>[3]) =>
  queue.progress('kiosk-1', 'printer', jobId, state);
const stateOf = (jobId: string) => store.get(jobId)?.state;

describe('one job', () => {
  test('is in the journal as being sent before the first byte goes out', () => {
    expect(submit()).toBe('job-1');
    expect(journalledAtSend).toEqual(['sending']);
    expect(sent).toMatchObject([
      { device: 'printer', jobId: 'job-1', reprint: false, ttlMs: PRINT_TTL_MS, document },
    ]);
    progress('job-1', 'awaiting-ack');
    progress('job-1', 'printed');
    expect(told).toEqual(['job-1 queued', 'job-1 sending', 'job-1 awaiting-ack', 'job-1 printed']);
    expect(clock.pending()).toBe(0);
  });

  test('is printed only on the word of its own printer about itself', () => {
    submit();
    queue.progress('kiosk-2', 'printer', 'job-1', 'printed');
    queue.progress('kiosk-1', 'other', 'job-1', 'printed');
    progress('job-9', 'printed');
    expect(stateOf('job-1')).toBe('sending');
  });

  test('does not move any more once it is printed', () => {
    submit();
    progress('job-1', 'printed');
    for (const late of ['sending', 'failed', 'interrupted', 'unconfirmed'] as const)
      progress('job-1', late);
    expect(stateOf('job-1')).toBe('printed');
  });

  test('of which nothing more is heard ends as unconfirmed', () => {
    submit();
    clock.advance(PROGRESS_WAIT_MS_MAX);
    expect(stateOf('job-1')).toBe('unconfirmed');
  });
});

describe('several jobs', () => {
  test('go one at a time in their order, each printer by itself', () => {
    submit();
    submit();
    queue.submit('kiosk-2', 'printer', document);
    expect(sent.map((print) => print.jobId)).toEqual(['job-1', 'job-3']);
    progress('job-1', 'printed');
    expect(sent.map((print) => print.jobId)).toEqual(['job-1', 'job-3', 'job-2']);
  });

  test('more than the limit are not taken', () => {
    submit();
    for (let index = 0; index < QUEUED_PER_DEVICE_MAX; index += 1) expect(submit()).not.toBeNull();
    expect(submit()).toBeNull();
  });

  test('that waited too long are never sent to the next person', () => {
    submit();
    submit();
    clock.advance(PRINT_TTL_MS);
    expect(stateOf('job-2')).toBe('expired');
    progress('job-1', 'printed');
    expect(sent).toHaveLength(1);
  });
});

describe('the bridge', () => {
  test('that is away leaves the job waiting, with what is left of its time', () => {
    connected = false;
    submit();
    expect(stateOf('job-1')).toBe('queued');
    clock.advance(60_000);
    connected = true;
    queue.bridgeReady('kiosk-1');
    expect(sent).toMatchObject([{ jobId: 'job-1', ttlMs: PRINT_TTL_MS - 60_000 }]);
  });

  test('that goes away leaves what was under way unconfirmed; back again it knows better', () => {
    submit();
    progress('job-1', 'awaiting-ack');
    queue.bridgeAway('kiosk-2');
    expect(stateOf('job-1')).toBe('awaiting-ack');
    queue.bridgeAway('kiosk-1');
    expect(stateOf('job-1')).toBe('unconfirmed');
    queue.bridgeReady('kiosk-1');
    expect(sent).toHaveLength(1);
    progress('job-1', 'printed');
    expect(stateOf('job-1')).toBe('printed');
  });
});

describe('after a restart', () => {
  test.each(['sending', 'awaiting-ack'] as const)(
    '%s is unconfirmed and not sent again',
    (state) => {
      submit();
      progress('job-1', state);
      restart();
      expect(stateOf('job-1')).toBe('unconfirmed');
      queue.bridgeReady('kiosk-1');
      expect(sent).toHaveLength(1);
    },
  );

  test('a young job waits on, an old one is expired', () => {
    connected = false;
    submit();
    clock.advance(30_000);
    submit();
    queue.stop();
    clock.advance(PRINT_TTL_MS - 30_000);
    connected = true;
    restart();
    expect([stateOf('job-1'), stateOf('job-2')]).toEqual(['expired', 'queued']);
    queue.bridgeReady('kiosk-1');
    expect(sent.map((print) => print.jobId)).toEqual(['job-2']);
  });

  test('finished slips are forgotten after a day', () => {
    submit();
    progress('job-1', 'printed');
    clock.advance(JOBS_KEPT_MS + 1);
    restart();
    expect(store.get('job-1')).toBeUndefined();
  });
});

describe('a copy', () => {
  test('is made once, of an interrupted job, and says that it is one', () => {
    submit();
    expect(queue.reprint('job-1')).toBeNull();
    progress('job-1', 'interrupted');
    const copy = queue.reprint('job-1')!;
    expect(sent[1]).toMatchObject({ jobId: copy, reprint: true, document });
    progress(copy, 'interrupted');
    expect(queue.reprint('job-1')).toBeNull();
    expect(queue.reprint(copy)).toBeNull();
  });

  test.each(['printed', 'unconfirmed', 'failed'] as const)('is not made of %s', (state) => {
    submit();
    progress('job-1', state);
    expect(queue.reprint('job-1')).toBeNull();
  });

  test('is not made after its time', () => {
    submit();
    progress('job-1', 'interrupted');
    clock.advance(PRINT_TTL_MS);
    expect(queue.reprint('job-1')).toBeNull();
  });
});

describe('a journal that fails', () => {
  test('means that nothing is sent', () => {
    db.exec(
      "CREATE TRIGGER planted BEFORE INSERT ON print_job BEGIN SELECT RAISE(ABORT, 'x'); END",
    );
    expect(submit).toThrow(expect.objectContaining({ code: 'print-journal-failed' }));
    expect(sent).toEqual([]);
  });

  test('in a timer or on the word of a bridge is told and ends nothing', () => {
    submit();
    db.close();
    progress('job-1', 'printed');
    queue.bridgeAway('kiosk-1');
    clock.advance(PROGRESS_WAIT_MS_MAX);
    expect(failures).toEqual(Array(3).fill('print-journal-failed'));
  });
});
