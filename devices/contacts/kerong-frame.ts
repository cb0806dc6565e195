// Frames of Kerong locker boards (hardware.md section 5, from public programs that speak to them; no vendor document was seen).
// CU16: 02 ADDR CMD 03 SUM, board in the high half of ADDR, lock in the low one; 30 asks, 31 opens; the answer is 02 ADDR 35, sixteen
// bits of locks, sixteen of item sensors, 03 SUM. CU48: 02 ADDR LOCK CMD 03 SUM; 60 asks, 61 opens; the answer is 02 ADDR LOCK 75,
// a count, so many bytes, SUM. SUM is the low byte of the sum of all before it. A bit that is set means locked.
import type { Question, Reading } from './exchange.ts';
import type { LockBoard } from './lock-board.ts';

const START = 0x02;
const END = 0x03;

const sumOf = (bytes: Iterable<number>): number => {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xff;
  return sum;
};

const withSum = (body: readonly number[]): Uint8Array => Uint8Array.of(...body, sumOf(body));

type Layout = {
  length: number;
  /** Whether all fixed bytes stand where they must. */
  fits(frame: Uint8Array): boolean;
  boardOf(frame: Uint8Array): number;
};

/** The first frame with the right sum; whatever stands before it is noise. */
const seek = (
  bytes: Uint8Array,
  board: number,
  layout: Layout,
  from: number,
  locks: number,
): Reading<boolean[]> => {
  const { length } = layout;
  for (let at = 0; at + length <= bytes.length; at++) {
    const frame = bytes.subarray(at, at + length);
    if (!layout.fits(frame) || sumOf(frame.subarray(0, -1)) !== frame.at(-1)) continue;
    if (layout.boardOf(frame) !== board) return { found: 'fault', fault: 'reply-foreign' };
    const open = Array.from(
      { length: locks },
      (_, lock) => (((frame[from + (lock >> 3)] ?? 0) >> (lock & 7)) & 1) === 0,
    );
    return { found: 'answer', value: open, used: at + length, noise: at };
  }
  return { found: 'nothing' };
};

const CU16_LOCKS = 16;
const CU16: Layout = {
  length: 9,
  fits: (frame) => frame[0] === START && frame[2] === 0x35 && frame[7] === END,
  boardOf: (frame) => (frame[1] ?? 0) >> 4,
};

const CU48_LOCKS = 48;
const CU48_DATA_BYTES = CU48_LOCKS / 8;
const CU48: Layout = {
  length: 6 + CU48_DATA_BYTES,
  fits: (frame) => frame[0] === START && frame[3] === 0x75 && frame[4] === CU48_DATA_BYTES,
  boardOf: (frame) => frame[1] ?? 0,
};

/** CU48 answers an opened lock with 02 ADDR LOCK 75 03 SUM; what that is worth its sensor says. */
const CU48_OPENED_BYTES = 6;
const readOpened = (bytes: Uint8Array, board: number, lock: number): Reading<true> => {
  for (let at = 0; at + CU48_OPENED_BYTES <= bytes.length; at++) {
    const frame = bytes.subarray(at, at + CU48_OPENED_BYTES);
    const head = [START, board, lock, 0x75, END];
    if (!head.every((byte, index) => frame[index] === byte) || sumOf(head) !== frame[5]) continue;
    return { found: 'answer', value: true, used: at + CU48_OPENED_BYTES, noise: at };
  }
  return { found: 'nothing' };
};

/** Board 0 to 15, locks 0 to 15. Public programs wait for no answer to it. */
export const cu16Open = (board: number, lock: number): Question<true> => ({
  bytes: withSum([START, (board << 4) | lock, 0x31, END]),
  unanswered: true,
  read: () => ({ found: 'nothing' }),
});

export const cu16Status = (board: number, locks: number): Question<boolean[]> => ({
  bytes: withSum([START, board << 4, 0x30, END]),
  read: (bytes) => seek(bytes, board, CU16, 3, locks),
});

export const cu48Open = (board: number, lock: number): Question<true> => ({
  bytes: withSum([START, board, lock, 0x61, END]),
  read: (bytes) => readOpened(bytes, board, lock),
});

export const cu48Status = (board: number, locks: number): Question<boolean[]> => ({
  bytes: withSum([START, board, 0, 0x60, END]),
  read: (bytes) => seek(bytes, board, CU48, 5, locks),
});

export const kerongBoard = (dialect: 'cu16' | 'cu48', board: number, locks: number): LockBoard =>
  dialect === 'cu16'
    ? {
        open: (lock) => cu16Open(board, lock),
        ask: [cu16Status(board, Math.min(locks, CU16_LOCKS))],
      }
    : {
        open: (lock) => cu48Open(board, lock),
        ask: [cu48Status(board, Math.min(locks, CU48_LOCKS))],
      };
