// What waits to be told to the station while the link is down or slow: bounded, and it never
// forgets how a print job or an order ended.
import type { BridgeMessage } from './messages.ts';

export const QUEUE_MESSAGES_MAX = 500;

export type Queued = { message: BridgeMessage; lastByteUpMs: number | undefined };

/**
 * In this order they make room; `print-progress` never does, its number is bounded by the jobs
 * accepted (print-jobs.ts); nor do the answers to orders (device-orders.ts).
 */
const DROP_ORDER: readonly BridgeMessage['type'][] = [
  'device-state',
  'noise-dropped',
  'simulated-slip',
  'printer-state',
  // Told again after each link as they stand then.
  'tags-on-pad',
  'contact',
  'barcode-read',
];

export const createOutgoingQueue = (messagesMax = QUEUE_MESSAGES_MAX) => {
  let queue: Queued[] = [];
  let dropped = 0;
  const makeRoom = () => {
    for (const type of DROP_ORDER) {
      const at = queue.findIndex(({ message }) => message.type === type);
      if (at < 0) continue;
      queue.splice(at, 1);
      dropped++;
      return;
    }
  };
  return {
    push(entry: Queued): void {
      queue.push(entry);
      if (queue.length > messagesMax) makeRoom();
    },
    shift: (): Queued | undefined => queue.shift(),
    /**
     * The greeting of a new connection carries the state of every device: older ones would only
     * contradict it.
     */
    forgetDeviceStates(): void {
      queue = queue.filter(({ message }) => message.type !== 'device-state');
    },
    get size(): number {
      return queue.length;
    },
    /** Messages given up for lack of room since the bridge runs. */
    get dropped(): number {
      return dropped;
    },
  };
};
