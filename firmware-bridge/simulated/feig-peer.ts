// The far end of a FEIG reader's line: takes the host's bytes, answers in the same kind of frame,
// at the pace of the line and of the air. Written after the system manual (H60301-3e, chapter 1 and
// annex D), not after the driver: nothing of the driver's is used.
import type { Clock } from '../../devices/driver.ts';
import { createFeigAir, type FeigAnswer } from './feig-air.ts';
import type { RfidField } from './rfid-field.ts';

export type FeigPeerOptions = {
  clock: Clock;
  field: RfidField;
  /** Bytes back to the host. */
  send(bytes: Uint8Array): void;
  /** Start, 8 data, parity, stop at 38400 baud: 0.286 ms a byte. 0 on a network or USB line. */
  byteMs?: number;
  replyBytesMax?: number;
  onlyNewTags?: boolean;
  moreBit?: number;
  /** Longer where a test reads the line byte by byte on a busy machine. */
  interByteMs?: number;
  /** Old readers know no advanced frames. */
  standardOnly?: boolean;
};

export const SERIAL_BYTE_MS = 11_000 / 38_400;
/** Silence that ends a frame begun, and the one before a frame (1: "inter-character", "gap"). */
const INTER_BYTE_MS = 12;
const GAP_MS = 5;
/** A serial adapter hands over what came in so many bytes. */
const PIECE_BYTES = 8;
const REQUEST_BYTES_MAX = 280;

const checkOf = (bytes: readonly number[]): number => {
  let check = 0xffff;
  for (const byte of bytes)
    for (let bit = 0; bit < 8; bit++) {
      const odd = (check ^ (byte >> bit)) & 1;
      check = (check >> 1) ^ (odd ? 0x8408 : 0);
    }
  return check;
};

const framed = (advanced: boolean, body: readonly number[]): number[] => {
  const length = body.length + (advanced ? 5 : 3);
  const start = advanced ? [0x02, length >> 8, length & 0xff] : [length];
  const check = checkOf([...start, ...body]);
  return [...start, ...body, check & 0xff, check >> 8];
};

export type FeigPeer = ReturnType<typeof createFeigPeer>;

export const createFeigPeer = (options: FeigPeerOptions) => {
  const { clock, field, send, byteMs = SERIAL_BYTE_MS, replyBytesMax = 280 } = options;
  const { onlyNewTags = false, moreBit = 0x80, standardOnly = false } = options;
  const { interByteMs = INTER_BYTE_MS } = options;
  const air = createFeigAir({ field, replyBytesMax, onlyNewTags, moreBit });
  let heard: number[] = [];
  let heardMs = Number.NEGATIVE_INFINITY;
  let freeMs = Number.NEGATIVE_INFINITY;
  let scanMode = false;
  let mute = 0;
  let spoil = 0;
  let lateMs = 0;
  let timers = new Set<() => void>();
  const faults = { tooSoon: 0, whileBusy: 0, unreadable: 0 };
  let requests = 0;

  const later = (delayMs: number, call: () => void) => {
    const cancel = clock.after(delayMs, () => {
      timers.delete(cancel);
      call();
    });
    timers.add(cancel);
  };

  const answer = (command: number, data: Uint8Array): FeigAnswer => {
    if (command === 0x65) return { status: 0, data: [3, 3, 0, 0x44, 0x53, 0x0d, 0x30] };
    if (command === 0x66) {
      if (data.length !== 1) return { status: 0x81 };
      const sizes = [REQUEST_BYTES_MAX, replyBytesMax].flatMap((size) => [size >> 8, size & 0xff]);
      return { status: 0, data: [3, 3, 0, 0x44, 0x53, 0x0d, 0x30, ...sizes] };
    }
    if (command === 0x69) return air.reset();
    if (command !== 0xb0 && command !== 0xb1) return { status: 0x80 };
    // 6.1, notes: not available while scan mode is active.
    if (scanMode) return { status: 0x82 };
    return command === 0xb0 ? air.standard(data) : air.custom(data);
  };

  /** Piece by piece as the line carries them; the last ends when its last bit does. */
  const reply = (frame: number[], afterMs: number) => {
    for (let at = 0; at < frame.length; at += PIECE_BYTES) {
      const piece = Uint8Array.from(frame.slice(at, at + PIECE_BYTES));
      later(afterMs + (at + piece.length) * byteMs, () => send(piece));
    }
    freeMs = clock.upMs() + afterMs + frame.length * byteMs;
  };

  const serve = (advanced: boolean, frame: number[]) => {
    const body = frame.slice(advanced ? 3 : 1, -2);
    const [address, command = 0] = body;
    if (address !== 0xff && address !== 0x00) return;
    requests++;
    const { status, data = [], airMs = 1 } = answer(command, Uint8Array.from(body.slice(2)));
    if (mute > 0) {
      mute--;
      return;
    }
    const sent = framed(advanced, [0x00, command, status, ...data]);
    if (spoil > 0) {
      spoil--;
      sent[sent.length - 1]! ^= 0x5a;
    }
    // The request itself needed its time on the line before its last byte was here.
    reply(sent, frame.length * byteMs + airMs + lateMs);
    lateMs = 0;
  };

  const wholeLength = (): number | undefined => {
    const advanced = heard[0] === 0x02 && !standardOnly;
    if (!advanced) return heard[0];
    return heard.length < 3 ? undefined : heard[1]! * 256 + heard[2]!;
  };

  const take = (byte: number) => {
    heard.push(byte);
    const length = wholeLength();
    if (length === undefined || heard.length < length) return;
    const frame = heard;
    heard = [];
    const check = checkOf(frame.slice(0, -2));
    const good = frame.at(-2) === (check & 0xff) && frame.at(-1) === check >> 8;
    // A frame with a wrong check value is not answered at all.
    if (!good || length < 5) faults.unreadable++;
    else serve(frame[0] === 0x02 && !standardOnly, frame);
  };

  return {
    hear(bytes: Uint8Array): void {
      const now = clock.upMs();
      if (heard.length > 0 && now - heardMs > interByteMs) heard = [];
      heardMs = now;
      if (now < freeMs) {
        faults.whileBusy++;
        return;
      }
      // On a serial line a frame that follows a reply at once is not seen as one.
      if (heard.length === 0 && byteMs > 0 && now - freeMs < GAP_MS - 0.5) {
        faults.tooSoon++;
        return;
      }
      for (const byte of bytes) if (heard.length < REQUEST_BYTES_MAX) take(byte);
    },
    /** Cable pulled or power off: nothing of what was on its way comes. */
    cut(): void {
      for (const cancel of timers) cancel();
      timers = new Set();
      heard = [];
      freeMs = Number.NEGATIVE_INFINITY;
    },
    setScanMode: (on: boolean): void => {
      scanMode = on;
    },
    /** The next so many requests are carried out and not answered. */
    muteNext: (times: number): void => {
      mute = times;
    },
    /** The next so many replies have a wrong check value. */
    spoilNext: (times: number): void => {
      spoil = times;
    },
    /** The next reply comes so much later. */
    delayNext: (ms: number): void => {
      lateMs = ms;
    },
    noise: (bytes: Uint8Array): void => send(bytes),
    requests: (): number => requests,
    /** What a host did that this reader does not stand. */
    faults: (): Readonly<typeof faults> => faults,
  };
};
