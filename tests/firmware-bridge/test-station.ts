// The station's end of the bridge socket, for tests: keeps what bridges say and lets a test say
// anything, also what is wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { BridgeMessage, type StationMessage } from '../../firmware-bridge/messages.ts';
import { until } from './until.ts';

const fits = new Ajv({ strict: false }).compile<BridgeMessage>(BridgeMessage);

export type TestStation = {
  socketPath: string;
  /** Everything said on all connections, each line checked against the contract. */
  heard: BridgeMessage[];
  connections(): number;
  /** Waits for the first message that fits after position `from` of `heard`. */
  waitFor(
    what: string,
    wanted: (message: BridgeMessage) => boolean,
    from?: number,
  ): Promise<BridgeMessage>;
  say(message: StationMessage): void;
  sayRaw(bytes: string | Uint8Array): void;
  hangUp(): void;
  /** Ends the server as a killed station does, and starts it again on the same path. */
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
};

export const createTestStation = async (
  welcome: StationMessage | undefined = { type: 'welcome', protocol: 1 },
): Promise<TestStation> => {
  const folder = mkdtempSync(join(tmpdir(), 'kitap-station-'));
  const socketPath = join(folder, 's');
  const heard: BridgeMessage[] = [];
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let connections = 0;
  let newest: Socket | undefined;

  const take = (socket: Socket, line: string) => {
    const message: unknown = JSON.parse(line);
    if (!fits(message)) throw new Error(`the bridge broke the contract: ${line.slice(0, 200)}`);
    heard.push(message);
    if (message.type === 'hello' && welcome) socket.write(`${JSON.stringify(welcome)}\n`);
  };

  const start = () =>
    new Promise<void>((resolve) => {
      server = createServer((socket) => {
        connections++;
        newest = socket;
        sockets.add(socket);
        let rest = '';
        socket.setEncoding('utf8');
        socket.on('data', (text: string) => {
          const lines = (rest + text).split('\n');
          rest = lines.pop()!;
          for (const line of lines) take(socket, line);
        });
        socket.on('error', () => {});
        socket.on('close', () => sockets.delete(socket));
      });
      server.listen(socketPath, resolve);
    });
  const stop = async () => {
    const closed = new Promise((resolve) => server?.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
    server = undefined;
  };
  await start();
  return {
    socketPath,
    heard,
    connections: () => connections,
    async waitFor(what, wanted, from = 0) {
      await until(what, () => heard.slice(from).some(wanted));
      return heard.slice(from).find(wanted)!;
    },
    say: (message) => void newest?.write(`${JSON.stringify(message)}\n`),
    sayRaw: (bytes) => void newest?.write(bytes),
    hangUp: () => newest?.destroy(),
    stop,
    start,
    async remove() {
      if (server) await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
