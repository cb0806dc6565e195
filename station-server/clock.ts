// The one place of the station-server that reads the clock and starts timers; everything else is given a Clock.
import { uptime } from 'node:os';

export type Clock = {
  /** Wall clock, epoch milliseconds; may jump. */
  nowMs(): number;
  /** Milliseconds since the process started; never runs back, and runs on while the machine sleeps. */
  upMs(): number;
  /** Runs `call` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, call: () => void): () => void;
};

/** More than this between two clocks that run at one pace is a sleep of the machine, or a wall clock that was set. */
const GAP_MS_MIN = 1_000;
/** Asking for the machine's uptime reads a file, too slow for every entry of the journal. */
const LOOK_EVERY_MS = 60_000;

/**
 * `runMs` stands still while the machine sleeps (Linux), `machineMs` runs on. Entries of before and after a sleep must have one
 * distance to central's clock, or the first measurement after it dates all of one side wrong, by hours. A sleep moves the wall
 * clock against `runMs`; only then, and now and then, `machineMs` is asked.
 */
export const createUptime = (clocks: {
  runMs(): number;
  machineMs(): number;
  wallMs(): number;
}): (() => number) => {
  const { runMs, machineMs, wallMs } = clocks;
  let [machineGapMs, wallGapMs, lookedMs] = [machineMs() - runMs(), wallMs() - runMs(), runMs()];
  let sleptMs = 0;
  return () => {
    const nowMs = runMs();
    const wallMovedMs = Math.abs(wallMs() - nowMs - wallGapMs);
    if (wallMovedMs > GAP_MS_MIN || nowMs - lookedMs > LOOK_EVERY_MS) {
      const gapMs = machineMs() - nowMs - machineGapMs;
      if (gapMs > GAP_MS_MIN) {
        machineGapMs += gapMs;
        sleptMs += gapMs;
      }
      wallGapMs = wallMs() - nowMs;
      lookedMs = nowMs;
    }
    return nowMs + sleptMs;
  };
};

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  upMs: createUptime({
    runMs: () => performance.now(),
    machineMs: () => uptime() * 1_000,
    wallMs: () => Date.now(),
  }),
  after: (delayMs, call) => {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
};
