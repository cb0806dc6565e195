// One connection of a bridge: hello first and in time, then messages that fit the schema, each in a bounded line. Anything else
// ends the connection with a code of the errors table; the bridge connects again by itself (firmware-bridge/messages.ts).
import type { Socket } from 'node:net';
import { Ajv } from 'ajv';
import {
  BridgeMessage,
  LINE_BYTES_MAX,
  PROTOCOL_VERSION,
  type StationMessage,
} from '../../firmware-bridge/messages.ts';
import type { Clock } from '../clock.ts';
import type { StationErrorCode } from '../errors.ts';
import { createLineSplitter } from './line-splitter.ts';

export const HELLO_WAIT_MS_MAX = 5_000;
/** What a bridge may leave unread; a raster of a long receipt is about 0.2 MB. */
export const UNREAD_BYTES_MAX = 8_388_608;

export type Hello = Extract<BridgeMessage, { type: 'hello' }>;

// The schema is our own: it is not held against the schema of schemas at every start.
const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
const isBridgeMessage = ajv.compile<BridgeMessage>(BridgeMessage);

export type BridgePeer = {
  send(message: StationMessage): boolean;
  end(code: StationErrorCode): void;
};

export type PeerDeps = {
  socket: Socket;
  clock: Clock;
  places: ReadonlySet<string>;
  onHello(peer: BridgePeer, hello: Hello): void;
  onMessage(peer: BridgePeer, message: Exclude<BridgeMessage, Hello>): void;
  /** Once; `code` says why. */
  onEnd(peer: BridgePeer, code: StationErrorCode): void;
};

const parse = (line: string): BridgeMessage | null => {
  try {
    const message: unknown = JSON.parse(line);
    return isBridgeMessage(message) ? message : null;
  } catch {
    return null;
  }
};

const helloFault = (hello: Hello, places: ReadonlySet<string>): StationErrorCode | null => {
  if (hello.protocol !== PROTOCOL_VERSION) return 'link-protocol-differs';
  return places.has(hello.place) ? null : 'link-place-unknown';
};

export const attachBridgePeer = (deps: PeerDeps): void => {
  const { socket } = deps;
  const splitter = createLineSplitter(LINE_BYTES_MAX);
  let greeted = false;
  let ended = false;

  const end = (code: StationErrorCode): void => {
    if (ended) return;
    ended = true;
    stopWaiting();
    socket.destroy();
    deps.onEnd(peer, code);
  };
  const send = (message: StationMessage): boolean => {
    if (ended || !socket.writable) return false;
    if (socket.writableLength > UNREAD_BYTES_MAX) {
      end('link-bridge-stuck');
      return false;
    }
    socket.write(`${JSON.stringify(message)}\n`);
    return true;
  };
  const peer: BridgePeer = { send, end };
  const stopWaiting = deps.clock.after(HELLO_WAIT_MS_MAX, () => end('link-hello-missing'));

  const greet = (hello: Hello): void => {
    const fault = greeted ? 'link-message-invalid' : helloFault(hello, deps.places);
    if (fault) {
      end(fault);
      return;
    }
    greeted = true;
    stopWaiting();
    send({ type: 'welcome', protocol: PROTOCOL_VERSION });
    deps.onHello(peer, hello);
  };
  const take = (line: string): void => {
    const message = parse(line);
    if (!message) end('link-message-invalid');
    else if (message.type === 'hello') greet(message);
    else if (greeted) deps.onMessage(peer, message);
    else end('link-hello-missing');
  };

  socket.on('data', (bytes: Buffer) => {
    const { lines, fault } = splitter.push(bytes);
    for (const line of lines) if (!ended) take(line);
    if (fault) end(fault === 'line-too-long' ? 'link-line-too-long' : 'link-message-invalid');
  });
  socket.on('error', () => end('link-closed'));
  socket.on('close', () => end('link-closed'));
};
