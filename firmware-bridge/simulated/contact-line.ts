// The line between a driver and a simulated relay or locker board: collects what the driver sends, answers after the time that a
// board needs and at the pace of the line, and does what lines do wrong, as often as it was planted.
import type { Clock } from '../../devices/driver.ts';
import { noisePieces } from './noise.ts';
import { createSimulatedPlug, type SimulatedPlug } from './simulated-plug.ts';

/**
 * `no-answer`: the command is carried out and nothing comes back. `not-heard`: not even that. `bad-check`: one bit of the answer is
 * wrong. `wrong-unit`: another board answers, with a sound check value. `wrong-echo`: a write is confirmed with another value.
 * `noise`: bytes of nobody before the answer. `late`: the answer comes so late that nobody waits any more.
 */
export type LineFault =
  | 'no-answer'
  | 'not-heard'
  | 'bad-check'
  | 'wrong-unit'
  | 'wrong-echo'
  | 'noise'
  | 'late';

/** What a board makes of the bytes so far: the length of a whole command, or how many bytes of nothing to drop. */
export type Heard = { kind: 'more' } | { kind: 'drop' | 'command'; bytes: number };

export type ContactBoard = {
  look(bytes: Uint8Array): Heard;
  /** The answer, null where this board keeps silent. `fault`: the two that need to know the frame. */
  carryOut(command: Uint8Array, fault: 'wrong-unit' | 'wrong-echo' | null): Uint8Array | null;
};

const TURN_MS = 4;
/** Longer than any profile waits. */
const LATE_MS = 450;
const PIECE_BYTES = 8;
const NOISE_BYTES = 5;
const COMMAND_BYTES_MAX = 64;

export type ContactLine = Pick<SimulatedPlug, 'source' | 'plug' | 'unplug'> & {
  fault(fault: LineFault, times?: number): void;
  /** Bytes of nobody, now. */
  noise(bytes: number): boolean;
};

export const createContactLine = (options: {
  name: string;
  clock: Clock;
  baudRate: number;
  board: ContactBoard;
}): ContactLine => {
  const { name, clock, baudRate, board } = options;
  const planted: { fault: LineFault; times: number }[] = [];
  let held = new Uint8Array(0);
  const gapMs = Math.ceil((PIECE_BYTES * 10_000) / baudRate);

  const nextFault = (): LineFault | null => {
    const [first] = planted;
    if (!first) return null;
    if (--first.times <= 0) planted.shift();
    return first.fault;
  };
  const answer = (bytes: Uint8Array, fault: LineFault | null): void => {
    const sent = Uint8Array.from(bytes);
    if (fault === 'bad-check') sent[sent.length - 1] = (sent.at(-1) ?? 0) ^ 0x10;
    const pieces = fault === 'noise' ? [...noisePieces(NOISE_BYTES, NOISE_BYTES)] : [];
    for (let at = 0; at < sent.length; at += PIECE_BYTES)
      pieces.push(sent.subarray(at, at + PIECE_BYTES));
    clock.after(fault === 'late' ? LATE_MS : TURN_MS, () => plug.send(pieces, gapMs));
  };
  const carryOut = (command: Uint8Array): void => {
    const fault = nextFault();
    if (fault === 'not-heard') return;
    const known = fault === 'wrong-unit' || fault === 'wrong-echo' ? fault : null;
    const told = board.carryOut(command, known);
    if (told && fault !== 'no-answer') answer(told, fault);
  };
  const hear = (bytes: Uint8Array): void => {
    held = Uint8Array.from([...held, ...bytes].slice(-COMMAND_BYTES_MAX));
    for (let heard = board.look(held); heard.kind !== 'more'; heard = board.look(held)) {
      const command = held.slice(0, heard.bytes);
      held = held.slice(heard.bytes);
      if (heard.kind === 'command') carryOut(command);
    }
  };
  const plug = createSimulatedPlug({ name, clock, onCommand: hear });

  return {
    source: plug.source,
    plug: plug.plug,
    unplug() {
      held = new Uint8Array(0);
      plug.unplug();
    },
    fault: (fault, times = 1) => {
      planted.push({ fault, times });
    },
    noise: (bytes) => plug.send(noisePieces(bytes, PIECE_BYTES), 1),
  };
};
