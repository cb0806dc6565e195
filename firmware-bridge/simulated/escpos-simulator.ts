// A receipt printer on the other end of a Port: takes real ESC/POS bytes, prints them on paper that can be looked at, answers
// status as its profile says that the model does (printing.md 1.4). A cut hands over the slip.
import type { Clock } from '../../devices/driver.ts';
import type { PrinterSettings } from '../../profiles/device-schema.ts';
import { BridgeError } from '../errors.ts';
import { createPortListeners, type OpenedPort } from '../ports/port-listeners.ts';
import { createEngine } from './escpos-engine.ts';
import type { PageTable } from './escpos-page-tables.ts';
import { createSlipPaper, type Slip } from './escpos-paper.ts';
import type { EscposCommand } from './escpos-parser.ts';
import {
  createRealTimeScanner,
  createReceiveBuffer,
  type RealTimeCommand,
} from './receive-buffer.ts';

export type { Slip } from './escpos-paper.ts';

/** Room of the receive buffer; at least one raster row, as large as the buffer of current desk printers. */
export const RECEIVE_BYTES_MAX = 65_536;
/** Writes that wait for room; a driver that waits for each write has one. */
export const WAITING_WRITES_MAX = 64;
const SPEED_MM_PER_S = 150;
const DOTS_PER_MM = 8;
const BUFFER_CLEARED = [0x37, 0x25, 0x00];

export type SimulatedPrinterOptions = {
  settings: PrinterSettings;
  clock: Clock;
  onSlip(slip: Slip): void;
  /** What ESC t selects on the model played; by default the pages of the settings. */
  pageTable?: PageTable;
  name?: string;
  speedMmPerS?: number;
  receiveBytesMax?: number;
};

export type SimulatedPrinterCounts = {
  /** Bytes that are no command. */
  garbage: number;
  /** Drawer pulses and power-offs: a library printer gets none, so one is a picture taken for a command. */
  hazards: number;
  cleared: number;
  received: number;
};

export type SimulatedPrinter = {
  /** The first port; after `unplug`, `plug()` gives the next. */
  port: OpenedPort;
  paperOut(): void;
  paperIn(): void;
  nearEnd(near: boolean): void;
  openCover(): void;
  closeCover(): void;
  /** Pulls the data cable: the port closes, the printer keeps its power, paper and what it holds. */
  unplug(why?: string): void;
  /** Plugs it in again, on a fresh port. */
  plug(): OpenedPort;
  /** Status bytes that a bad cable made up. */
  noise(bytes: Uint8Array): void;
  readonly counts: SimulatedPrinterCounts;
};

type WaitingWrite = { bytes: Uint8Array; at: number; done: () => void; fail: (why: Error) => void };

const pagesOf = (settings: PrinterSettings): PageTable => ({
  0: 'cp437',
  ...Object.fromEntries(
    settings.pages.map((page) => [
      page.select,
      page.encoding === 'kz1048' ? 'rk1048' : page.encoding,
    ]),
  ),
});

