// How a simulated reader's replies leave it: after the request's last bit and the time in the air,
// in the pieces that a serial adapter hands over, at the pace of the line; and what may go wrong on
// the way.
import type { Clock } from '../../devices/driver.ts';

/** A serial adapter hands over what came in so many bytes. */
const PIECE_BYTES = 8;

export type PacedRepliesOptions = {
  clock: Clock;
  /** Time of one byte on the line; 0 on USB or a network. */
  byteMs: number;
  send(bytes: Uint8Array): void;
};

export const createPacedReplies = ({ clock, byteMs, send }: PacedRepliesOptions) => {
  const timers = new Set<() => void>();
  let mute = 0;
  let spoil = 0;
  let lateMs = 0;
  let busyMs = Number.NEGATIVE_INFINITY;

  const later = (delayMs: number, call: () => void) => {
    const cancel = clock.after(delayMs, () => {
      timers.delete(cancel);
      call();
    });
    timers.add(cancel);
  };

  return {
    /** True until the last byte of the reply under way left. */
    busy: (): boolean => clock.upMs() < busyMs,
    reply(frame: readonly number[], requestBytes: number, airMs: number): void {
      if (mute > 0) {
        mute--;
        return;
      }
      const sent = Uint8Array.from(frame);
      if (spoil > 0) {
        spoil--;
        sent[sent.length - 1]! ^= 0x5a;
      }
      const startMs = requestBytes * byteMs + airMs + lateMs;
      // What is late is late for the host alone: the reader hears on.
      if (lateMs === 0) busyMs = clock.upMs() + startMs + sent.length * byteMs;
      lateMs = 0;
      for (let at = 0; at < sent.length; at += PIECE_BYTES) {
        const piece = sent.slice(at, at + PIECE_BYTES);
        later(startMs + (at + piece.length) * byteMs, () => send(piece));
      }
    },
    /** Cable pulled or power off: nothing of what was on its way comes. */
    cut(): void {
      for (const cancel of timers) cancel();
      timers.clear();
      busyMs = Number.NEGATIVE_INFINITY;
    },
    faults: {
      /** The next so many requests are carried out and not answered. */
      muteNext: (times: number): void => {
        mute = times;
      },
      /** The next so many replies have a wrong check value. */
      spoilNext: (times: number): void => {
        spoil = times;
      },
      /** The next reply comes so much later. */
      delayNext: (ms: number): void => {
        lateMs = ms;
      },
      noise: (bytes: Uint8Array): void => send(bytes),
    },
  };
};
