// The outputs of the simulated kiosk board, with the limits that firmware-bridge/firmware/outputs.c keeps: never on for longer than
// it may be, however often it is asked, and a pause before it may be on again.
import { OUTPUT_KIND } from '../../devices/board/board-messages.ts';
import type { Clock } from '../../devices/driver.ts';

export type OutputLimits = { kind: number; onMsMax: number; restMs: number };

/** Those of firmware-bridge/firmware/board_config.c. */
export const KIOSK_OUTPUTS: readonly OutputLimits[] = [
  { kind: OUTPUT_KIND.led, onMsMax: 600_000, restMs: 0 },
  { kind: OUTPUT_KIND.led, onMsMax: 600_000, restMs: 0 },
  { kind: OUTPUT_KIND.buzzer, onMsMax: 2_000, restMs: 100 },
  { kind: OUTPUT_KIND.relay, onMsMax: 60_000, restMs: 100 },
  { kind: OUTPUT_KIND.lock, onMsMax: 3_000, restMs: 1_000 },
  { kind: OUTPUT_KIND.flap, onMsMax: 10_000, restMs: 500 },
];

export type BoardOutputs = {
  /** Milliseconds that are granted, or why not. */
  set(output: number, ms: number): number | 'no-such-output' | 'resting';
  allSafe(): void;
  on(): boolean[];
};

type State = { sinceMs: number; cancel: () => void; offAtMs: number | null; on: boolean };

export const createBoardOutputs = (table: readonly OutputLimits[], clock: Clock): BoardOutputs => {
  const states = table.map((): State => ({ sinceMs: 0, cancel() {}, offAtMs: null, on: false }));
  const end = (state: State) => {
    if (!state.on) return;
    state.cancel();
    state.on = false;
    state.offAtMs = clock.upMs();
  };
  return {
    set(output, ms) {
      const state = states[output];
      const limits = table[output];
      if (!state || !limits) return 'no-such-output';
      if (ms === 0) {
        end(state);
        return 0;
      }
      const nowMs = clock.upMs();
      if (!state.on) {
        if (state.offAtMs !== null && nowMs - state.offAtMs < limits.restMs) return 'resting';
        state.on = true;
        state.sinceMs = nowMs;
      }
      const granted = Math.min(ms, limits.onMsMax - (nowMs - state.sinceMs));
      state.cancel();
      state.cancel = clock.after(granted, () => end(state));
      return granted;
    },
    allSafe() {
      for (const state of states) end(state);
    },
    on: () => states.map(({ on }) => on),
  };
};
