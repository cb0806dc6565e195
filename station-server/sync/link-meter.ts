// How fast the line to central is, from the exchanges that are made anyway: nothing is sent to measure it. Bodies that are too
// small say more about the way than about the line, and are counted for the round trip only.
const BYTES_MIN = 1_000;
/** The newest exchanges; a line that grew slower is believed after as many. */
const KEPT_MAX = 20;

export type LinkSpeed = { upBytesPerS: number; downBytesPerS: number; roundTripMs: number };

export type LinkMeter = {
  /** `bytes` went up, and the answer began `ms` after the last of them was given to the system. */
  sent(bytes: number, ms: number): void;
  /** `bytes` of an answer came within `ms` after its beginning. */
  received(bytes: number, ms: number): void;
  /** Null before all three are known. */
  speed(): LinkSpeed | null;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const keep = (list: number[], value: number): void => {
  list.push(value);
  if (list.length > KEPT_MAX) list.shift();
};

export const createLinkMeter = (): LinkMeter => {
  const [trips, ups, downs]: [number[], number[], number[]] = [[], [], []];
  return {
    sent: (bytes, ms) => {
      if (bytes < BYTES_MIN) {
        keep(trips, ms);
        return;
      }
      const onTheLineMs = ms - Math.min(...trips);
      if (trips.length > 0 && onTheLineMs > 0) keep(ups, (bytes * 1_000) / onTheLineMs);
    },
    received: (bytes, ms) => {
      if (bytes >= BYTES_MIN && ms > 0) keep(downs, (bytes * 1_000) / ms);
    },
    speed: () =>
      trips.length === 0 || ups.length === 0 || downs.length === 0
        ? null
        : {
            upBytesPerS: median(ups),
            downBytesPerS: median(downs),
            roundTripMs: Math.min(...trips),
          },
  };
};
