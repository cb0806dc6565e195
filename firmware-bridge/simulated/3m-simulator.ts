// The far end of a 3M 210/810's line: takes the host's bytes, answers at the pace of line and air.
// Written after the specification (hardware.md 2.3), not after the driver: nothing of the driver's
// is used.
import type { Clock } from '../../devices/driver.ts';
import { createM3Air } from './3m-air.ts';
import { createPacedReplies } from './paced-replies.ts';
import type { RfidField } from './rfid-field.ts';

export type M3PeerOptions = {
  clock: Clock;
  field: RfidField;
  send(bytes: Uint8Array): void;
  /** Start, 8 data, stop at 19200 baud: 0.52 ms a byte. */
  byteMs?: number;
  lacks?: readonly number[];
  /** Whether it answers the greeting in the older frame. */
  knowsOld?: boolean;
};

const BYTE_MS = 10_000 / 19_200;
const WORK_MS = 1;
const FRAME_MS_MAX = 100;
const REQUEST_BYTES_MAX = 512;
const NEW = 0xd6;
const OLD = 0xd5;

/** CCITT, table of nibbles: the remainder of each upper four bits. */
const NIBBLES = [
  0x0000, 0x1021, 0x2042, 0x3063, 0x4084, 0x50a5, 0x60c6, 0x70e7, 0x8108, 0x9129, 0xa14a, 0xb16b,
  0xc18c, 0xd1ad, 0xe1ce, 0xf1ef,
];

const check = (bytes: readonly number[]): number => {
  let register = 0xffff;
  for (const byte of bytes)
    for (const nibble of [byte >> 4, byte & 0x0f])
      register = ((register << 4) & 0xffff) ^ NIBBLES[(register >> 12) ^ nibble]!;
  return 0xffff - register;
};

const framed = (start: number, body: readonly number[]): number[] => {
  const counted = [(body.length + 2) >> 8, (body.length + 2) & 0xff, ...body];
  const sum = check(counted);
  return [start, ...counted, sum >> 8, sum & 0xff];
};

export const createM3Peer = (options: M3PeerOptions) => {
  const { clock, field, send, byteMs = BYTE_MS, lacks = [], knowsOld = true } = options;
  const air = createM3Air({ field, lacks });
  const replies = createPacedReplies({ clock, byteMs, send });
  let heard: number[] = [];
  let heardMs = Number.NEGATIVE_INFINITY;
  const seen = { requests: 0, whileBusy: 0, unreadable: 0 };

  const serve = (frame: number[]): void => {
    const [start] = frame;
    const body = frame.slice(3, -2);
    const sum = check(frame.slice(1, -2));
    if (frame.at(-2) !== sum >> 8 || frame.at(-1) !== (sum & 0xff)) {
      seen.unreadable++;
      return;
    }
    // 1: "The reader will ignore a command sent while it is processing another command."
    if (replies.busy()) {
      seen.whileBusy++;
      return;
    }
    seen.requests++;
    if (start === OLD) {
      const greeting = [0x04, 0x00, 0x11];
      if (knowsOld && String(body) === String(greeting))
        replies.reply(framed(OLD, [...greeting, 0x0a, 5, 0, 2]), frame.length, WORK_MS);
      return;
    }
    const [command = 0, ...given] = body;
    const { error, fields = [], airMs = 0 } = air(command, Uint8Array.from(given));
    replies.reply(framed(NEW, [command, error, ...fields]), frame.length, WORK_MS + airMs);
  };

  const take = (byte: number): void => {
    heard.push(byte);
    if (heard[0] !== NEW && heard[0] !== OLD) heard = [];
    if (heard.length < 3) return;
    const length = 3 + heard[1]! * 256 + heard[2]!;
    if (length < 6 || length > REQUEST_BYTES_MAX) heard = [];
    if (heard.length === 0 || heard.length < length) return;
    const frame = heard;
    heard = [];
    serve(frame);
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
    },
    ...replies.faults,
    /** Frames understood, sent while it was busy, with a wrong check value. */
    seen: (): Readonly<typeof seen> => seen,
  };
};
export type M3Peer = ReturnType<typeof createM3Peer>;
