// The keyboard of a place as a port: the page sends the physical keys (`keys-typed`), this delivers
// them to a keyboard-wedge driver as UTF-8 JSON lines `{"code":"Digit7","shift":false,"gapMs":12}`.
// The operating system owns real keyboards.

import { BridgeError } from '../errors.ts';
import type { StationMessage } from '../messages.ts';
import { createPortListeners, type OpenedPort } from './port-listeners.ts';

export type TypedKey = Extract<StationMessage, { type: 'keys-typed' }>['keys'][number];

/** Bytes of the keys as the keyboard-wedge driver reads them: one JSON line a key. */
export const keyLines = (keys: readonly TypedKey[]): Uint8Array =>
  new TextEncoder().encode(
    keys.map(({ code, shift, gapMs }) => `${JSON.stringify({ code, shift, gapMs })}\n`).join(''),
  );

/** `typed` delivers the keys of one message in one piece; after `port.close()` they are dropped. */
export const createPageKeyboardPort = (
  name: string,
): { port: OpenedPort; typed(keys: readonly TypedKey[]): void } => {
  const listeners = createPortListeners();
  return {
    port: {
      name,
      write: () => Promise.reject(new BridgeError('not-writable', name)),
      onData: listeners.onData,
      onClose: listeners.onClose,
      async close() {
        listeners.end();
      },
    },
    typed(keys) {
      if (keys.length > 0) listeners.deliver(keyLines(keys));
    },
  };
};
