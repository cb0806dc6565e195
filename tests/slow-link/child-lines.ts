// A child process that speaks in JSON lines; commands that begin elsewhere, as in another network namespace, by a prefix.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type ChildLines = {
  /** The next line that is JSON; fails when the process ends before. */
  next(): Promise<Record<string, unknown>>;
  write(line: string): void;
  end(): Promise<void>;
};

const END_MS_MAX = 10_000;

/** `args` for this Node; `prefix` such as `ip netns exec NAME`. */
export const startNode = (args: string[], prefix: string[] = []): ChildLines => {
  const [command = '', ...rest] = [...prefix, process.execPath, ...args];
  const child = spawn(command, rest, { stdio: ['pipe', 'pipe', 'pipe'] });
  const noise: string[] = [];
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  createInterface({ input: child.stderr }).on('line', (line) => noise.push(line));
  const ended = once(child, 'exit');
  // A process that is gone takes no more commands; whoever waits for its next line is told.
  child.stdin.on('error', () => undefined);
  return {
    next: async () => {
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`${args.join(' ')} ended:\n${noise.join('\n')}`);
        if (value.startsWith('{')) return JSON.parse(value) as Record<string, unknown>;
      }
    },
    write: (line) => {
      child.stdin.write(`${line}\n`);
    },
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.stdin.end();
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX);
      await ended;
      clearTimeout(late);
    },
  };
};
