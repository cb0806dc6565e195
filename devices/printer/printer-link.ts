// One printer's connection as the driver sees it: what the printer says about itself, questions with a time limit, a heartbeat.
// Questions are only written while no other write is under way, because inside another command their bytes would be its
// parameters (printing.md 1.4).
import type { PrinterSettings } from '../../profiles/device-schema.ts';
import type { DriverContext, PrinterState } from '../driver.ts';
import {
  type Condition,
  conditionOfAutomatic,
  conditionOfRealTime,
  createStatusParser,
  isFault,
  noCondition,
  type PrinterReply,
  stateOfCondition,
} from './printer-status.ts';

export const REPLY_LIMIT_MS = 2_000;
export const HEARTBEAT_IDLE_MS = 10_000;
/** While something is wrong or a job is under way. */
export const HEARTBEAT_ALERT_MS = 1_000;
/** Waits at once: the job, its write, a question. More would be a leak. */
const WAITS_MAX = 16;

const ALL_QUESTIONS = [1, 2, 3, 4] as const;
const ENABLE_AUTOMATIC = Uint8Array.of(0x1d, 0x61, 0xff);

export type PrinterLink = {
  readonly state: PrinterState;
  /** How often the state turned from working to a fault; a job compares it with the number at its start. */
  readonly faults: number;
  /** Neither unplugged nor stopped. */
  readonly usable: boolean;
  readonly hasStatus: boolean;
  open(): void;
  close(): void;
  /** Looks at all waits again, after something changed that they look at. */
  touch(): void;
  /** True when the operating system took the bytes. Never rejects. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** True when `holds()` became true within the limit; looked at after every sign of life of the printer. */
  until(holds: () => boolean, limitMs: number): Promise<boolean>;
  /** DLE EOT 1 to 4; false when not all were answered in time, the state then is `offline`. */
  ask(): Promise<boolean>;
  /** Automatic status, for models that have it; forgotten by the printer at ESC @ and power-off. */
  enableAutomatic(): Promise<boolean>;
  /** Asks more often while a job is under way. */
  setBusy(busy: boolean): void;
};

export const createPrinterLink = (
  { port, clock, emit }: DriverContext,
  settings: PrinterSettings,
  on: { reply(reply: PrinterReply): void; recovered(): void },
): PrinterLink => {
  const hasStatus = settings.status !== 'none';
  const parser = createStatusParser(settings.status === 'asb');
  const waits = new Set<() => void>();
  let condition: Condition = noCondition;
  let state: PrinterState = 'unknown';
  let known = false;
  let silent = false;
  let gone = false;
  let open = false;
  let busy = false;
  let faults = 0;
  let writing = 0;
  let asked: number[] = [];
  let cancelHeartbeat = () => {};

  const wake = () => {
    for (const wait of Array.from(waits)) wait();
  };

  const settle = () => {
    const live = known ? stateOfCondition(condition) : 'unknown';
    const next = silent || gone ? 'offline' : live;
    if (next !== state) {
      const recovered = isFault(state) && !isFault(next);
      if (isFault(next) && !isFault(state)) faults++;
      state = next;
      if (open) emit({ type: 'printer-state', state });
      if (open && recovered) on.recovered();
      rest();
    }
    wake();
  };

  const take = (reply: PrinterReply) => {
    if (reply.kind === 'automatic') {
      condition = conditionOfAutomatic(reply.bytes);
      known = true;
    } else if (reply.kind === 'real-time') {
      const n = asked.shift();
      if (n !== undefined) condition = conditionOfRealTime(condition, n, reply.byte);
      if (n === ALL_QUESTIONS.at(-1)) known = true;
    } else if (reply.kind === 'noise') emit({ type: 'noise-dropped', bytes: reply.bytes });
    on.reply(reply);
  };

  const until = (holds: () => boolean, limitMs: number): Promise<boolean> => {
    if (holds()) return Promise.resolve(true);
    if (gone || !open || waits.size >= WAITS_MAX) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (result: boolean) => {
        waits.delete(look);
        cancel();
        resolve(result);
      };
      const cancel = clock.after(limitMs, () => end(holds()));
      const look = () => {
        if (holds()) end(true);
        else if (gone || !open) end(false);
      };
      waits.add(look);
    });
  };

  const write = async (bytes: Uint8Array): Promise<boolean> => {
    if (gone || !open) return false;
    writing++;
    try {
      await port.write(bytes);
      return true;
    } catch {
      // Refused or timed out: the caller sees false and ends its job in a state that says so.
      return false;
    } finally {
      writing--;
    }
  };

  const enableAutomatic = () =>
    settings.status === 'asb' ? write(ENABLE_AUTOMATIC) : Promise.resolve(true);

  const ask = async (): Promise<boolean> => {
    asked = [...ALL_QUESTIONS];
    const questions = asked.flatMap((n) => [0x10, 0x04, n]);
    const answered =
      (await write(Uint8Array.from(questions))) &&
      (await until(() => asked.length === 0, REPLY_LIMIT_MS));
    asked = [];
    const wasSilent = silent;
    silent = !answered;
    settle();
    // A printer that was switched off and on has forgotten that it should report by itself.
    if (answered && wasSilent) await enableAutomatic();
    return answered;
  };

  /** Begins the pause before the next question anew: how long it is depends on the state. */
  const rest = () => {
    cancelHeartbeat();
    if (open && hasStatus && !gone) beat();
  };

  const beat = () => {
    cancelHeartbeat = clock.after(
      busy || isFault(state) ? HEARTBEAT_ALERT_MS : HEARTBEAT_IDLE_MS,
      () => {
        if (!open) return;
        if (writing === 0 && asked.length === 0) void ask();
        beat();
      },
    );
  };

  return {
    get state() {
      return state;
    },
    get faults() {
      return faults;
    },
    get usable() {
      return open && !gone;
    },
    hasStatus,
    open: () => {
      open = true;
      port.onData((bytes) => {
        if (!open) return;
        for (const reply of parser.push(bytes)) take(reply);
        // In the middle of a round of questions the picture is half old, half new.
        if (asked.length === 0 || settings.status === 'asb') settle();
      });
      port.onClose(() => {
        gone = true;
        settle();
      });
      if (hasStatus) beat();
    },
    close: () => {
      open = false;
      cancelHeartbeat();
      wake();
    },
    touch: wake,
    write,
    until,
    ask,
    enableAutomatic,
    setBusy: (next) => {
      busy = next;
      rest();
    },
  };
};
