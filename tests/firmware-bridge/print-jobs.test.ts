import { describe, expect, it } from 'vitest';
import type { PrinterDriver, PrintJob, PrintJobState } from '../../devices/driver.ts';
import { createPrintJobs, END_LIMIT_MS, JOBS_MAX } from '../../firmware-bridge/print-jobs.ts';
import { createManualClock } from './manual-clock.ts';

const job = (jobId: string): PrintJob => ({
  jobId,
  document: { language: 'kk', blocks: [] },
  reprint: false,
});

const build = () => {
  const clock = createManualClock();
  const told: string[] = [];
  const begun: string[] = [];
  let finish: (state: PrintJobState) => void = () => {};
  let lose: (why: string) => void = () => {};
  let ready = true;
  const driver: PrinterDriver = {
    start: async () => {},
    stop: async () => {},
    print(given) {
      begun.push(given.jobId);
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
  };
  const gone = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const jobs = createPrintJobs({
    device: 'printer',
    clock,
    printer: () => (ready ? { driver, gone } : undefined),
    tell: ({ jobId, state }) => told.push(`${jobId} ${state}`),
  });
  return {
    clock,
    told,
    begun,
    jobs,
    lose: (why: string) => lose(why),
    setReady(value: boolean) {
      ready = value;
    },
    async end(state: PrintJobState) {
      finish(state);
      await clock.advance(0);
    },
  };
};

describe('print jobs', () => {
  it('prints one at a time, in order', async () => {
    const test = build();
    for (const id of ['a', 'b', 'c']) test.jobs.add(job(id), 90_000);
    expect(test.begun).toEqual(['a']);
    test.jobs.progress('a', 'awaiting-ack');
    await test.end('printed');
    await test.end('unconfirmed');
    await test.end('interrupted');
    expect(test.begun).toEqual(['a', 'b', 'c']);
    expect(test.told).toEqual([
      'a sending',
      'a awaiting-ack',
      'a printed',
      'b sending',
      'b unconfirmed',
      'c sending',
      'c interrupted',
    ]);
    expect(test.clock.pending()).toBe(0);
  });

  it('does not print an id twice, while it prints or after; it says how it stands', async () => {
    const test = build();
    test.jobs.add(job('a'), 90_000);
    test.jobs.add(job('a'), 90_000);
    await test.end('printed');
    test.jobs.add(job('a'), 90_000);
    await test.clock.advance(0);
    expect(test.begun).toEqual(['a']);
    expect(test.told).toEqual(['a sending', 'a sending', 'a printed', 'a printed']);
  });

  it('the driver and its result tell the same end once', async () => {
    const test = build();
    test.jobs.add(job('a'), 90_000);
    test.jobs.progress('a', 'printed');
    await test.end('printed');
    expect(test.told).toEqual(['a sending', 'a printed']);
  });

  it('never begins a job after its time, whether the printer is away or busy', async () => {
    const test = build();
    test.setReady(false);
    test.jobs.add(job('away'), 5_000);
    await test.clock.advance(5_000);
    test.setReady(true);
    test.jobs.wake();
    expect(test.begun).toEqual([]);
    test.jobs.add(job('long'), 5_000);
    test.jobs.add(job('waits'), 5_000);
    await test.clock.advance(5_000);
    await test.end('printed');
    expect(test.begun).toEqual(['long']);
    expect(test.told).toEqual(['away expired', 'long sending', 'waits expired', 'long printed']);
  });

  it('begins at once when the printer comes back in time', async () => {
    const test = build();
    test.setReady(false);
    test.jobs.add(job('a'), 5_000);
    await test.clock.advance(4_999);
    test.setReady(true);
    test.jobs.wake();
    await test.clock.advance(10_000);
    expect(test.begun).toEqual(['a']);
    expect(test.told).toEqual(['a sending']);
  });

  it('a printer that vanished without a word leaves its job unconfirmed', async () => {
    const test = build();
    test.jobs.add(job('a'), 90_000);
    test.lose('unplugged');
    await test.clock.advance(END_LIMIT_MS - 1);
    expect(test.told).toEqual(['a sending']);
    await test.clock.advance(1);
    expect(test.told).toEqual(['a sending', 'a unconfirmed']);
    await test.end('printed');
    expect(test.told).toHaveLength(2);
  });

  it('refuses more jobs than a queue at a kiosk can mean', () => {
    const test = build();
    test.setReady(false);
    for (let count = 0; count <= JOBS_MAX; count++) test.jobs.add(job(`j${count}`), 90_000);
    expect(test.told).toEqual([`j${JOBS_MAX} failed`]);
  });

  it('stopping ends what was not begun, and tells the newest states again when asked', async () => {
    const test = build();
    test.jobs.add(job('a'), 90_000);
    test.jobs.add(job('b'), 90_000);
    test.jobs.stop();
    expect(test.told).toEqual(['a sending', 'b expired']);
    test.jobs.retell();
    expect(test.told.slice(2)).toEqual(['a sending', 'b expired']);
  });
});
