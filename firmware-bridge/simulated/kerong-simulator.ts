// A Kerong locker board that is not there, CU16 or CU48, after hardware.md section 5: answers its own board number only, keeps silent
// to an opening (CU16) or confirms it (CU48), and tells of locks by bits, 1 = locked.
import type { ContactBoard, Heard } from './contact-line.ts';
import type { LockerDoors } from './locker-doors.ts';

const sealed = (...bytes: number[]): Uint8Array =>
  Uint8Array.from([...bytes, bytes.reduce((left, right) => left + right) % 256]);

/** Bytes of eight locks each, lowest lock in the lowest bit. */
const lockedBytes = (open: readonly boolean[], count: number): number[] =>
  Array.from({ length: count }, (_, byte) => {
    let bits = 0;
    for (let bit = 0; bit < 8; bit++) if (!open[byte * 8 + bit]) bits |= 1 << bit;
    return bits;
  });

const lookFor =
  (length: number, commandAt: number, commands: readonly number[]) =>
  (bytes: Uint8Array): Heard => {
    if (bytes.length === 0) return { kind: 'more' };
    if (bytes[0] !== 2) return { kind: 'drop', bytes: 1 };
    if (bytes.length < length) return { kind: 'more' };
    const body = bytes.subarray(0, length - 1);
    const sum = body.reduce((left, right) => left + right, 0) % 256;
    const sound =
      sum === bytes[length - 1] && bytes[length - 2] === 3 && commands.includes(bytes[commandAt]!);
    return sound ? { kind: 'command', bytes: length } : { kind: 'drop', bytes: 1 };
  };

export const createCu16Board = (board: number, doors: LockerDoors): ContactBoard => ({
  look: lookFor(5, 2, [0x30, 0x31]),
  carryOut(command, fault) {
    const address = command[1]!;
    if (address >> 4 !== board) return null;
    if (command[2] === 0x31) {
      doors.pull(address & 15);
      return null;
    }
    const from = fault === 'wrong-unit' ? (board + 1) & 15 : board;
    return sealed(2, from << 4, 0x35, ...lockedBytes(doors.open, 2), 0, 0, 3);
  },
});

export const createCu48Board = (board: number, doors: LockerDoors): ContactBoard => ({
  look: lookFor(6, 3, [0x60, 0x61]),
  carryOut(command, fault) {
    const [, address, lock = 0, code] = command;
    if (address !== board) return null;
    const from = fault === 'wrong-unit' ? board + 1 : board;
    if (code === 0x61) {
      doors.pull(lock);
      return sealed(2, from, lock, 0x75, 3);
    }
    return sealed(2, from, 0, 0x75, 6, ...lockedBytes(doors.open, 6));
  },
});
