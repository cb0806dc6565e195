// The plug of a simulated device: one cable at a time, pulled and put back, and a sender that paces
// bytes as a real line does.
import type { Clock } from '../../devices/driver.ts';
import type { DeviceSource } from '../device-source.ts';
import { BridgeError } from '../errors.ts';
import { createSimulatedCable, type SimulatedCable } from '../ports/simulated-port.ts';

/** Scans and noises waiting on one device; a demonstration panel makes one at a time. */
export const SENDS_MAX = 64;

export type SimulatedPlug = {
  source: DeviceSource;
  /**
   * Sends pieces, one each `gapMs`, after those that wait. False when nothing is connected or too
   * much waits.
   */
  send(pieces: Iterable<Uint8Array>, gapMs: number): boolean;
  plug(): void;
  unplug(): void;
};

export type SimulatedPlugOptions = {
  name: string;
  clock: Clock;
  reportDescriptor?: Uint8Array;
  /** Bytes that the driver wrote to the device (a trigger, a setting). */
  onCommand?(bytes: Uint8Array): void;
};

/** Begins plugged in. */
export const createSimulatedPlug = (options: SimulatedPlugOptions): SimulatedPlug => {
  const { name, clock } = options;
  let plugged = true;
  let cable: SimulatedCable | undefined;
  let sends: { pieces: Iterator<Uint8Array>; gapMs: number }[] = [];
  let cancelStep: (() => void) | undefined;

  const disconnect = () => {
    cable = undefined;
    sends = [];
    cancelStep?.();
    cancelStep = undefined;
  };

  const step = () => {
    cancelStep = undefined;
    const current = sends[0];
    if (!current || !cable) return;
    const piece = current.pieces.next();
    if (piece.done) sends.shift();
    // A driver that just closed its end hears nothing more; `onClose` below then clears up.
    else cable.far.write(piece.value).catch(() => {});
    if (sends.length > 0) cancelStep = clock.after(current.gapMs, step);
  };

  const connect = () => {
    if (!plugged) throw new BridgeError('port-missing', name);
    if (cable) throw new BridgeError('port-busy', name);
    const made = createSimulatedCable(name, options.reportDescriptor);
    made.far.onData((bytes) => options.onCommand?.(bytes));
    made.far.onClose(() => {
      if (cable === made) disconnect();
    });
    cable = made;
    return made.near;
  };

  return {
    source: {
      find: async () => (plugged ? { key: name, open: async () => connect() } : undefined),
      release() {},
    },
    send(pieces, gapMs) {
      if (!cable || sends.length >= SENDS_MAX) return false;
      sends.push({ pieces: pieces[Symbol.iterator](), gapMs });
      if (!cancelStep) step();
      return true;
    },
    plug() {
      plugged = true;
    },
    unplug() {
      plugged = false;
      const cut = cable;
      disconnect();
      cut?.cut('unplugged');
    },
  };
};
