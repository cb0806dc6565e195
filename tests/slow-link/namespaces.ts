// Two network namespaces joined by a veth pair, each end held to its rate by tbf (test-bench.md section 6). Null where this
// machine does not allow them: then the relay shapes by itself.
import { execFileSync } from 'node:child_process';

export type Namespaces = {
  /** Address of the library's side. */
  host: string;
  /** Prefixes of commands that run at the station and at the library. */
  station: string[];
  library: string[];
  link(state: 'up' | 'down'): void;
  remove(): void;
};

const HOST = '10.99.0.2';
const BURST_BYTES = 1_600;
/** What a slow line's modem holds before it drops. */
const QUEUE_MS = 1_000;

const ip = (...args: string[]): void => {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
};

export const makeNamespaces = (
  bitsPerSecond: { up: number; down: number },
  told: (why: string) => void,
): Namespaces | null => {
  const [a, b] = [`kitap-a${process.pid}`, `kitap-b${process.pid}`];
  const [va, vb] = [`ka${process.pid}`, `kb${process.pid}`];
  const remove = (): void => {
    for (const name of [a, b]) {
      try {
        ip('netns', 'del', name);
      } catch {
        // It was not made.
      }
    }
  };
  const shape = (name: string, device: string, rate: number): void => {
    const args = ['root', 'tbf', 'rate', `${Math.round(rate)}bit`, 'burst', `${BURST_BYTES}`];
    execFileSync(
      'ip',
      [
        ...['netns', 'exec', name, 'tc', 'qdisc', 'add', 'dev', device],
        ...args,
        'latency',
        `${QUEUE_MS}ms`,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
  };
  try {
    for (const name of [a, b]) {
      ip('netns', 'add', name);
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
    ip('link', 'add', va, 'netns', a, 'type', 'veth', 'peer', 'name', vb, 'netns', b);
    for (const [name, device, address] of [
      [a, va, '10.99.0.1/24'],
      [b, vb, `${HOST}/24`],
    ] as const) {
      ip('-n', name, 'addr', 'add', address, 'dev', device);
      ip('-n', name, 'link', 'set', device, 'up');
    }
    shape(a, va, bitsPerSecond.up);
    shape(b, vb, bitsPerSecond.down);
  } catch (error) {
    remove();
    told(error instanceof Error ? error.message.trim() : String(error));
    return null;
  }
  return {
    host: HOST,
    station: ['ip', 'netns', 'exec', a],
    library: ['ip', 'netns', 'exec', b],
    link: (state) => ip('-n', b, 'link', 'set', vb, state),
    remove,
  };
};
