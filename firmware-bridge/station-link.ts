// The bridge's end of the line to the station: connects, greets, validates what comes, sends what
// waits, and connects again by itself for as long as the bridge runs (messages.ts says what stands
// on a line). A line that breaks the contract ends the connection with its reason; that is the
// boundary where failures of the other side are caught.
import { connect, type Socket } from 'node:net';
import { Ajv } from 'ajv';
import type { Clock } from '../devices/driver.ts';
import { createBackOff } from './back-off.ts';
import { BridgeError, whyOf } from './errors.ts';
import { createLineReader } from './line-reader.ts';
import {
  type BridgeMessage,
  LINE_BYTES_MAX,
  PROTOCOL_VERSION,
  StationMessage,
} from './messages.ts';
import { createOutgoingQueue, type Queued } from './outgoing-queue.ts';

export const BACK_OFF_MS_FIRST = 100;
export const BACK_OFF_MS_MAX = 5_000;
export const WELCOME_LIMIT_MS = 5_000;
/**
 * sun_path of Linux holds 108 bytes with its end; longer ones are cut off silently and meet the
 * wrong socket.
 */
export const SOCKET_PATH_BYTES_MAX = 107;

export type LinkProblem = { code: string; why: string };

export type StationLinkDeps = {
  /** Unix socket, or `\\.\pipe\name` on Windows. */
  socketPath: string;
  clock: Clock;
  /** Made anew for each connection. */
  hello(): Extract<BridgeMessage, { type: 'hello' }>;
  onMessage(message: Exclude<StationMessage, { type: 'welcome' }>): void;
  /** True when greeted and welcomed, false when that connection ended. */
  onLinked?(linked: boolean): void;
  /** Why a connection was refused, ended or never made; told once for each change of reason. */
  onProblem?(problem: LinkProblem): void;
};

export type StationLink = {
  start(): void;
  stop(): Promise<void>;
  /**
   * Sends now, or keeps it (bounded) until the link is there. `lastByteUpMs` dates a scan by the
   * clock's `upMs`.
   */
  send(message: BridgeMessage, lastByteUpMs?: number): void;
  linked(): boolean;
  /** Messages waiting, and messages given up for lack of room. */
  backlog(): { waiting: number; dropped: number };
};

// The schema is our own: it is not held against the schema of schemas at every start.
const ajv = new Ajv({ strict: false, meta: false, validateSchema: false });
const fits = ajv.compile<StationMessage>(StationMessage);

/** Throws `line-malformed`, without the content: it may name a patron. */
export const parseStationLine = (line: string): StationMessage => {
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch (failure) {
    throw new BridgeError('line-malformed', 'not JSON', failure);
  }
  if (fits(message)) return message;
  const type = (message as { type?: unknown } | null)?.type;
  throw new BridgeError('line-malformed', `type ${String(type).slice(0, 32)}`);
};

const checkPath = (path: string) => {
  const bytes = Buffer.byteLength(path);
  if (process.platform !== 'win32' && bytes > SOCKET_PATH_BYTES_MAX)
    throw new BridgeError('socket-path-too-long', `${bytes} bytes: ${path}`);
};

/** Throws `socket-path-too-long`. */
export const createStationLink = (deps: StationLinkDeps): StationLink => {
  const { socketPath, clock } = deps;
  checkPath(socketPath);
  const queue = createOutgoingQueue();
  const backOff = createBackOff(BACK_OFF_MS_FIRST, BACK_OFF_MS_MAX);
  let socket: Socket | undefined;
  let welcomed = false;
  let started = false;
  let stopping = false;
  let lastProblem = '';
  let cancelTimer = () => {};
  let ended: (() => void) | undefined;

  const tellProblem = (failure: unknown) => {
    const code = failure instanceof BridgeError ? failure.code : 'port-missing';
    const problem = { code, why: whyOf(failure) };
    if (lastProblem === problem.why) return;
    lastProblem = problem.why;
    deps.onProblem?.(problem);
  };

  const lineOf = ({ message, lastByteUpMs }: Queued): string => {
    if (message.type !== 'barcode-read' || lastByteUpMs === undefined)
      return `${JSON.stringify(message)}\n`;
    const ageMs = Math.max(0, clock.upMs() - lastByteUpMs);
    return `${JSON.stringify({ ...message, ageMs })}\n`;
  };

  const flush = () => {
    // Stops when the system's buffer is full: what waits here can still be dropped in order, what
    // waits there cannot.
    while (socket && welcomed && !socket.writableNeedDrain) {
      const next = queue.shift();
      if (!next) return;
      const line = lineOf(next);
      if (Buffer.byteLength(line) <= LINE_BYTES_MAX) socket.write(line);
      else tellProblem(new BridgeError('line-too-long', `ours, type ${next.message.type}`));
    }
  };

  const take = (message: StationMessage) => {
    if (message.type !== 'welcome') {
      // Before the greeting is answered nothing is asked of us.
      if (!welcomed) throw new BridgeError('line-malformed', `${message.type} before welcome`);
      deps.onMessage(message);
      return;
    }
    if (message.protocol !== PROTOCOL_VERSION)
      throw new BridgeError(
        'protocol-mismatch',
        `station ${message.protocol}, bridge ${PROTOCOL_VERSION}`,
      );
    if (welcomed) return;
    cancelTimer();
    welcomed = true;
    lastProblem = '';
    backOff.reset();
    deps.onLinked?.(true);
    flush();
  };

  const dial = () => {
    const line = connect(socketPath);
    socket = line;
    const giveUp = (failure: unknown) => {
      tellProblem(failure);
      line.destroy();
    };
    const read = createLineReader(LINE_BYTES_MAX, (text) => {
      if (!line.destroyed) take(parseStationLine(text));
    });
    line.on('connect', () => {
      queue.forgetDeviceStates();
      line.write(`${JSON.stringify(deps.hello())}\n`);
      cancelTimer = clock.after(WELCOME_LIMIT_MS, () => giveUp(new BridgeError('welcome-timeout')));
    });
    line.on('data', (bytes: Buffer) => {
      try {
        read(bytes);
      } catch (failure) {
        // A fault of ours is not the station's: only what the contract names ends the connection.
        if (!(failure instanceof BridgeError)) throw failure;
        giveUp(failure);
      }
    });
    line.on('drain', flush);
    line.on('error', tellProblem);
    line.on('close', () => {
      cancelTimer();
      const was = welcomed;
      welcomed = false;
      socket = undefined;
      if (was) deps.onLinked?.(false);
      if (stopping) ended?.();
      else cancelTimer = clock.after(backOff.nextMs(), dial);
    });
  };

  return {
    start() {
      if (started) throw new BridgeError('already-started', 'station link');
      started = true;
      dial();
    },
    async stop() {
      if (stopping) return;
      stopping = true;
      cancelTimer();
      if (!socket) return;
      const line = socket;
      await new Promise<void>((resolve) => {
        ended = resolve;
        // What the station was told last (states, the end of a job) is still written, within a
        // limit.
        if (line.connecting) line.destroy();
        else line.end();
        cancelTimer = clock.after(WELCOME_LIMIT_MS, () => line.destroy());
      });
    },
    send(message, lastByteUpMs) {
      queue.push({ message, lastByteUpMs });
      flush();
    },
    linked: () => welcomed,
    backlog: () => ({ waiting: queue.size, dropped: queue.dropped }),
  };
};
