// What an RL866 does with its field: command and fields in; status, fields and time in the air out.
// Written after the field lists of its protocol (hardware.md 2.2), not after the driver.
// Unverified: that giving back all handles lets the field rest for a moment, which wakes a muted
// tag.

import type { RfidField } from './rfid-field.ts';
import { createRl866Access } from './rl866-access.ts';

export type Rl866Answer = { status: number; fields?: number[]; airMs?: number };

const HANDLES = [1, 2, 3, 4];
const SLOTS = 16;
const SLOT_MS = 3;

/** Status words, appendix C. */
const OUT_OF_MEMORY = 0x0005;
const WRONG_ARGUMENT_SIZE = 0x000b;
const UNKNOWN_COMMAND = 0x0103;
const WRONG_PARAMETER = 0x0105;
const WRONG_HANDLE = 0x0415;

const word = (value: number): number[] => [value % 256, value >> 8];
const backwards = (uid: string): number[] => [...Buffer.from(uid, 'hex')].reverse();
const uidOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes).reverse().toString('hex').toUpperCase();

export type Rl866AirOptions = {
  field: RfidField;
  /** Reports that its store holds; the rest is told when the host asks it to go on. */
  storeTags: number;
  /** Firmware that knows the commands for one block only. */
  singleBlocksOnly: boolean;
};

export const createRl866Air = (options: Rl866AirOptions) => {
  const { field, storeTags } = options;
  const access = createRl866Access(options);
  const handles = new Map<number, string>();
  let waiting: number[][] = [];

  const inventory = (flags: number): Rl866Answer => {
    const goOn = (flags & 0x08) !== 0;
    if (!goOn)
      waiting = field
        .inventory()
        .map(({ uid }) => [0x0e, 0x01, 0x01, 0x09, ...backwards(uid), 0x00]);
    const total = waiting.length;
    const told = waiting.splice(0, storeTags);
    const stop = waiting.length > 0 ? 1 : 0;
    const airMs = SLOT_MS * (goOn ? told.length : SLOTS + total);
    return {
      status: 0,
      fields: [stop, ...word(total), told.length, ...told.flat()],
      airMs,
    };
  };

  const connect = (given: Uint8Array): Rl866Answer => {
    const [, protocol, , length, mode] = given;
    if (protocol !== 1 || length !== 9 || mode !== 1 || given.length !== 13)
      return { status: WRONG_PARAMETER };
    const handle = HANDLES.find((free) => !handles.has(free));
    if (handle === undefined) return { status: OUT_OF_MEMORY };
    // Addressed mode: the reader only keeps type and UID, whether the tag is there or not.
    handles.set(handle, uidOf(given.subarray(5)));
    return { status: 0, fields: [handle] };
  };

  const disconnect = (handle: number): Rl866Answer => {
    if (handle !== 0) return { status: handles.delete(handle) ? 0 : WRONG_HANDLE };
    handles.clear();
    field.reset();
    return { status: 0 };
  };

  const accessTag = (given: Uint8Array): Rl866Answer => {
    const uid = handles.get(given[0] ?? 0);
    if (!uid) return { status: WRONG_HANDLE };
    const code = (given[2] ?? 0) + 256 * (given[3] ?? 0);
    if (given[1] !== given.length - 2) return { status: WRONG_ARGUMENT_SIZE };
    const { status, data = [], airMs = 0 } = access(uid, code, given.subarray(4));
    const result = status === 0 ? [1, ...data] : [0, ...word(status)];
    const length = 2 + result.length;
    const counted = length < 128 ? [length] : [0x80 + (length >> 7), length & 0x7f];
    return { status: 0, fields: [...counted, ...word(code), ...result], airMs };
  };

  return {
    handles: (): number => handles.size,
    forgetHandles: (): void => handles.clear(),
    answer(command: number, given: Uint8Array): Rl866Answer {
      if (command === 0x01)
        return { status: 0, fields: [1, 1, 2, 2, 0, 3, 1, 0x64, 0, 0, 0, 0, 0, 0, 0] };
      if (command === 0x31) return inventory(given[0] ?? 0);
      if (command === 0x32) return connect(given);
      if (command === 0x33) return disconnect(given[0] ?? 0);
      return command === 0x34 ? accessTag(given) : { status: UNKNOWN_COMMAND };
    },
  };
};
