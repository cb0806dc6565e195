// A device on the network (receipt printers on port 9100 and the like): a plain TCP stream.
import { connect } from 'node:net';
import type { Clock } from '../../devices/driver.ts';
import { BridgeError, whyOf } from '../errors.ts';
import { withTimeLimit } from '../time-limit.ts';
import { asOpenFailure } from './open-failure.ts';
import { createPortListeners, type OpenedPort } from './port-listeners.ts';

export const CONNECT_LIMIT_MS = 5_000;
export const WRITE_LIMIT_MS = 10_000;
/**
 * A dead peer behind a switch is noticed by the system's own probes, not by the absence of data.
 */
const KEEP_ALIVE_MS = 10_000;

export type TcpPortOptions = {
  host: string;
  port: number;
  clock: Clock;
  writeLimitMs?: number;
};

/** Connects. Rejects with a BridgeError: `port-missing`, `port-failed`, `open-timeout`. */
export const openTcpPort = async (options: TcpPortOptions): Promise<OpenedPort> => {
  const { host, port, clock } = options;
  const name = `${host}:${port}`;
  const socket = connect({ host, port, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS });
  socket.setNoDelay(true);
  const connected = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  await withTimeLimit(connected, CONNECT_LIMIT_MS, clock, 'open-timeout', name).catch(
    (failure: unknown) => {
      socket.on('error', () => {});
      socket.destroy();
      throw asOpenFailure(failure, name);
    },
  );
  const listeners = createPortListeners();
  let failed: string | undefined;
  socket.on('data', (bytes: Buffer) => listeners.deliver(bytes));
  socket.on('error', (failure) => {
    failed = whyOf(failure);
  });
  socket.on('end', () => socket.destroy());
  socket.on('close', () => listeners.gone(failed ?? 'the device closed the connection'));

  return {
    name,
    async write(bytes) {
      if (!listeners.open || socket.destroyed) throw new BridgeError('port-closed', name);
      const written = new Promise<void>((resolve, reject) => {
        socket.write(bytes, (failure) =>
          failure ? reject(new BridgeError('write-failed', name, failure)) : resolve(),
        );
      });
      const limitMs = options.writeLimitMs ?? WRITE_LIMIT_MS;
      await withTimeLimit(written, limitMs, clock, 'write-timeout', name).catch(
        (failure: unknown) => {
          // Half a command must not arrive after its sender gave up.
          socket.destroy();
          throw failure;
        },
      );
    },
    onData: listeners.onData,
    onClose: listeners.onClose,
    async close() {
      listeners.end();
      if (socket.destroyed) return;
      await new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
        socket.destroySoon();
        const cancel = clock.after(1_000, () => socket.destroy());
        socket.once('close', cancel);
      });
    },
  };
};
