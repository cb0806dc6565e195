// What a printer has received and not yet printed: bounded as in the real thing, so a printer without paper makes its writer
// wait. Real-time commands are seen as they arrive, even inside picture data, as printing.md 1.3 warns.

/** `n` is the byte after DLE EOT, DLE ENQ or DLE DC4. */
export type RealTimeCommand = {
  kind: 'status' | 'recover' | 'clear' | 'pulse' | 'power-off';
  n: number;
};

const DLE = 0x10;
const EOT = 0x04;
const ENQ = 0x05;
const DC4 = 0x14;
const CLEAR = [DLE, DC4, 8, 1, 3, 20, 1, 6, 2, 8];

/** Finds real-time commands in arriving bytes, over the seams of writes. */
export const createRealTimeScanner = () => {
  let seen: number[] = [];
  const complete = (): RealTimeCommand | undefined => {
    const [, second, n = 0] = seen;
    if (second === EOT) return { kind: 'status', n };
    if (second === ENQ) return { kind: 'recover', n };
    if (n === 1) return { kind: 'pulse', n };
    if (n === 2) return { kind: 'power-off', n };
    return seen.length === CLEAR.length ? { kind: 'clear', n } : undefined;
  };
  const mayGoOn = (): boolean => {
    const [, second, n] = seen;
    if (second === undefined || n === undefined)
      return second === undefined || [EOT, ENQ, DC4].includes(second);
    return second !== DC4 || n === 1 || n === 2 || CLEAR[seen.length - 1] === seen.at(-1);
  };
  return (byte: number): RealTimeCommand | undefined => {
    if (seen.length === 0 && byte !== DLE) return undefined;
    seen.push(byte);
    if (!mayGoOn()) {
      seen = byte === DLE ? [DLE] : [];
      return undefined;
    }
    const command = seen.length >= 3 ? complete() : undefined;
    if (command) seen = [];
    return command;
  };
};

export type ReceiveBuffer = {
  /** Takes what fits, tells how many bytes that were. `arrived` sees each byte before it is kept. */
  take(bytes: Uint8Array, from: number, arrived: (byte: number) => void): number;
  /** What is held, oldest first; valid until the next call. */
  held(): Uint8Array;
  drop(bytes: number): void;
  clear(): void;
};

export const createReceiveBuffer = (bytesMax: number): ReceiveBuffer => {
  const store = new Uint8Array(bytesMax);
  let start = 0;
  let end = 0;
  const compact = () => {
    store.copyWithin(0, start, end);
    end -= start;
    start = 0;
  };
  return {
    take: (bytes, from, arrived) => {
      if (end + bytes.length - from > bytesMax) compact();
      let at = from;
      while (at < bytes.length && end < bytesMax) {
        const byte = bytes[at++] ?? 0;
        store[end++] = byte;
        // May clear the buffer, this byte included.
        arrived(byte);
      }
      return at - from;
    },
    held: () => store.subarray(start, end),
    drop: (count) => {
      start = Math.min(end, start + count);
    },
    clear: () => {
      start = 0;
      end = 0;
    },
  };
};
