// What a driver is and what it is given. A driver turns bytes into meaning and back; it opens no port, reads no clock,
// knows no database. A simulated device is another Port that speaks real bytes, never a flag in a driver.
import type { Symbology } from '../profiles/site-schema.ts';
import type { ReceiptDocument } from './receipt/receipt-document.ts';
import type { RfidErrorCode } from './rfid/errors.ts';
import type { PadTag, TagContent, TagParts } from './rfid/tag-content.ts';

/** An open, duplex stream of bytes. Owned by the bridge; a driver only reads and writes it. */
export type Port = {
  /** Names the port in staff hints: `/dev/ttyACM0`, `simulated scanner`. */
  readonly name: string;
  /** Resolves when the bytes were handed to the operating system. Rejects with a BridgeError when closed or after its time limit. */
  write(bytes: Uint8Array): Promise<void>;
  /** HID ports only: writes a feature report, id byte first. Absent on every other port. */
  setFeatureReport?(bytes: Uint8Array): Promise<void>;
  /** One listener; a later call replaces the earlier. HID ports deliver one whole input report (with its id byte) a call. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once, when the port is gone (unplugged, peer closed, error). `why` is for staff. */
  onClose(listener: (why: string) => void): void;
  close(): Promise<void>;
};

/** Clock and timers, passed in: no test sleeps, no driver calls Date or setTimeout. */
export type Clock = {
  nowMs(): number;
  /** Monotonic milliseconds since an arbitrary start. */
  upMs(): number;
  /** Runs `call` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, call: () => void): () => void;
};

export type BarcodeRead = {
  type: 'barcode-read';
  /** Text without AIM identifier, prefix and suffix, exactly as the symbol holds it (Codabar start/stop still on). */
  text: string;
  symbology: Symbology;
  /** AIM identifier as sent, such as `]C0`; absent when the scanner sends none. */
  aim?: string;
};

export type PrinterState =
  | 'ready'
  | 'near-end'
  | 'paper-out'
  | 'cover-open'
  | 'cutter'
  | 'jam'
  | 'offline'
  | 'unknown';

export type DriverEvent =
  | BarcodeRead
  /** Bytes that meant nothing were dropped and the stream is in step again. */
  | { type: 'noise-dropped'; bytes: number }
  | { type: 'printer-state'; state: PrinterState }
  | { type: 'print-progress'; jobId: string; state: PrintJobState }
  /** The whole pad, after debounce, at each change; empty when the last tag left. */
  | { type: 'tags-on-pad'; tags: PadTag[] }
  /** A dry contact, a lock's sensor, a light barrier; `input` from 0. Also told once for each input after start. */
  | { type: 'contact'; input: number; on: boolean };

/** printing.md "Job states". `queued` and `sending` are written by the station before the first byte. */
export type PrintJobState =
  | 'queued'
  | 'sending'
  | 'awaiting-ack'
  | 'printed'
  | 'interrupted'
  | 'unconfirmed'
  | 'expired'
  | 'failed';

export type PrintJob = {
  /** Idempotent per transaction: the same id is never printed twice by itself. */
  jobId: string;
  document: ReceiptDocument;
  /** Printed as a copy, with the words for it on top. */
  reprint: boolean;
};

export type Driver = {
  /** Begins to listen and to initialise the device. Called once. Rejects when the device does not answer as its model. */
  start(): Promise<void>;
  /** Safe to call twice and at any time; after it no event is emitted. */
  stop(): Promise<void>;
};

/** A printer's driver also takes jobs, one at a time; it resolves with the job's last state and never rejects. */
export type PrinterDriver = Driver & { print(job: PrintJob): Promise<PrintJobState> };

/** What became of a security bit, as read back from the tag; `done` only when that is what was wanted. */
export type SecurityOutcome = {
  done: boolean;
  secured: boolean | null;
  fault: RfidErrorCode | null;
};

export type TagItem = {
  pii: string;
  owner: string | null;
  parts: TagParts | null;
  usage: number | null;
};

/** `content`: the tag as read back after the write. */
export type TagWriteOutcome = {
  done: boolean;
  content: TagContent | null;
  fault: RfidErrorCode | null;
};

/** An RFID pad; calls wait for their turn between two looks at the pad, and never reject. */
export type RfidDriver = Driver & {
  setSecurity(uid: string, secured: boolean): Promise<SecurityOutcome>;
  /** Writes the item in the site's first model, secured, and reads it back; `lock` afterwards where asked. */
  writeTag(uid: string, item: TagItem, lock: boolean): Promise<TagWriteOutcome>;
};

export type PulseOutcome = { done: boolean; fault: string | null };

/** Relays and locks. `ms` is cut to the profile's longest; `done` after the device confirmed it. Never rejects. */
export type ContactDriver = Driver & { pulse(output: number, ms: number): Promise<PulseOutcome> };

export type DriverContext = {
  port: Port;
  clock: Clock;
  /** Never throws back into the driver. */
  emit(event: DriverEvent): void;
};
