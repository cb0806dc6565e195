// A proxy that hands a request on, waits until central has answered it, and then breaks the line instead of telling: what a
// link does that fails between the commit and the answer.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export const createReplyDropper = async (centralPort: number) => {
  let path = '';
  let left = 0;
  let dropped = 0;
  const server = createServer((asked, reply) => {
    const { url = '', method, headers } = asked;
    const onward = request({ host: '127.0.0.1', port: centralPort, path: url, method, headers });
    asked.pipe(onward);
    reply.on('close', () => onward.destroy());
    onward.on('error', () => reply.destroy());
    onward.on('response', (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        if (left > 0 && url.startsWith(path)) {
          left -= 1;
          dropped += 1;
          reply.destroy();
          return;
        }
        reply.writeHead(answer.statusCode ?? 502, answer.headers);
        reply.end(Buffer.concat(parts));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** The next `count` answers to what begins with this. */
    drop: (start: string, count: number): void => {
      path = start;
      left = count;
      dropped = 0;
    },
    dropped: () => dropped,
    stop: (): Promise<void> => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
