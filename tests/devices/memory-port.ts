// A Port (devices/driver.ts) in memory: a test plays the device with `receive` and reads what the
// driver wrote.
import type { Port } from '../../devices/driver.ts';

export type MemoryPort = Port & {
  /**
   * Bytes from the device; a string is sent as Latin-1. On a HID port each call is one input
   * report.
   */
  receive(bytes: Uint8Array | string): void;
  /** Everything that was written, one element a write. */
  readonly written: Uint8Array[];
  /**
   * Called with each write before it resolves: a peer that answers lives here. Throwing makes the
   * write reject.
   */
  onWrite(listener: (bytes: Uint8Array) => void): void;
  /** The device is gone: onClose is told once, later writes reject. */
  unplug(why?: string): void;
  readonly closed: boolean;
};

export const createMemoryPort = (name = 'memory'): MemoryPort => {
  const written: Uint8Array[] = [];
  let dataListener: (bytes: Uint8Array) => void = () => {};
  let closeListener: (why: string) => void = () => {};
  let writeListener: (bytes: Uint8Array) => void = () => {};
  let closed = false;
  const shut = (why: string) => {
    if (closed) return;
    closed = true;
    closeListener(why);
  };
  return {
    name,
    written,
    write: async (bytes) => {
      if (closed) throw new Error(`${name} is closed`);
      const copy = Uint8Array.from(bytes);
      written.push(copy);
      writeListener(copy);
    },
    onData: (listener) => {
      dataListener = listener;
    },
    onClose: (listener) => {
      closeListener = listener;
    },
    close: async () => shut('closed'),
    receive: (bytes) =>
      dataListener(
        typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Uint8Array.from(bytes),
      ),
    onWrite: (listener) => {
      writeListener = listener;
    },
    unplug: (why = 'unplugged') => shut(why),
    get closed() {
      return closed;
    },
  };
};
