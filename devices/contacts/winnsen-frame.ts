// Frames of Winnsen locker boards (hardware.md section 5, from public programs; no vendor document was seen): 90 LEN FUNC STATION
// LOCK 03, LEN counting the whole frame; 05 opens, 12 asks; the answer has 80 added to FUNC and a status before its 03. There is no
// check value, so every byte that can be foretold must be right. Locks are counted from 1 on the line.
import type { Question, Reading } from './exchange.ts';
import type { LockBoard } from './lock-board.ts';

const HEAD = 0x90;
const END = 0x03;
const OPEN = 0x05;
const STATUS = 0x12;
const ANSWER = 0x80;
const COMMAND_BYTES = 6;
const ANSWER_BYTES = 7;

const command = (func: number, station: number, lock: number): Uint8Array =>
  Uint8Array.of(HEAD, COMMAND_BYTES, func, station, lock + 1, END);

/** The two bytes after the station of the first answer to `func`; whatever stands before it is noise. */
const seek = <T>(
  bytes: Uint8Array,
  func: number,
  station: number,
  parse: (first: number, second: number) => Reading<T> | T | undefined,
): Reading<T> => {
  for (let at = 0; at + ANSWER_BYTES <= bytes.length; at++) {
    const [head, length, answered, from, first = 0, second = 0, end] = bytes.subarray(at);
    if (head !== HEAD || length !== ANSWER_BYTES || end !== END) continue;
    if (answered !== (func | ANSWER)) continue;
    if (from !== station) return { found: 'fault', fault: 'reply-foreign' };
    const value = parse(first, second);
    if (value === undefined) continue;
    if (typeof value === 'object' && value !== null && 'found' in value) return value;
    return { found: 'answer', value, used: at + ANSWER_BYTES, noise: at };
  }
  return { found: 'nothing' };
};

export const winnsenOpen = (station: number, lock: number): Question<true> => ({
  bytes: command(OPEN, station, lock),
  read: (bytes) =>
    seek<true>(bytes, OPEN, station, (told, status) => {
      if (told !== lock + 1) return undefined;
      // 00 failed, 02 the coil must cool down first.
      return status === 1 || { found: 'fault', fault: 'command-refused' };
    }),
});

/**
 * Boards in the field send lock and status in either order. Since no lock is called 0, an answer about the lock that was asked for
 * can be read in one way only.
 */
export const winnsenStatus = (station: number, lock: number): Question<boolean[]> => ({
  bytes: command(STATUS, station, lock),
  read: (bytes) =>
    seek<boolean[]>(bytes, STATUS, station, (first, second) => {
      if (first === lock + 1 && second <= 1) return [second === 1];
      if (second === lock + 1 && first <= 1) return [first === 1];
      return undefined;
    }),
});

export const winnsenBoard = (station: number, locks: number): LockBoard => ({
  open: (lock) => winnsenOpen(station, lock),
  ask: Array.from({ length: locks }, (_, lock) => winnsenStatus(station, lock)),
});
