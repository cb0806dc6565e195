// What a technician asks of a kiosk board before it goes into service: who are you, how do your sensors stand, move this output. On
// an open port, without a station; the words are those of devices/board.
import { createBoardLink } from '../devices/board/board-link.ts';
import {
  type BoardHello,
  outputPayload,
  parseInputs,
  parseOutput,
  TYPE,
} from '../devices/board/board-messages.ts';
import { BoardError } from '../devices/board/errors.ts';
import type { Clock } from '../devices/driver.ts';
import type { OpenedPort } from './ports/port-listeners.ts';

/** A board that is just starting, behind an adapter that resets it when it is opened, needs a moment. */
const REPLY_TIMEOUT_MS = 1_000;

export type BoardReport = BoardHello & {
  /** State of each input, and how often it went on since the board has power. */
  inputStates: { on: boolean; times: number }[];
  /** What the board granted of a pulse that was asked for. */
  pulsed: { output: number; ms: number } | null;
};

/** Rejects with a BoardError, which says what to do; closes nothing, the port is the caller's. */
export const checkBoard = async (
  port: OpenedPort,
  clock: Clock,
  pulse?: { output: number; ms: number },
): Promise<BoardReport> => {
  const link = createBoardLink({
    port,
    clock,
    replyTimeoutMs: REPLY_TIMEOUT_MS,
    on: { events: () => {}, forgotten: () => {}, noise: () => {} },
  });
  link.open();
  try {
    const hello = await link.greet();
    const inputStates = parseInputs(await link.request(TYPE.inputs, new Uint8Array()));
    if (!inputStates) throw new BoardError('reply-malformed', 'inputs');
    if (!pulse) return { ...hello, inputStates, pulsed: null };
    const answer = await link.request(TYPE.output, outputPayload(pulse.output, pulse.ms));
    const granted = parseOutput(answer);
    if (!granted) throw new BoardError('reply-malformed', 'output');
    const pulsed = { output: granted.output, ms: granted.grantedMs };
    return { ...hello, inputStates, pulsed };
  } finally {
    link.close();
  }
};
