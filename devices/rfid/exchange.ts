// One command at a time over a port, for every family of readers: a frame goes out after its gap,
// its reply comes within a limit, and after a reply that did not come the two are brought in step
// again before anything else is asked. Families give the parser.
import type { Clock, Port } from '../driver.ts';
import { RfidError } from './errors.ts';

/** `bytes`: how many of the line it took. Noise is told once, when it ended or grew long. */
export type Parsed<Frame> =
  | { kind: 'frame'; frame: Frame; bytes: number }
  | { kind: 'noise'; bytes: number };

/** Pure and bounded; never throws, whatever comes. */
export type FrameParser<Frame> = {
  push(bytes: Uint8Array): Parsed<Frame>[];
  /** Bytes of a frame begun, or of noise not told yet. */
  held(): number;
  /** Forgets them, after a silence, and says how many they were: the next byte begins a frame. */
  reset(): number;
};

export type Request<Frame> = {
  bytes: Uint8Array;
  /** A silence this long means that nothing comes. */
  limitMs: number;
  /** Tells its own reply from one that came too late for an earlier request. */
  accepts(frame: Frame): boolean;
};

export type Exchange<Frame> = {
  /** Waits for its turn. Rejects with `reader-silent`, `reply-malformed` or `reader-closed`. */
  ask(request: Request<Frame>): Promise<Frame>;
  /** Safe twice; what is under way and what waits rejects with `reader-closed`. */
  close(): void;
};

export type ExchangeOptions<Frame> = {
  port: Port;
  clock: Clock;
  parser: FrameParser<Frame>;
  /** Silence before a frame, and the longest inside one. */
  gapMs: number;
  interByteMs: number;
  /**
   * Asked first after a failure, where replies do not say whose they are: readers answer in order,
   * so once this is answered no older reply can come any more and be taken for that of another tag.
   */
  resync?: Request<Frame>;
  onNoise(bytes: number): void;
};

/** Requests that wait; a pad asks one at a time, so more is a fault of the program. */
export const ASKS_MAX = 16;
/** A reader that dribbles bytes for ever has failed after so many limits. */
const LIMIT_TIMES_MAX = 3;

type Waiting<Frame> = {
  request: Request<Frame>;
  endMs: number;
  heard: boolean;
  settle(result: Frame | RfidError): void;
};

export const createExchange = <Frame>(options: ExchangeOptions<Frame>): Exchange<Frame> => {
  const { port, clock, parser, gapMs, interByteMs, resync, onNoise } = options;
  let waiting: Waiting<Frame> | undefined;
  let turns: Promise<unknown> = Promise.resolve();
  let asks = 0;
  let ended: RfidError | undefined;
  let doubtful = false;
  let trafficMs = Number.NEGATIVE_INFINITY;
  let cancelLimit = () => {};
  let cancelSilence = () => {};
  let endGap = () => {};

  const settle = (result: Frame | RfidError) => {
    const settled = waiting;
    waiting = undefined;
    cancelLimit();
    settled?.settle(result);
  };

  const dropHeld = () => {
    cancelSilence();
    const dropped = parser.reset();
    if (dropped > 0) onNoise(dropped);
  };

  const armLimit = () => {
    if (!waiting) return;
    cancelLimit();
    const { request, endMs } = waiting;
    cancelLimit = clock.after(Math.min(request.limitMs, endMs - clock.upMs()), () => {
      doubtful = true;
      const code = waiting?.heard ? 'reply-malformed' : 'reader-silent';
      dropHeld();
      settle(new RfidError(code, port.name));
    });
  };

  const hear = (bytes: Uint8Array) => {
    trafficMs = clock.upMs();
    cancelSilence();
    if (waiting) waiting.heard = true;
    armLimit();
    for (const parsed of parser.push(bytes)) {
      if (parsed.kind === 'frame' && waiting?.request.accepts(parsed.frame)) settle(parsed.frame);
      else onNoise(parsed.bytes);
    }
    if (parser.held() > 0) cancelSilence = clock.after(interByteMs, dropHeld);
  };

  const shut = (error: RfidError) => {
    if (ended) return;
    ended = error;
    cancelSilence();
    endGap();
    settle(error);
  };

  /** Waits until the line was silent long enough for the reader to see that a frame begins. */
  const gap = (): Promise<void> => {
    const leftMs = trafficMs + gapMs - clock.upMs();
    if (leftMs <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = clock.after(Math.ceil(leftMs), resolve);
      endGap = () => {
        cancel();
        resolve();
      };
    });
  };

  const transact = async (request: Request<Frame>): Promise<Frame> => {
    await gap();
    if (ended) throw ended;
    dropHeld();
    return new Promise((resolve, reject) => {
      const endMs = clock.upMs() + request.limitMs * LIMIT_TIMES_MAX;
      const settleThis = (result: Frame | RfidError) =>
        result instanceof RfidError ? reject(result) : resolve(result);
      const mine: Waiting<Frame> = { request, endMs, heard: false, settle: settleThis };
      waiting = mine;
      armLimit();
      port.write(request.bytes).then(
        () => {
          trafficMs = Math.max(trafficMs, clock.upMs());
          // The limit counts from the last byte out: long writes take their time on a serial line.
          if (waiting === mine) armLimit();
        },
        (cause: unknown) => shut(new RfidError('reader-closed', port.name, { cause })),
      );
    });
  };

  const turn = async (request: Request<Frame>): Promise<Frame> => {
    if (ended) throw ended;
    if (doubtful && resync) await transact(resync);
    doubtful = false;
    return transact(request);
  };

  port.onData((bytes) => {
    if (!ended) hear(bytes);
  });
  port.onClose((why) => shut(new RfidError('reader-closed', why)));

  return {
    ask(request) {
      if (asks >= ASKS_MAX)
        return Promise.reject(new RfidError('driver-misused', 'too much asked'));
      asks++;
      const mine = turns.then(() => turn(request));
      const done = () => {
        asks--;
      };
      turns = mine.then(done, done);
      return mine;
    },
    close: () => shut(new RfidError('reader-closed', port.name)),
  };
};
