// The far end of an RL866's line: takes the host's bytes, keeps the sequence bit, answers at the
// pace of line and air. Written after the protocol (hardware.md 2.2), not after the driver: nothing
// of the driver's is used.
import type { Clock } from '../../devices/driver.ts';
import { createPacedReplies } from './paced-replies.ts';
import type { RfidField } from './rfid-field.ts';
import { createRl866Air } from './rl866-air.ts';

export type Rl866PeerOptions = {
  clock: Clock;
  field: RfidField;
  send(bytes: Uint8Array): void;
  /** Start, 8 data, parity, stop at 38400 baud: 0.286 ms a byte. */
  byteMs?: number;
  storeTags?: number;
  singleBlocksOnly?: boolean;
  /** Information bytes of one frame; a longer answer goes out in a chain. */
  infBytesMax?: number;
};

const BYTE_MS = 11_000 / 38_400;
const READER_ID = 0x01;
const INF_BYTES_MAX = 250;
/** A frame that stands still so long is given up. */
const FRAME_MS_MAX = 50;
/** The reader's own part of every command. */
const WORK_MS = 1;
const WRONG_CHECKSUM = 0x0101;
const WRONG_SEQUENCE = 0x0104;
const WRONG_BLOCK = 0x0106;

const check = (bytes: readonly number[]): number => {
  let register = 0xffff;
  for (const byte of bytes)
    for (let bit = 0; bit < 8; bit++) {
      const feedback = (register & 1) !== ((byte >> bit) & 1);
      register >>= 1;
      if (feedback) register ^= 0x8408;
    }
  return register;
};

const framed = (pcb: number, inf: readonly number[]): number[] => {
  const counted = [5 + inf.length, READER_ID, pcb, ...inf];
  const sum = check(counted);
  return [0xfa, ...counted, sum & 0xff, sum >> 8];
};

export const createRl866Peer = (options: Rl866PeerOptions) => {
  const { clock, field, send, byteMs = BYTE_MS, infBytesMax = INF_BYTES_MAX } = options;
  const { storeTags = 16, singleBlocksOnly = false } = options;
  const air = createRl866Air({ field, storeTags, singleBlocksOnly });
  const replies = createPacedReplies({ clock, byteMs, send });
  let heard: number[] = [];
  let heardMs = Number.NEGATIVE_INFINITY;
  let expected = 0;
  const seen = { requests: 0, resyncs: 0, refused: 0 };

  const chained = (pcb: number, inf: number[]): number[] => {
    const parts: number[][] = [];
    for (let at = 0; at < inf.length; at += infBytesMax)
      parts.push(inf.slice(at, at + infBytesMax));
    return parts.flatMap((part, nth) => framed(nth < parts.length - 1 ? pcb | 0x20 : pcb, part));
  };

  const refuse = (pcb: number, command: number, status: number): void => {
    seen.refused++;
    const answer = [command, status & 0xff, status >> 8];
    replies.reply(framed(pcb & 0x40, answer), heard.length, WORK_MS);
  };

  const resync = (requestBytes: number): void => {
    seen.resyncs++;
    expected = 0;
    replies.reply(framed(0xe0, []), requestBytes, WORK_MS);
  };

  const carryOut = (frame: number[], pcb: number, command: number): void => {
    expected ^= 0x40;
    seen.requests++;
    const given = Uint8Array.from(frame.slice(5, -2));
    const { status, fields = [], airMs = 0 } = air.answer(command, given);
    const inf = [command, status & 0xff, status >> 8, ...fields];
    replies.reply(chained(pcb, inf), frame.length, WORK_MS + airMs);
  };

  const serve = (frame: number[]): void => {
    const [, , rid, pcb = 0, command = 0] = frame;
    if (rid !== 0xff && rid !== READER_ID) return;
    const sum = check(frame.slice(1, -2));
    const good = frame.at(-2) === (sum & 0xff) && frame.at(-1) === sum >> 8;
    if (!good) refuse(pcb, command, WRONG_CHECKSUM);
    else if (pcb === 0xc0) resync(frame.length);
    else if ((pcb & 0xbf) !== 0 || frame.length < 7) refuse(pcb, command, WRONG_BLOCK);
    else if (pcb !== expected) refuse(pcb, command, WRONG_SEQUENCE);
    else carryOut(frame, pcb, command);
  };

  const take = (byte: number): void => {
    heard.push(byte);
    if (heard[0] !== 0xfa || (heard.length === 2 && byte < 5)) {
      heard = [];
      return;
    }
    if (heard.length < 2 || heard.length < 1 + heard[1]!) return;
    const frame = heard;
    serve(frame);
    heard = [];
  };

  return {
    hear(bytes: Uint8Array): void {
      if (clock.upMs() - heardMs > FRAME_MS_MAX) heard = [];
      heardMs = clock.upMs();
      for (const byte of bytes) take(byte);
    },
    cut(): void {
      replies.cut();
      heard = [];
      expected = 0;
    },
    ...replies.faults,
    /** As after a reset of the reader alone: the next command comes with the wrong bit. */
    loseSequence: (): void => {
      expected ^= 0x40;
    },
    handles: air.handles,
    /** As after another program gave them all back. */
    forgetHandles: air.forgetHandles,
    /** Commands carried out, resynchronisations, frames refused. */
    seen: (): Readonly<typeof seen> => seen,
  };
};
export type Rl866Peer = ReturnType<typeof createRl866Peer>;
