// Driver of ESC/POS receipt printers (printing.md section 4): one job at a time, "printed" only when the printer said so for this
// very job, "unconfirmed" where it cannot say. A job that meets the end of the paper is wiped from the printer, so that the rest
// of one patron's receipt never comes out for the next one.
import type { DeviceProfile, PrinterSettings } from '../../profiles/device-schema.ts';
import type { DriverContext, PrinterDriver, PrintJob, PrintJobState } from '../driver.ts';
import { PrinterError } from './errors.ts';
import { type EncodedReceipt, encodeReceipt, voidStub } from './escpos-encoder.ts';
import { createPrinterLink, type PrinterLink, REPLY_LIMIT_MS } from './printer-link.ts';
import { isFault, type PrinterReply } from './printer-status.ts';

/** One chunk may wait this long for room in the printer. */
export const CHUNK_LIMIT_MS = 60_000;
/** A printer that works on a long slip and answers its heartbeat may take this long to confirm. */
export const ACK_LIMIT_MS = 120_000;
const START_ATTEMPTS = 2;
/** Finished jobs remembered, so that the same id is not printed twice. */
const JOBS_REMEMBERED_MAX = 256;

/** DLE DC4 8: clears what was received and not yet printed; answered by 37 25 00. */
const CLEAR_BUFFERS = Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);

type Proof = { ackId: string | undefined; acked: boolean; cleared: boolean; waiting: boolean };

const noteReply = (proof: Proof, reply: PrinterReply, ack: PrinterSettings['ack']) => {
  if (reply.kind === 'process-id' && reply.id === proof.ackId) proof.acked = true;
  if (reply.kind === 'buffer-cleared') proof.cleared = true;
  if (reply.kind === 'paper-sensor' && ack === 'gs-r' && proof.waiting) proof.acked = true;
};

/** After a fault in a job: wipe the printer, then say how the job ended. */
const interrupt = async (
  link: PrinterLink,
  settings: PrinterSettings,
  context: DriverContext,
  proof: Proof,
  allSent: boolean,
): Promise<PrintJobState> => {
  if (!link.usable) return allSent ? 'unconfirmed' : 'interrupted';
  if (settings.clearBuffer === 'reconnect') {
    // Such printers know no clear; a fresh connection is the only reset that reaches them. The bridge opens it again.
    await context.port.close().catch(() => undefined);
    return allSent ? 'unconfirmed' : 'interrupted';
  }
  proof.cleared = false;
  void link.write(CLEAR_BUFFERS);
  const answered = await link.until(() => proof.cleared || proof.acked, REPLY_LIMIT_MS);
  // The last line came out just before the fault: its confirmation was on the way.
  if (proof.acked) return 'printed';
  return answered || !allSent ? 'interrupted' : 'unconfirmed';
};

const send = async (
  link: PrinterLink,
  chunks: readonly Uint8Array[],
  faultsBefore: number,
): Promise<boolean> => {
  for (const [index, chunk] of chunks.entries()) {
    const write = { done: false, taken: false };
    void link.write(chunk).then(async (taken) => {
      // ESC @ of the first chunk made the printer forget that it should report by itself.
      write.taken = taken && (index > 0 || (await link.enableAutomatic()));
      write.done = true;
      link.touch();
    });
    const stopped = () => link.faults !== faultsBefore;
    const ended = await link.until(() => write.done || stopped(), CHUNK_LIMIT_MS);
    if (!ended || !write.taken || stopped()) return false;
  }
  return true;
};

/** `profile.printer` must be there; throws `profile-without-printer`. */
export const createEscposPrinter = (
  context: DriverContext,
  profile: DeviceProfile,
): PrinterDriver => {
  const settings = profile.printer;
  if (!settings) throw new PrinterError('profile-without-printer', profile.id);
  const finished = new Map<string, PrintJobState>();
  let life: 'new' | 'started' | 'stopped' = 'new';
  let attempt = 0;
  let stub = false;
  let current: Proof | undefined;

  const link = createPrinterLink(context, settings, {
    reply: (reply) => {
      if (current) noteReply(current, reply, settings.ack);
    },
    recovered: () => {
      // What was printed of an interrupted receipt hangs in the slot; the next patron must not read it.
      if (!stub || current) return;
      stub = false;
      void link.write(voidStub(settings)).then(() => link.enableAutomatic());
    },
  });

  const tell = (jobId: string, state: PrintJobState): PrintJobState => {
    if (life === 'started') context.emit({ type: 'print-progress', jobId, state });
    return state;
  };

  const ready = async (): Promise<boolean> => {
    if (!link.usable) return false;
    if (link.hasStatus && !(await link.ask())) return false;
    return !isFault(link.state);
  };

  const run = async (job: PrintJob, proof: Proof): Promise<PrintJobState> => {
    let encoded: EncodedReceipt;
    try {
      encoded = await encodeReceipt(job.document, settings, {
        jobId: job.jobId,
        reprint: job.reprint,
        attempt: attempt++,
        pause: () => new Promise((resolve) => context.clock.after(0, resolve)),
      });
    } catch {
      // A receipt that cannot be encoded ends this job, not the printer, and not one byte was sent.
      return 'failed';
    }
    if (!(await ready())) return 'failed';
    proof.ackId = encoded.ackId;
    const faultsBefore = link.faults;
    tell(job.jobId, 'sending');
    if (stub && !(await link.write(voidStub(settings)))) return 'failed';
    stub = false;
    proof.waiting = true;
    if (!(await send(link, encoded.chunks, faultsBefore)))
      return interrupt(link, settings, context, proof, false);
    if (settings.ack === 'none') return 'unconfirmed';
    tell(job.jobId, 'awaiting-ack');
    const stopped = () => link.faults !== faultsBefore;
    const ended = await link.until(() => proof.acked || stopped(), ACK_LIMIT_MS);
    if (proof.acked) return 'printed';
    return ended ? interrupt(link, settings, context, proof, true) : 'unconfirmed';
  };

  const remember = (jobId: string, state: PrintJobState) => {
    // Nothing was sent for a failed job: it may come again.
    if (state === 'failed') return;
    finished.set(jobId, state);
    const oldest = finished.keys().next().value;
    if (finished.size > JOBS_REMEMBERED_MAX && oldest !== undefined) finished.delete(oldest);
  };

  const start = async () => {
    if (life !== 'new') throw new PrinterError('driver-misused');
    life = 'started';
    link.open();
    if (!link.hasStatus) {
      context.emit({ type: 'printer-state', state: 'unknown' });
      return;
    }
    // What an earlier session left in the printer belongs to a patron who is gone.
    if (settings.clearBuffer === 'dle-dc4') await link.write(CLEAR_BUFFERS);
    for (let attempts = 0; attempts < START_ATTEMPTS; attempts++)
      if (await link.ask()) {
        await link.enableAutomatic();
        return;
      }
    link.close();
    throw new PrinterError('printer-silent', context.port.name);
  };

  return {
    start,
    stop: async () => {
      life = 'stopped';
      link.close();
    },
    print: async (job) => {
      const before = finished.get(job.jobId);
      if (before !== undefined && !job.reprint) return before;
      if (life !== 'started' || current) return tell(job.jobId, 'failed');
      const proof: Proof = { ackId: undefined, acked: false, cleared: false, waiting: false };
      current = proof;
      link.setBusy(true);
      const state = await run(job, proof);
      if (state === 'interrupted') stub = true;
      current = undefined;
      link.setBusy(false);
      remember(job.jobId, state);
      return tell(job.jobId, state);
    },
  };
};
