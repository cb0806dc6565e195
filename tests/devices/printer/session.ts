// A driver and a simulated printer on one port, with a clock that the test moves. Between two steps every promise runs out.

import type { DriverEvent, Port, PrinterDriver, PrintJob } from '../../../devices/driver.ts';
import { createEscposPrinter } from '../../../devices/printer/escpos-printer.ts';
import {
  createSimulatedPrinter,
  type SimulatedPrinter,
  type Slip,
} from '../../../firmware-bridge/simulated/escpos-simulator.ts';
import { createManualClock, type ManualClock } from '../manual-clock.ts';
import { type PrinterProfile, printerProfile } from './printer-profiles.ts';
import { returnRu } from './sample-receipts.ts';

const STEP_MS = 10;
const TICKS_A_STEP = 4;

export type Session = {
  clock: ManualClock;
  printer: SimulatedPrinter;
  driver: PrinterDriver;
  events: DriverEvent[];
  slips: Slip[];
  /** Called with the number of each write before it reaches the printer. */
  onWrite(listener: (index: number, bytes: Uint8Array) => void): void;
  /** Moves time until the promise is settled; fails after `limitMs` of it. */
  settle<T>(promise: Promise<T>, limitMs?: number): Promise<T>;
  /** Lets `ms` go by. */
  pass(ms: number): Promise<void>;
  states(): string[];
  progress(): string[];
};

export const job = (jobId: string, more: Partial<PrintJob> = {}): PrintJob => ({
  jobId,
  document: returnRu,
  reprint: false,
  ...more,
});

export const createSession = (
  profileOrId: string | PrinterProfile,
  options: { receiveBytesMax?: number; wrap?: (port: Port) => Port } = {},
): Session => {
  const profile = typeof profileOrId === 'string' ? printerProfile(profileOrId) : profileOrId;
  const clock = createManualClock();
  const slips: Slip[] = [];
  const events: DriverEvent[] = [];
  let writes = 0;
  let listener: (index: number, bytes: Uint8Array) => void = () => {};
  const { wrap = (port: Port) => port, ...own } = options;
  const printer = createSimulatedPrinter({
    settings: profile.printer,
    clock,
    onSlip: (slip) => slips.push(slip),
    ...own,
  });
  const port = wrap({
    ...printer.port,
    write: (bytes) => {
      listener(writes++, bytes);
      return printer.port.write(bytes);
    },
  });
  const driver = createEscposPrinter(
    { port, clock, emit: (event) => void events.push(event) },
    profile,
  );
  const ticks = async () => {
    for (let tick = 0; tick < TICKS_A_STEP; tick++)
      await new Promise((resolve) => setImmediate(resolve));
  };
  const pass = async (ms: number) => {
    await ticks();
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      clock.advance(STEP_MS);
      await ticks();
    }
  };
  return {
    clock,
    printer,
    driver,
    events,
    slips,
    onWrite: (next) => {
      listener = next;
      writes = 0;
    },
    settle: async (promise, limitMs = 200_000) => {
      let settled = false;
      const done = () => {
        settled = true;
      };
      promise.then(done, done);
      await ticks();
      for (let passed = 0; !settled; passed += STEP_MS) {
        if (passed > limitMs) throw new Error(`not settled after ${limitMs} ms`);
        clock.advance(STEP_MS);
        await ticks();
      }
      return promise;
    },
    pass,
    states: () => events.flatMap((event) => (event.type === 'printer-state' ? [event.state] : [])),
    progress: () =>
      events.flatMap((event) => (event.type === 'print-progress' ? [event.state] : [])),
  };
};
