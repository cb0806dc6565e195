// The demo's network: a real TCP relay on 127.0.0.1 between station and central that can be cut and restored, so that lending
// without a network can be seen on one machine. Cut means resets, as a pulled cable behind a router gives.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export const RELAYED_MAX = 64;

export type NetworkSwitch = {
  /** Begins to listen; gives the port to send the station to. */
  start(): Promise<number>;
  stop(): Promise<void>;
  cut(): void;
  restore(): void;
  isCut(): boolean;
};

export const createNetworkSwitch = (target: { host: string; port: number }): NetworkSwitch => {
  const open = new Set<Socket>();
  let down = false;

  const hold = (socket: Socket, other: Socket): void => {
    open.add(socket);
    // Each end is told the end of the other; what it was is the business of those who speak through here.
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      open.delete(socket);
      other.destroy();
    });
  };
  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (down) {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ ...target, allowHalfOpen: true });
    hold(near, far);
    hold(far, near);
    near.pipe(far);
    far.pipe(near);
  });
  server.maxConnections = RELAYED_MAX;

  const dropAll = (): void => {
    for (const socket of open) {
      if (socket.connecting) socket.destroy();
      else socket.resetAndDestroy();
    }
  };
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
      }),
    stop: async () => {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      dropAll();
      await closed;
    },
    cut: () => {
      down = true;
      dropAll();
    },
    restore: () => {
      down = false;
    },
    isCut: () => down,
  };
};
