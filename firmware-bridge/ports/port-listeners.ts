// The listening half of every port: one data listener, one close listener, told once. Bytes that
// come in before a listener stands are held, within a limit, because a scanner may speak while its
// driver is still being made.
import type { Port } from '../../devices/driver.ts';

/**
 * Chunks held before the first listener; what comes on top is dropped (the driver then sees noise
 * and says so).
 */
export const EARLY_CHUNKS_MAX = 64;

/** What a port of the bridge knows beside the driver's view of it. */
export type OpenedPort = Port & {
  /**
   * HID only, where the system tells it: the raw report descriptor (USB HID 1.11 section 6.2.2).
   */
  readonly reportDescriptor?: Uint8Array;
};

export const createPortListeners = () => {
  let onData: ((bytes: Uint8Array) => void) | undefined;
  let onClose: ((why: string) => void) | undefined;
  let early: Uint8Array[] = [];
  let closedWhy: string | undefined;
  let ended = false;

  return {
    deliver(bytes: Uint8Array): void {
      if (ended) return;
      if (onData) onData(bytes);
      else if (early.length < EARLY_CHUNKS_MAX) early.push(bytes);
    },
    /** The port is gone. Later calls do nothing. */
    gone(why: string): void {
      if (ended) return;
      ended = true;
      closedWhy = why;
      onClose?.(why);
    },
    /** The owner closed it: nothing is told any more. */
    end(): void {
      ended = true;
    },
    onData(listener: (bytes: Uint8Array) => void): void {
      onData = listener;
      const held = early;
      early = [];
      for (const bytes of held) listener(bytes);
    },
    onClose(listener: (why: string) => void): void {
      onClose = listener;
      if (closedWhy !== undefined) queueMicrotask(() => listener(closedWhy as string));
    },
    get open(): boolean {
      return !ended;
    },
  };
};
