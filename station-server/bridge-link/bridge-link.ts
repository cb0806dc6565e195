// The station's end of the socket to its bridges: one bridge a place, a second one takes over, an unknown place is refused
// (firmware-bridge/messages.ts; DESIGN.md "Processes"). Says what comes in; decides nothing.
import { chmodSync, existsSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { BridgeMessage, StationMessage } from '../../firmware-bridge/messages.ts';
import type { Clock } from '../clock.ts';
import { StationError, type StationErrorCode } from '../errors.ts';
import { attachBridgePeer, type BridgePeer, type Hello } from './bridge-peer.ts';

/** Connections at once, with room for those that are being replaced. */
export const CONNECTIONS_MAX = 64;

export type BridgeLinkDeps = {
  /** Path of a Unix socket, or a `\\.\pipe\` name on Windows. */
  socketPath: string;
  places: readonly string[];
  clock: Clock;
  onReady(place: string, hello: Hello): void;
  onMessage(place: string, message: Exclude<BridgeMessage, Hello>): void;
  onAway(place: string, code: StationErrorCode): void;
  /** A connection that never became a bridge. */
  onRefused(code: StationErrorCode): void;
};

export type BridgeLink = {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** False when the place has no bridge now; nothing is kept for later. */
  send(place: string, message: StationMessage): boolean;
  connected(place: string): Hello | null;
};

const isPipe = (path: string): boolean => path.startsWith('\\\\');

/** Resolves true when somebody answers at the socket: a file left by a crash answers nobody. */
const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });

const listen = async (server: Server, path: string): Promise<void> => {
  if (!isPipe(path) && existsSync(path)) {
    if (await answers(path)) throw new StationError('link-address-in-use', { detail: path });
    unlinkSync(path);
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new StationError('link-address-in-use', { cause })));
    server.listen(path, resolve);
  });
  // Whoever may write here scans and reads as this place.
  if (!isPipe(path)) chmodSync(path, 0o600);
};

export const createBridgeLink = (deps: BridgeLinkDeps): BridgeLink => {
  const bridges = new Map<string, { peer: BridgePeer; hello: Hello }>();
  const sockets = new Set<Socket>();
  const places = new Set(deps.places);
  let stopping = false;

  const placeOf = (peer: BridgePeer): string | undefined =>
    [...bridges].find(([, bridge]) => bridge.peer === peer)?.[0];

  const onHello = (peer: BridgePeer, hello: Hello): void => {
    bridges.get(hello.place)?.peer.end('link-replaced');
    bridges.set(hello.place, { peer, hello });
    deps.onReady(hello.place, hello);
  };
  const onEnd = (peer: BridgePeer, code: StationErrorCode): void => {
    // The station hangs up by itself: that is no news, and its store may be closed already.
    if (stopping) return;
    const place = placeOf(peer);
    if (place === undefined) {
      deps.onRefused(code);
      return;
    }
    bridges.delete(place);
    deps.onAway(place, code);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    attachBridgePeer({
      socket,
      clock: deps.clock,
      places,
      onHello,
      onEnd,
      onMessage: (peer, message) => {
        const place = placeOf(peer);
        if (place !== undefined) deps.onMessage(place, message);
      },
    });
  });
  server.maxConnections = CONNECTIONS_MAX;

  return {
    start: () => listen(server, deps.socketPath),
    stop: async () => {
      stopping = true;
      bridges.clear();
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    send: (place, message) => bridges.get(place)?.peer.send(message) ?? false,
    connected: (place) => bridges.get(place)?.hello ?? null,
  };
};