export const createSimulatedPrinter = (options: SimulatedPrinterOptions): SimulatedPrinter => {
  const { settings, clock, name = 'simulated printer' } = options;
  const counts: SimulatedPrinterCounts = { garbage: 0, hazards: 0, cleared: 0, received: 0 };
  const condition = { paper: true, nearEnd: false, cover: false };
  const talks = settings.status !== 'none';
  const pages = options.pageTable ?? pagesOf(settings);
  const buffer = createReceiveBuffer(options.receiveBytesMax ?? RECEIVE_BYTES_MAX);
  const scan = createRealTimeScanner();
  let listeners = createPortListeners();
  let waiting: WaitingWrite[] = [];
  let automatic = false;

  const stopped = () => !condition.paper || condition.cover;
  const answer = (...bytes: number[]) => {
    const to = listeners;
    queueMicrotask(() => to.deliver(Uint8Array.from(bytes)));
  };

  const sendAutomatic = () => {
    if (!automatic || settings.status !== 'asb') return;
    answer(
      0x10 | (stopped() ? 0x08 : 0) | (condition.cover ? 0x20 : 0),
      0,
      (condition.paper ? 0 : 0x0c) | (condition.nearEnd ? 0x03 : 0),
      0,
    );
  };

  const realTimeStatus = (n: number) => {
    if (!talks || n < 1 || n > 4) return;
    const bits = {
      1: stopped() ? 0x08 : 0,
      2: (condition.cover ? 0x04 : 0) | (condition.paper ? 0 : 0x20),
      3: 0,
      4: (condition.nearEnd ? 0x0c : 0) | (condition.paper ? 0 : 0x60),
    }[n as 1 | 2 | 3 | 4];
    answer(0x12 | bits);
  };

  const onCommand = (command: EscposCommand) => {
    switch (command.kind) {
      case 'init':
        // Some models forget it at ESC @; playing those keeps the driver honest.
        automatic = false;
        return;
      case 'automatic-status':
        automatic = command.n !== 0;
        sendAutomatic();
        return;
      case 'paper-sensor':
        if (talks) answer((condition.nearEnd ? 0x03 : 0) | (condition.paper ? 0 : 0x0c));
        return;
      case 'process-id':
        if (settings.ack === 'process-id') answer(0x37, 0x22, ...command.id, 0);
        return;
      case 'drawer':
        counts.hazards++;
        return;
      case 'garbage':
        counts.garbage++;
        return;
      default:
    }
  };

  const engine = createEngine({
    clock,
    paper: createSlipPaper(settings, pages, settings.leaveKanji),
    pages,
    buffer,
    rowsPerMs: ((options.speedMmPerS ?? SPEED_MM_PER_S) * DOTS_PER_MM) / 1000,
    cutter: settings.cut !== 'none',
    onSlip: options.onSlip,
    mayPrint: () => !stopped(),
    onCommand,
    onRoom: () => accept(),
  });

  const realTime = (command: RealTimeCommand) => {
    if (command.kind === 'status') realTimeStatus(command.n);
    if (command.kind === 'pulse' || command.kind === 'power-off') counts.hazards++;
    if (command.kind !== 'clear' || settings.clearBuffer !== 'dle-dc4') return;
    engine.clear();
    counts.cleared++;
    answer(...BUFFER_CLEARED);
  };

  const accept = (): boolean => {
    const before = counts.received;
    for (let first = waiting[0]; first; first = waiting[0]) {
      const taken = buffer.take(first.bytes, first.at, (byte) => {
        const command = scan(byte);
        if (command) realTime(command);
      });
      counts.received += taken;
      first.at += taken;
      if (first.at < first.bytes.length) break;
      waiting.shift();
      first.done();
    }
    return counts.received !== before;
  };

  const write = (own: typeof listeners, bytes: Uint8Array): Promise<void> =>
    new Promise((done, fail) => {
      if (!own.open) return fail(new BridgeError('port-closed', name));
      if (waiting.length >= WAITING_WRITES_MAX) return fail(new BridgeError('write-failed', name));
      waiting.push({ bytes: Uint8Array.from(bytes), at: 0, done, fail });
      accept();
      engine.wake();
    });

  const dropWrites = () => {
    const lost = waiting;
    waiting = [];
    for (const entry of lost) entry.fail(new BridgeError('port-closed', name));
  };

  const openPort = (): OpenedPort => {
    const own = createPortListeners();
    listeners = own;
    return {
      name,
      write: (bytes) => write(own, bytes),
      onData: own.onData,
      onClose: own.onClose,
      close: async () => {
        if (!own.open) return;
        own.end();
        dropWrites();
      },
    };
  };

  const change = (next: Partial<typeof condition>) => {
    Object.assign(condition, next);
    sendAutomatic();
    engine.wake();
  };

  return {
    port: openPort(),
    paperOut: () => change({ paper: false }),
    paperIn: () => change({ paper: true, nearEnd: false }),
    nearEnd: (nearEnd) => change({ nearEnd }),
    openCover: () => change({ cover: true }),
    closeCover: () => change({ cover: false }),
    unplug: (why = 'the cable was pulled') => {
      listeners.gone(why);
      dropWrites();
    },
    plug: openPort,
    noise: (bytes) => answer(...bytes),
    counts,
  };
};
