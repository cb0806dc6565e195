// What an Epson-like printer sends back, from a byte stream in any pieces: automatic status (GS a), real-time status (DLE EOT),
// paper sensor (GS r), blocks (GS ( H, DLE DC4 8). Bit patterns: printing.md 1.4. Pure and bounded; what fits nothing is noise.
import type { PrinterState } from '../driver.ts';

export type PrinterReply =
  /** Four bytes of automatic status. */
  | { kind: 'automatic'; bytes: readonly [number, number, number, number] }
  /** Answer to one DLE EOT n; the stream does not say which n, answers come in the order of the questions. */
  | { kind: 'real-time'; byte: number }
  /** Answer to GS r 1. */
  | { kind: 'paper-sensor'; byte: number }
  /** GS ( H function 48: everything before this id is printed. */
  | { kind: 'process-id'; id: string }
  | { kind: 'buffer-cleared' }
  | { kind: 'noise'; bytes: number };

/** Longer blocks are noise; GS I answers are at most 80 bytes, ours are 7. */
export const BLOCK_BYTES_MAX = 80;
const AUTOMATIC_BYTES = 4;

const XON = 0x11;
const XOFF = 0x13;
const BLOCK_HEADERS = new Set([0x35, 0x37, 0x3b, 0x3d, 0x5f]);
const BLOCK_37 = 0x37;
const PROCESS_ID = 0x22;
const BUFFER_CLEARED = 0x25;

const isAutomaticFirst = (byte: number) => (byte & 0x93) === 0x10;
const isRealTime = (byte: number) => (byte & 0x93) === 0x12;
/** Later bytes of automatic status and the paper sensor: bits 4 and 7 are clear. */
const isPlain = (byte: number) => (byte & 0x90) === 0;

const blockReply = (block: readonly number[]): PrinterReply => {
  const [header, kind, ...rest] = block;
  if (header === BLOCK_37 && kind === PROCESS_ID && rest.length === 4)
    return { kind: 'process-id', id: String.fromCharCode(...rest) };
  if (header === BLOCK_37 && kind === BUFFER_CLEARED && rest.length === 0)
    return { kind: 'buffer-cleared' };
  return { kind: 'noise', bytes: block.length + 1 };
};

export type StatusParser = { push(bytes: Uint8Array): PrinterReply[] };

/** `automatic` is false for models that never send it: a first byte of 0x10 is noise there. */
export const createStatusParser = (automatic: boolean): StatusParser => {
  let held: number[] = [];
  let replies: PrinterReply[] = [];

  const noise = (bytes: number) => {
    if (bytes === 0) return;
    const last = replies.at(-1);
    if (last?.kind === 'noise')
      replies[replies.length - 1] = { kind: 'noise', bytes: last.bytes + bytes };
    else replies.push({ kind: 'noise', bytes });
  };
  const dropHeld = () => {
    noise(held.length);
    held = [];
  };

  const inBlock = (byte: number) => {
    if (byte === 0) {
      replies.push(blockReply(held));
      held = [];
      return;
    }
    // Control bytes never stand in a block: its end was lost, and this byte begins something else.
    if (byte < 0x20 || held.length >= BLOCK_BYTES_MAX) {
      dropHeld();
      atStart(byte);
      return;
    }
    held.push(byte);
  };

  const inAutomatic = (byte: number) => {
    // Real-time answers and flow control may come between the four bytes; they are told by bit 4.
    if (isRealTime(byte)) replies.push({ kind: 'real-time', byte });
    else if (byte === XON || byte === XOFF) return;
    else if (!isPlain(byte)) {
      dropHeld();
      atStart(byte);
    } else {
      held.push(byte);
      if (held.length < AUTOMATIC_BYTES) return;
      const [a = 0, b = 0, c = 0, d = 0] = held;
      replies.push({ kind: 'automatic', bytes: [a, b, c, d] });
      held = [];
    }
  };

  const atStart = (byte: number) => {
    if (BLOCK_HEADERS.has(byte) || (automatic && isAutomaticFirst(byte))) held = [byte];
    else if (isRealTime(byte)) replies.push({ kind: 'real-time', byte });
    else if (isPlain(byte)) replies.push({ kind: 'paper-sensor', byte });
    else if (byte !== XON && byte !== XOFF) noise(1);
  };

  return {
    push: (bytes) => {
      replies = [];
      for (const byte of bytes) {
        const first = held[0];
        if (first === undefined) atStart(byte);
        else if (BLOCK_HEADERS.has(first)) inBlock(byte);
        else inAutomatic(byte);
      }
      return replies;
    },
  };
};

/** What the printer last said about itself. */
export type Condition = {
  offline: boolean;
  coverOpen: boolean;
  cutterError: boolean;
  otherError: boolean;
  paperEnd: boolean;
  paperNearEnd: boolean;
};

export const noCondition: Condition = {
  offline: false,
  coverOpen: false,
  cutterError: false,
  otherError: false,
  paperEnd: false,
  paperNearEnd: false,
};

export const conditionOfAutomatic = (bytes: readonly [number, number, number, number]) => ({
  offline: (bytes[0] & 0x08) !== 0,
  coverOpen: (bytes[0] & 0x20) !== 0,
  cutterError: (bytes[1] & 0x08) !== 0,
  otherError: (bytes[1] & 0x60) !== 0,
  paperEnd: (bytes[2] & 0x0c) !== 0,
  paperNearEnd: (bytes[2] & 0x03) !== 0,
});

/** What the answer to DLE EOT `n` adds to what was known. */
export const conditionOfRealTime = (before: Condition, n: number, byte: number): Condition => {
  switch (n) {
    case 1:
      return { ...before, offline: (byte & 0x08) !== 0 };
    case 2:
      return { ...before, coverOpen: (byte & 0x04) !== 0 };
    case 3:
      return { ...before, cutterError: (byte & 0x08) !== 0, otherError: (byte & 0x60) !== 0 };
    case 4:
      return { ...before, paperEnd: (byte & 0x60) !== 0, paperNearEnd: (byte & 0x0c) !== 0 };
    default:
      return before;
  }
};

/** The one state that staff are told: what must be mended first. */
export const stateOfCondition = (condition: Condition): PrinterState => {
  if (condition.coverOpen) return 'cover-open';
  if (condition.paperEnd) return 'paper-out';
  if (condition.cutterError) return 'cutter';
  if (condition.offline || condition.otherError) return 'offline';
  return condition.paperNearEnd ? 'near-end' : 'ready';
};

/** States in which nothing can be printed. */
export const isFault = (state: PrinterState): boolean =>
  state !== 'ready' && state !== 'near-end' && state !== 'unknown';
