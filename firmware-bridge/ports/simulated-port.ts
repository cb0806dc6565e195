// Two ends of a cable in memory: the driver holds one, a simulated peer the other. What one end
// writes, the other end hears in a later microtask, in order; nothing is kept, so nothing can grow.
import { BridgeError } from '../errors.ts';
import { createPortListeners, type OpenedPort } from './port-listeners.ts';

export type SimulatedCable = {
  /** The driver's end. */
  near: OpenedPort;
  /** The device's end. */
  far: OpenedPort;
  /** Pulls the plug: both ends hear `why` and both refuse further writes. */
  cut(why: string): void;
};

export const createSimulatedCable = (
  name: string,
  reportDescriptor?: Uint8Array,
): SimulatedCable => {
  const near = createPortListeners();
  const far = createPortListeners();
  const end = (own: typeof near, other: typeof near, ownName: string): OpenedPort => ({
    name: ownName,
    async write(bytes) {
      if (!own.open || !other.open) throw new BridgeError('port-closed', ownName);
      const copy = Uint8Array.from(bytes);
      await Promise.resolve();
      other.deliver(copy);
    },
    onData: own.onData,
    onClose: own.onClose,
    async close() {
      if (!own.open) return;
      own.end();
      other.gone('the other end was closed');
    },
  });
  return {
    near: { ...end(near, far, name), ...(reportDescriptor ? { reportDescriptor } : {}) },
    far: end(far, near, `${name} (device end)`),
    cut(why) {
      near.gone(why);
      far.gone(why);
    },
  };
};
