// A child process that `kitap start` keeps alive: started with its own process group (Ctrl-C reaches the parent alone, which
// then stops the children in order), ready when it prints its JSON line, restarted with growing waits when it ends by itself.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Clock, systemClock } from '../clock.ts';
import { StationError } from '../errors.ts';

export const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 10_000;
export const RESTART_MS_START = 500;
export const RESTART_MS_MAX = 10_000;
/** A child that lived this long was well: the next restart is quick again. */
export const WELL_AFTER_MS = 30_000;

export type KeptChild = {
  /** Resolves with what the child said when it was ready the first time; rejects when it ended before. */
  ready: Promise<Record<string, unknown>>;
  stop(): Promise<void>;
  pid(): number | undefined;
};

export type ChildOptions = {
  name: string;
  /** Arguments of `node`. */
  args: string[];
  onLine(line: string): void;
  onRestart(why: string): void;
  clock?: Pick<Clock, 'upMs' | 'after'>;
};

export const keepChild = (options: ChildOptions): KeptChild => {
  const { name, args, onLine, onRestart, clock = systemClock } = options;
  let child: ChildProcess | null = null;
  let stopping = false;
  let failures = 0;
  let cancelRestart: (() => void) | null = null;
  let told: { resolve(said: Record<string, unknown>): void; reject(error: Error): void } | null =
    null;
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    told = { resolve, reject };
  });
  const cancelLate = clock.after(READY_MS_MAX, () => fail('did not become ready'));

  const fail = (why: string): void => {
    cancelLate();
    told?.reject(new StationError('child-not-ready', { cause: new Error(`${name} ${why}`) }));
    told = null;
  };

  const hear = (line: string): void => {
    let said: Record<string, unknown> | null = null;
    if (line.startsWith('{')) {
      try {
        said = JSON.parse(line) as Record<string, unknown>;
      } catch {
        said = null;
      }
    }
    if (said?.ready !== true) {
      onLine(line);
      return;
    }
    cancelLate();
    told?.resolve(said);
    told = null;
  };

  const ended = (why: string, livedMs: number): void => {
    child = null;
    if (stopping) return;
    if (told) {
      fail(`ended before it was ready (${why})`);
      return;
    }
    failures = livedMs > WELL_AFTER_MS ? 0 : failures;
    onRestart(`${name} ended (${why})`);
    const waitMs = Math.min(RESTART_MS_MAX, RESTART_MS_START * 2 ** failures);
    failures += 1;
    cancelRestart = clock.after(waitMs, begin);
  };

  const begin = (): void => {
    const startedMs = clock.upMs();
    const made = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      detached: true,
    });
    child = made;
    if (made.stdout) createInterface({ input: made.stdout }).on('line', hear);
    made.once('exit', (code, signal) =>
      ended(signal ?? `status ${code}`, clock.upMs() - startedMs),
    );
    // The system could not start it at all (no memory, too many processes): tried again like any other end.
    made.once('error', (error) => {
      if (made.pid === undefined) ended(error.message, 0);
    });
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    cancelLate();
    cancelRestart?.();
    const last = child;
    if (!last) return;
    await new Promise<void>((resolve) => {
      const kill = setTimeout(() => last.kill('SIGKILL'), STOP_MS_MAX);
      last.once('exit', () => {
        clearTimeout(kill);
        resolve();
      });
      last.kill('SIGTERM');
    });
  };

  begin();
  return { ready, stop, pid: () => child?.pid };
};
