// Waiting with a limit, by the clock that was passed in: every wait of the bridge ends.
import type { Clock } from '../devices/driver.ts';
import { BridgeError, type BridgeErrorCode } from './errors.ts';

/**
 * Settles as `work` does, or rejects with `code` after `limitMs`. The work itself is not ended: its
 * owner does that.
 */
export const withTimeLimit = <T>(
  work: Promise<T>,
  limitMs: number,
  clock: Clock,
  code: BridgeErrorCode,
  detail?: string,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () =>
      reject(new BridgeError(code, `${detail ?? 'waited'} (${limitMs} ms)`)),
    );
    work.then(resolve, reject).finally(cancel);
  });

/**
 * A wait that can be cut short. `wake` ends the present `wait`; without one it does nothing, so
 * callers check before waiting.
 */
export const createWaiter = (clock: Clock) => {
  let wakeNow: (() => void) | undefined;
  return {
    wait: (limitMs: number): Promise<void> =>
      new Promise((resolve) => {
        const end = () => {
          cancel();
          wakeNow = undefined;
          resolve();
        };
        const cancel = clock.after(limitMs, end);
        wakeNow = end;
      }),
    wake: (): void => wakeNow?.(),
  };
};
