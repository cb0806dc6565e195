// Frames of Modbus RTU for relay boards (Modbus Application Protocol V1.1b3: 6.1 read coils, 6.2 read discrete inputs, 6.5 write
// single coil, 6.11 write multiple coils; Modbus over Serial Line V1.02, 2.5.1.2 CRC: A001, FFFF, low byte first). One CRC only: a
// relay that moves by a guessed check value is unsafe (hardware.md section 5).
import type { Question, Reading } from './exchange.ts';

const READ_COILS = 0x01;
const READ_INPUTS = 0x02;
const WRITE_COIL = 0x05;
const WRITE_COILS = 0x0f;
const EXCEPTION = 0x80;
const EXCEPTION_BYTES = 5;
const ECHO_BYTES = 8;
/** Unit, function, byte count before the bits; CRC after them. */
const READ_FRAME_BYTES = 5;

export const crc16 = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
};

const withCrc = (body: readonly number[]): Uint8Array => {
  const crc = crc16(Uint8Array.from(body));
  return Uint8Array.of(...body, crc & 0xff, crc >>> 8);
};

const isSound = (frame: Uint8Array): boolean => {
  const crc = crc16(frame.subarray(0, -2));
  return frame.at(-2) === (crc & 0xff) && frame.at(-1) === crc >>> 8;
};

type Sought<T> = {
  unit: number;
  code: number;
  /** Of the whole answer that begins there, undefined where it cannot be one. */
  lengthAt(bytes: Uint8Array, at: number): number | undefined;
  parse(frame: Uint8Array): Reading<T> | T;
};

/** The first sound frame of the function that was asked for; whatever stands before it is noise. */
const seek = <T>(bytes: Uint8Array, sought: Sought<T>): Reading<T> => {
  const { unit, code } = sought;
  for (let at = 0; at + EXCEPTION_BYTES <= bytes.length; at++) {
    const refused = bytes[at + 1] === (code | EXCEPTION);
    if (!refused && bytes[at + 1] !== code) continue;
    const length = refused ? EXCEPTION_BYTES : sought.lengthAt(bytes, at);
    if (length === undefined || at + length > bytes.length) continue;
    const frame = bytes.subarray(at, at + length);
    if (!isSound(frame)) continue;
    if (frame[0] !== unit) return { found: 'fault', fault: 'reply-foreign' };
    if (refused) return { found: 'fault', fault: 'command-refused' };
    const parsed = sought.parse(frame);
    if (typeof parsed === 'object' && parsed !== null && 'found' in parsed) return parsed;
    return { found: 'answer', value: parsed, used: at + length, noise: at };
  }
  return { found: 'nothing' };
};

const readBits = (unit: number, code: number, count: number): Question<boolean[]> => {
  const dataBytes = Math.ceil(count / 8);
  return {
    bytes: withCrc([unit, code, 0, 0, count >>> 8, count & 0xff]),
    read: (bytes) =>
      seek<boolean[]>(bytes, {
        unit,
        code,
        lengthAt: (all, at) =>
          all[at + 2] === dataBytes ? READ_FRAME_BYTES + dataBytes : undefined,
        // The first bit is the lowest of the first byte (V1.1b3, 6.1).
        parse: (frame) =>
          Array.from(
            { length: count },
            (_, index) => (((frame[3 + (index >> 3)] ?? 0) >> (index & 7)) & 1) === 1,
          ),
      }),
  };
};

export const readCoils = (unit: number, count: number): Question<boolean[]> =>
  readBits(unit, READ_COILS, count);

export const readInputs = (unit: number, count: number): Question<boolean[]> =>
  readBits(unit, READ_INPUTS, count);

/** A write whose answer repeats the first six bytes of the question. */
const write = (unit: number, code: number, body: readonly number[]): Question<true> => {
  const bytes = withCrc(body);
  return {
    bytes,
    read: (all) =>
      seek<true>(all, {
        unit,
        code,
        lengthAt: () => ECHO_BYTES,
        parse: (frame) =>
          frame.subarray(0, ECHO_BYTES - 2).every((byte, index) => byte === body[index]) || {
            found: 'fault',
            fault: 'echo-differs',
          },
      }),
  };
};

export const writeCoil = (unit: number, coil: number, on: boolean): Question<true> =>
  write(unit, WRITE_COIL, [unit, WRITE_COIL, coil >>> 8, coil & 0xff, on ? 0xff : 0, 0]);

export const writeCoilsOff = (unit: number, count: number): Question<true> => {
  const dataBytes = Math.ceil(count / 8);
  const data = new Array<number>(dataBytes).fill(0);
  const head = [unit, WRITE_COILS, 0, 0, count >>> 8, count & 0xff];
  return write(unit, WRITE_COILS, [...head, dataBytes, ...data]);
};
