// The time of a simulation: a queue of what is to happen, worked off in order while the clock jumps from one to the next. Real
// code runs in between until all its promises rest; nothing waits for real time.
import { createHash } from 'node:crypto';
import { createDice, type Dice } from './dice.ts';

type Event = { atMs: number; order: number; run: () => void };

/** More than any history needs; a loop that asks without end is a fault. */
const EVENTS_MAX = 60_000;

export type World = {
  nowMs(): number;
  /** Those of the present step. */
  dice: Dice;
  /** Runs once, `delayMs` from now; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
  /** Lets all promises come to rest. */
  settle(): Promise<void>;
  /** Lets time pass, event by event. Ends early at the first violation. */
  pass(delayMs: number): Promise<void>;
  trace(line: string): void;
  lines: string[];
  /** Hex digest over the trace so far. */
  digest(): string;
  violate(what: string): void;
  violations: string[];
  /** Called after each event. */
  watch: () => void;
};

export const createWorld = (seed: number, startMs: number, keepTrace: boolean): World => {
  let nowMs = startMs;
  let order = 0;
  let done = 0;
  const queue: Event[] = [];
  const hash = createHash('sha256');

  const insert = (event: Event): void => {
    let at = queue.length;
    while (at > 0 && (queue[at - 1] as Event).atMs > event.atMs) at -= 1;
    queue.splice(at, 0, event);
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const world: World = {
    nowMs: () => nowMs,
    dice: createDice(seed),
    after: (delayMs, run) => {
      const event = { atMs: nowMs + Math.max(0, Math.ceil(delayMs)), order: (order += 1), run };
      insert(event);
      return () => {
        const at = queue.indexOf(event);
        if (at >= 0) queue.splice(at, 1);
      };
    },
    settle,
    pass: async (delayMs) => {
      const untilMs = nowMs + delayMs;
      await settle();
      while (world.violations.length === 0) {
        const next = queue[0];
        if (next === undefined || next.atMs > untilMs) break;
        queue.shift();
        nowMs = next.atMs;
        next.run();
        await settle();
        world.watch();
        if ((done += 1) > EVENTS_MAX) world.violate('something asks without end');
      }
      nowMs = Math.max(nowMs, untilMs);
    },
    trace: (line) => {
      const text = `${nowMs - startMs} ${line}`;
      hash.update(text);
      if (keepTrace) world.lines.push(text);
    },
    lines: [],
    digest: () => hash.copy().digest('hex'),
    violate: (what) => {
      world.trace(`VIOLATION ${what}`);
      world.violations.push(what);
    },
    violations: [],
    watch: () => undefined,
  };
  return world;
};
