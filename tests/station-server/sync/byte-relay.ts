// A TCP relay that counts what passes, and breaks each connection after so many bytes to central: a link that drops again and
// again, told by bytes rather than by time, so that no test has to wait.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export const createByteRelay = async (targetPort: number) => {
  const open = new Set<Socket>();
  let upBytes = 0;
  let downBytes = 0;
  let cuts = 0;
  let budget = Number.POSITIVE_INFINITY;
  const server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: targetPort });
    let left = budget;
    for (const [socket, partner] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => partner.destroy());
      socket.on('close', () => {
        open.delete(socket);
        partner.destroy();
      });
    }
    near.on('data', (piece: Buffer) => {
      upBytes += piece.length;
      // What was sent before the cut arrives, as it does on a line; the rest is lost.
      const passed = piece.subarray(0, Math.max(0, left));
      left -= piece.length;
      if (left >= 0) {
        far.write(passed);
        return;
      }
      cuts += 1;
      near.resetAndDestroy();
      far.end(passed);
    });
    far.on('data', (piece: Buffer) => {
      downBytes += piece.length;
      near.write(piece);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** Connections made from now on break after this many bytes to central. */
    cutAfter: (bytes: number): void => {
      budget = bytes;
    },
    bytes: () => ({ up: upBytes, down: downBytes }),
    cuts: () => cuts,
    stop: async (): Promise<void> => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
};
