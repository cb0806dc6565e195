// The one place of the station-server that reads the clock and starts timers; everything else is given a Clock.
export type Clock = {
  /** Wall clock, epoch milliseconds; may jump. */
  nowMs(): number;
  /** Milliseconds since the process started; never runs back. */
  upMs(): number;
  /** Runs `call` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, call: () => void): () => void;
};

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  upMs: () => performance.now(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
