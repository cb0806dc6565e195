// Tells the bridge of a place to open one lock and waits for what its sensor says. Silence is an answer too: after the time limit the
// lock counts as not opened, and a word that comes later changes nothing.
import type { BridgeMessage, StationMessage } from '../../firmware-bridge/messages.ts';
import type { Clock } from '../clock.ts';
import type { LockerName } from './locker-rule.ts';

/** A locker board is asked for its sensor for some five seconds, one command after the other. */
export const OPEN_WAIT_MS = 15_000;
/** Boards of lockers limit this themselves; a relay with a lock behind it needs it. */
export const PULSE_MS = 500;

export type LockOpened = { opened: boolean; fault: string | null };

export type LockOpener = {
  /** Never rejects. */
  open(name: LockerName): Promise<LockOpened>;
  message(place: string, message: BridgeMessage): void;
  /** Those under way count as not opened. */
  away(place: string): void;
};

export const createLockOpener = (deps: {
  clock: Pick<Clock, 'after'>;
  newRequest(): string;
  /** False when no bridge takes it. */
  send(place: string, message: StationMessage): boolean;
}): LockOpener => {
  const waiting = new Map<string, { place: string; end: (opened: LockOpened) => void }>();
  return {
    open: ({ place, device, lock }) =>
      new Promise((resolve) => {
        const request = deps.newRequest();
        const end = (opened: LockOpened) => {
          cancel();
          waiting.delete(request);
          resolve(opened);
        };
        const cancel = deps.clock.after(OPEN_WAIT_MS, () =>
          end({ opened: false, fault: 'lock-silent' }),
        );
        waiting.set(request, { place, end });
        const order = {
          type: 'pulse-output',
          device,
          request,
          output: lock,
          ms: PULSE_MS,
        } as const;
        if (!deps.send(place, order)) end({ opened: false, fault: 'bridge-away' });
      }),
    message(place, message) {
      if (message.type !== 'output-pulsed') return;
      const order = waiting.get(message.request);
      if (order?.place === place) order.end({ opened: message.done, fault: message.fault });
    },
    away(place) {
      for (const order of [...waiting.values()])
        if (order.place === place) order.end({ opened: false, fault: 'bridge-away' });
    },
  };
};
