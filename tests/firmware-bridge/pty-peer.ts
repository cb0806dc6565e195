// A simulated reader at the far end of a pseudo-terminal: its bytes go through the kernel's serial
// line and the serialport library.

import type { ReaderPeer } from '../../firmware-bridge/simulated/simulated-pad.ts';
import { systemClock } from '../../firmware-bridge/system-clock.ts';
import type { PtyPair } from './pty-pair.ts';

/** Ends with the terminal. */
export const serveOnPty = (
  pty: PtyPair,
  makePeer: (options: { clock: typeof systemClock; send(bytes: Uint8Array): void }) => ReaderPeer,
): { ended: Promise<void>; peer: ReaderPeer } => {
  let sent: Promise<void> = Promise.resolve();
  const send = (bytes: Uint8Array) => {
    sent = sent.then(() => pty.send(bytes)).catch(() => {});
  };
  const peer = makePeer({ clock: systemClock, send });
  const serve = async (): Promise<void> => {
    try {
      for (;;) peer.hear(await pty.receive(1));
    } catch {
      peer.cut();
    }
  };
  return { ended: serve(), peer };
};
