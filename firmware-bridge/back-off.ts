// Exponential waiting with a maximum. No random part: each bridge talks to its own devices and its
// own station only.

export type BackOff = {
  /** How long to wait now, milliseconds; the next wait is twice as long until the maximum. */
  nextMs(): number;
  reset(): void;
};

export const createBackOff = (firstMs: number, maxMs: number): BackOff => {
  let waitMs = firstMs;
  return {
    nextMs() {
      const now = waitMs;
      waitMs = Math.min(waitMs * 2, maxMs);
      return now;
    },
    reset() {
      waitMs = firstMs;
    },
  };
};
