// Requests to the board and their answers (hardware.md 5.1): one at a time, sent again with the same seq while no answer comes, so
// that a lost answer never makes the board do it twice. Everything happens in the call or the timer that causes it.
import type { Clock, Port } from '../driver.ts';
import { type BoardFrame, createBoardFrameReader, encodeBoardFrame } from './board-frame.ts';
import {
  type BoardEvent,
  type BoardHello,
  helloPayload,
  nakName,
  PROTOCOL_MAJOR,
  PROTOCOL_MINOR,
  parseEvents,
  parseHello,
  type RequestType,
  TYPE,
  versionOfHello,
} from './board-messages.ts';
import { BoardError } from './errors.ts';

/** How often a request is sent before the board counts as silent. */
export const REQUEST_TRIES = 3;
/** Requests that wait; a reader of tags and a person at the kiosk make a few. */
export const WAITING_MAX = 32;
/** A whole frame takes 22 ms at 115200 baud: half a one this old gets no other half. */
export const HALF_FRAME_MS = 100;
const HOST_NAME = 'kitap';

export type BoardLinkOptions = {
  port: Port;
  clock: Clock;
  replyTimeoutMs: number;
  on: {
    events(events: BoardEvent[]): void;
    /** The board began anew, or forgot this host after a silence: it must be greeted again. */
    forgotten(): void;
    noise(bytes: number): void;
  };
};

export type BoardLink = {
  open(): void;
  /** Rejects with `board-other-major`, `not-a-board`, `board-silent`. */
  greet(): Promise<BoardHello>;
  /** The answer without the request's type. Rejects with a BoardError. */
  request(type: RequestType, payload: Uint8Array): Promise<Uint8Array>;
  /** Safe twice; what waits is rejected with `board-closed`. */
  close(): void;
};

type Job = {
  type: RequestType;
  payload: Uint8Array;
  resolve(answer: Uint8Array): void;
  reject(error: BoardError): void;
};

const refusal = (code: number, type: number): BoardError => {
  const name = nakName(code);
  const told = name === 'unknown' ? `code ${code}` : name;
  return new BoardError('board-refused', `${told} (request ${type})`, name);
};

const otherMajor = (answer: Uint8Array): BoardError => {
  const hello = parseHello(answer);
  const version = versionOfHello(answer);
  if (!version) return new BoardError('not-a-board');
  const board = `${version.major}.${version.minor}`;
  const firmware = hello && version.major === PROTOCOL_MAJOR ? `, firmware ${hello.firmware}` : '';
  return new BoardError(
    'board-other-major',
    `the board speaks ${board}${firmware}, this program ${PROTOCOL_MAJOR}.${PROTOCOL_MINOR}`,
  );
};

export const createBoardLink = (options: BoardLinkOptions): BoardLink => {
  const { port, clock, replyTimeoutMs, on } = options;
  const waiting: Job[] = [];
  let current: { job: Job; seq: number; line: Uint8Array; tries: number } | undefined;
  let cancelTimer = () => {};
  let cancelHalf = () => {};
  let life: 'new' | 'open' | 'closed' = 'new';
  /** A host that was started anew does not count from where the one before it did. */
  let seq = clock.upMs() & 0xff;

  const send = () => {
    const sending = current;
    if (!sending) return;
    sending.tries++;
    // A refused write is a port that is gone or stuck: the same as no answer.
    port.write(sending.line).catch(() => {});
    if (current === sending) cancelTimer = clock.after(replyTimeoutMs, giveUpOrRepeat);
  };

  const giveUpOrRepeat = () => {
    if (!current) return;
    if (current.tries < REQUEST_TRIES) send();
    else settle((job) => job.reject(new BoardError('board-silent', port.name)));
  };

  const next = () => {
    const job = current ? undefined : waiting.shift();
    if (!job) return;
    seq = (seq + 1) & 0xff;
    const { type, payload } = job;
    current = { job, seq, line: encodeBoardFrame({ type, seq, payload }), tries: 0 };
    send();
  };

  const settle = (end: (job: Job) => void) => {
    const job = current?.job;
    current = undefined;
    cancelTimer();
    if (job) end(job);
    if (life === 'open') next();
  };

  /** Answers to requests that were given up come late: seq and type tell them from the awaited one. */
  const answered = ({ type, seq: answeredSeq, payload }: BoardFrame) => {
    if (!current || answeredSeq !== current.seq || payload[0] !== current.job.type) return;
    if (type === TYPE.ack) {
      settle((job) => job.resolve(payload.subarray(1)));
      return;
    }
    const code = payload[1] ?? 0;
    const error =
      nakName(code) === 'other-major'
        ? otherMajor(payload.subarray(2))
        : refusal(code, payload[0]!);
    settle((job) => job.reject(error));
    if (error.nak === 'hello-first') on.forgotten();
  };

  const reader = createBoardFrameReader({
    noise: on.noise,
    frame: (frame) => {
      if (life !== 'open') return;
      if (frame.type === TYPE.ack || frame.type === TYPE.nak) answered(frame);
      else if (frame.type === TYPE.event) {
        const events = parseEvents(frame.payload);
        if (events) on.events(events);
      } else if (frame.type === TYPE.booted && current?.job.type !== TYPE.hello) on.forgotten();
    },
  });

  const request = (type: RequestType, payload: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      if (life !== 'open') reject(new BoardError('board-closed'));
      else if (waiting.length >= WAITING_MAX) reject(new BoardError('board-busy'));
      else {
        const job = { type, payload, resolve, reject };
        // Nothing else is heard before the greeting.
        if (type === TYPE.hello) waiting.unshift(job);
        else waiting.push(job);
        next();
      }
    });

  const close = () => {
    life = 'closed';
    cancelTimer();
    cancelHalf();
    const jobs = [...(current ? [current.job] : []), ...waiting.splice(0)];
    current = undefined;
    for (const job of jobs) job.reject(new BoardError('board-closed'));
  };

  return {
    open() {
      if (life !== 'new') return;
      life = 'open';
      port.onClose(close);
      port.onData((bytes) => {
        if (life !== 'open') return;
        cancelHalf();
        reader.push(bytes);
        if (life === 'open' && reader.held > 0)
          cancelHalf = clock.after(HALF_FRAME_MS, reader.drop);
      });
    },
    async greet() {
      const answer = await request(TYPE.hello, helloPayload(HOST_NAME));
      const version = versionOfHello(answer);
      if (!version) throw new BoardError('not-a-board');
      if (version.major !== PROTOCOL_MAJOR) throw otherMajor(answer);
      const hello = parseHello(answer);
      if (!hello) throw new BoardError('reply-malformed', 'HELLO');
      return hello;
    },
    request,
    close,
  };
};
