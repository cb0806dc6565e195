// A TCP relay that is a slow line: each direction passes so many bits a second over all connections together, headers counted,
// and everything arrives a while later. It can be cut: connections are reset and what was on the line is lost. Where real
// queues hold the rate (`tbf` in network namespaces), it only delays.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type LineOptions = {
  target: { host: string; port: number };
  listen: { host: string; port: number };
  /** Each way. */
  delayMs: number;
  /** Null: something else holds the rate. */
  bitsPerSecond: { up: number; down: number } | null;
};
/** Bytes that arrived at the other end; `lost` were on the line at a cut. */
export type LineStats = { up: number; down: number; lost: number; connections: number };

const SEGMENT_BYTES = 1_448;
/** IPv4 and TCP with time stamps. */
const HEADER_BYTES = 52;
/** What waits before the line; more and the sender is paused. */
const QUEUE_BYTES = 8_192;

type Line = { send(bytes: Buffer, arrive: (bytes: Buffer) => void): number; cut(): void };

/** One direction. `send` gives how many milliseconds of work already wait before it. */
const createLine = (delayMs: number, bitsPerSecond: number | null, onLost: (n: number) => void) => {
  let freeAtMs = 0;
  let generation = 0;
  const send: Line['send'] = (bytes, arrive) => {
    const nowMs = performance.now();
    freeAtMs = Math.max(freeAtMs, nowMs);
    for (let at = 0; at < bytes.length; at += SEGMENT_BYTES) {
      const segment = bytes.subarray(at, at + SEGMENT_BYTES);
      if (bitsPerSecond !== null)
        freeAtMs += ((segment.length + HEADER_BYTES) * 8_000) / bitsPerSecond;
      const sent = generation;
      setTimeout(
        () => {
          if (sent === generation) arrive(segment);
          else onLost(segment.length);
        },
        freeAtMs - nowMs + delayMs,
      );
    }
    return freeAtMs - nowMs;
  };
  const cut = (): void => {
    generation += 1;
    freeAtMs = 0;
  };
  return { send, cut };
};

export const startShapedRelay = async (options: LineOptions) => {
  const { target, listen, delayMs, bitsPerSecond } = options;
  const stats: LineStats = { up: 0, down: 0, lost: 0, connections: 0 };
  const lost = (count: number): void => {
    stats.lost += count;
  };
  const up = createLine(delayMs, bitsPerSecond?.up ?? null, lost);
  const down = createLine(delayMs, bitsPerSecond?.down ?? null, lost);
  const open = new Set<Socket>();
  let isCut = false;

  const pass = (
    from: Socket,
    to: Socket,
    line: Line,
    rate: number | undefined,
    count: 'up' | 'down',
  ) => {
    const fullMs = rate === undefined ? Infinity : (QUEUE_BYTES * 8_000) / rate;
    from.on('data', (bytes: Buffer) => {
      const waitsMs = line.send(bytes, (arrived) => {
        stats[count] += arrived.length;
        if (!to.destroyed) to.write(arrived);
      });
      if (waitsMs < fullMs) return;
      from.pause();
      setTimeout(() => from.resume(), waitsMs - fullMs / 2);
    });
    // The end travels like the last byte did.
    from.on('end', () => setTimeout(() => to.end(), line.send(Buffer.alloc(1), () => 0) + delayMs));
    from.on('error', () => to.destroy());
    from.on('close', () => open.delete(from));
  };
  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    stats.connections += 1;
    open.add(near);
    near.on('error', () => undefined);
    // A connection is there after a packet each way.
    setTimeout(() => {
      if (near.destroyed) return;
      const far = connect({ ...target, allowHalfOpen: true });
      open.add(far);
      pass(near, far, up, bitsPerSecond?.up, 'up');
      pass(far, near, down, bitsPerSecond?.down, 'down');
    }, delayMs * 2);
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(listen.port, listen.host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stats: (): LineStats => ({ ...stats }),
    cut: (): void => {
      isCut = true;
      for (const line of [up, down]) line.cut();
      for (const socket of open) {
        if (socket.connecting) socket.destroy();
        else socket.resetAndDestroy();
      }
      open.clear();
    },
    restore: (): void => {
      isCut = false;
    },
    stop: (): void => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
};
