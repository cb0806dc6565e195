// The C board as a real process: its line on stdin and stdout or on a terminal, and the world (time, pins, SPI) on a control channel
// that the test holds (firmware-bridge/firmware/host/hal_host.c).
import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import {
  type BoardFrame,
  createBoardFrameReader,
  encodeBoardFrame,
} from '../../../devices/board/board-frame.ts';
import { helloPayload, TYPE } from '../../../devices/board/board-messages.ts';
import type { Port } from '../../../devices/driver.ts';
import { until } from '../until.ts';

export const PIN = { led: 0, buzzer: 2, relay: 3, lock: 4, flap: 5, status: 6 } as const;
export const SENSOR = { presence: 8, flap: 9, counter: 10, contact: 11 } as const;

export type BoardProcess = {
  /** Levels of the pins that the board has set. */
  readonly pins: ReadonlyMap<number, boolean>;
  /** All frames that the board sent. */
  readonly frames: BoardFrame[];
  readonly noise: number;
  /** Moves the board's clock to so many milliseconds after its start, and waits until it has lived through it. */
  time(ms: number): Promise<void>;
  pin(pin: number, on: boolean): Promise<void>;
  /** The line takes nothing more from the board, or takes it again. */
  jam(jammed: boolean): Promise<void>;
  send(bytes: Uint8Array): void;
  /** Sends a request and waits for the answer of its seq; `expect` frames more than before. */
  ask(type: number, seq: number, payload?: Uint8Array): Promise<BoardFrame>;
  hello(seq?: number): Promise<BoardFrame>;
  /** The same line as a driver's port. */
  port: Port;
  /** What the board said on stderr: a sanitizer speaks there. */
  readonly complaints: string;
  stop(): Promise<void>;
};

export type BoardProcessOptions = {
  program: string;
  /** A terminal instead of stdin and stdout. */
  terminal?: string;
  clock?: 'control' | 'real';
  /** Answers one SPI transfer. */
  spi?(sent: Uint8Array): Uint8Array;
  spiReset?(level: boolean): void;
};

export const startBoard = async (options: BoardProcessOptions): Promise<BoardProcess> => {
  const { program, terminal, clock = 'control' } = options;
  const line = terminal === undefined ? [] : ['--serial', terminal];
  const child: ChildProcess = spawn(program, [...line, '--control', '3', '--clock', clock], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const control = child.stdio[3] as Duplex;
  const pins = new Map<number, boolean>();
  const frames: BoardFrame[] = [];
  let noise = 0;
  let complaints = '';
  let livedMs = -1;
  let atMs = 0;
  let onData: (bytes: Uint8Array) => void = () => {};
  let onClose: (why: string) => void = () => {};
  let exited = false;
  const reader = createBoardFrameReader({
    frame: (frame) => frames.push(frame),
    noise: (bytes) => {
      noise += bytes;
    },
  });
  child.stdout!.on('data', (bytes: Buffer) => {
    reader.push(bytes);
    onData(bytes);
  });
  child.stderr!.on('data', (text: Buffer) => {
    complaints += text.toString();
  });
  child.once('exit', () => {
    exited = true;
    onClose('the board ended');
  });
  // A board that ended takes no more; the test sees it by `exited`.
  for (const stream of [child.stdin!, control]) stream.on('error', () => {});

  const told = (text: string) => {
    const [word, first, second] = text.split(' ');
    if (word === 'pin') pins.set(Number(first), second === '1');
    else if (word === 'time') livedMs = Number(first);
    else if (word === 'reset') options.spiReset?.(first === '1');
    else if (word === 'spi') {
      const sent = Uint8Array.from(Buffer.from(first!, 'hex'));
      const answer = options.spi?.(sent) ?? new Uint8Array(sent.length);
      control.write(`spi ${Buffer.from(answer).toString('hex')}\n`);
    }
  };
  let text = '';
  control.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1');
    const lines = text.split('\n');
    text = lines.pop()!;
    for (const one of lines) told(one);
  });

  const write = (bytes: Uint8Array) => child.stdin!.write(bytes);
  const time = async (ms: number) => {
    atMs = ms;
    control.write(`time ${ms}\n`);
    await until(`the board to live to ${ms} ms`, () => livedMs === ms || exited);
    if (exited) throw new Error(`the board ended: ${complaints}`);
  };
  /** A line of the same time again is a step, and its echo proves that what was sent before was seen. */
  const settled = async () => {
    livedMs = -1;
    await time(atMs);
  };
  const ask = async (type: number, seq: number, payload: Uint8Array = new Uint8Array()) => {
    const before = frames.length;
    write(encodeBoardFrame({ type, seq, payload }));
    const answer = () =>
      frames
        .slice(before)
        .find((frame) => frame.seq === seq && (frame.type === TYPE.ack || frame.type === TYPE.nak));
    await until(`the answer to request ${type}`, () => answer() !== undefined || exited);
    const found = answer();
    if (!found) throw new Error(`the board ended: ${complaints}`);
    // Pins come on another channel than the answer.
    if (clock === 'control') await settled();
    return found;
  };
  await until('the board to set its pins', () => pins.has(PIN.status) || exited);
  return {
    pins,
    frames,
    get noise() {
      return noise;
    },
    time,
    async pin(pin, on) {
      control.write(`pin ${pin} ${on ? 1 : 0}\n`);
      if (clock === 'control') await settled();
    },
    async jam(jammed) {
      control.write(`jam ${jammed ? 1 : 0}\n`);
      await settled();
    },
    send: write,
    ask,
    hello: (seq = 0) => ask(TYPE.hello, seq, helloPayload('test')),
    port: {
      name: 'board process',
      write: async (bytes) => {
        if (exited) throw new Error('the board ended');
        write(bytes);
      },
      onData: (listener) => {
        onData = listener;
      },
      onClose: (listener) => {
        onClose = listener;
      },
      close: async () => {},
    },
    get complaints() {
      return complaints;
    },
    async stop() {
      if (exited) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin!.end();
      control.end();
      await ended;
    },
  };
};
