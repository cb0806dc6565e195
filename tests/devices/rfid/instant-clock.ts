// For a simulated reader whose answers are to come at once, so that its timers are not counted as
// the driver's.
import type { Clock } from '../../../devices/driver.ts';

const STEP_MS = 1_000;

/**
 * What is due later is called at the next turn of the event loop; every look at the time finds it
 * much later.
 */
export const createInstantClock = (): Clock => {
  let upMs = 0;
  const later = () => {
    upMs += STEP_MS;
    return upMs;
  };
  return {
    nowMs: later,
    upMs: later,
    after(_delayMs, call) {
      const pending = setImmediate(call);
      return () => clearImmediate(pending);
    },
  };
};
