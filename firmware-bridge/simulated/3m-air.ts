// What a 3M 210/810 does with the tags in its field: command and fields in; error byte, fields and
// time in the air out. Written after its specification's field lists (hardware.md 2.3), not after
// the driver. Unverified: the error byte of a tag that refuses, and that an inventory begins with
// the field off for a moment, which wakes a muted tag.
import type { AirAnswer, RfidField } from './rfid-field.ts';

export type M3Answer = { error: number; fields?: number[]; airMs?: number };

const NOT_IMPLEMENTED = 0x02;
const NO_TRANSPONDER = 0x06;
/** Sources name the bytes 30 to 32, FD and FE and not what they say. */
const REFUSED = {
  unknown: 0x30,
  'no-block': 0x30,
  'already-locked': 0x31,
  locked: 0x32,
  'not-programmed': 0x32,
};
const WRONG_LENGTH = 0xfd;
const SLOTS = 16;
const SLOT_MS = 3;
const COMMAND_MS = 5;
const READ_BLOCK_MS = 3;
const WRITE_MS = 15;
const BLOCK_BYTES = 4;

const uidOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const uidBytes = (uid: string): number[] => [...Buffer.from(uid, 'hex')];

/**
 * It says "no transponder" of everything it did not understand, also of a write that was carried
 * out.
 */
const failed = (answer: Exclude<AirAnswer<unknown>, { air: 'ok' }>): number =>
  answer.air === 'refused' ? REFUSED[answer.code] : NO_TRANSPONDER;

export type M3AirOptions = {
  field: RfidField;
  /** Commands that this firmware does not have. */
  lacks: readonly number[];
};

export const createM3Air = ({ field, lacks }: M3AirOptions) => {
  const inventory = (given: Uint8Array): M3Answer => {
    const [afi = 0, options = 0] = given;
    if (given.length !== 2) return { error: WRONG_LENGTH };
    field.reset();
    const here = field.inventory().filter((tag) => afi === 0 || tag.afi === afi);
    const told = here.flatMap(({ uid, dsfid }) => [
      ...(options & 0x02 ? [dsfid] : []),
      ...(options & 0x01 ? uidBytes(uid) : []),
    ]);
    const airMs = SLOT_MS * (SLOTS + here.length);
    return { error: 0, fields: [afi, options, here.length, ...told], airMs };
  };

  const read = (uid: string, [first = 0, count = 0]: Uint8Array): M3Answer => {
    const answer = field.read(uid, first, count);
    const airMs = COMMAND_MS + count * READ_BLOCK_MS;
    if (answer.air !== 'ok') return { error: failed(answer), airMs };
    const { locked } = field.tag(uid)!;
    const fields = [count];
    for (let nth = 0; nth < count; nth++) {
      const bytes = answer.value.subarray(nth * BLOCK_BYTES, (nth + 1) * BLOCK_BYTES);
      fields.push(first + nth, locked.has(first + nth) ? 1 : 0, ...bytes);
    }
    return { error: 0, fields, airMs };
  };

  const write = (uid: string, first: number, bytes: Uint8Array): M3Answer => {
    const count = bytes.length / BLOCK_BYTES;
    if (!Number.isInteger(count)) return { error: WRONG_LENGTH };
    for (let nth = 0; nth < count; nth++) {
      const block = bytes.slice(nth * BLOCK_BYTES, (nth + 1) * BLOCK_BYTES);
      const answer = field.write(uid, first + nth, block);
      const airMs = (nth + 1) * WRITE_MS;
      if (answer.air !== 'ok') return { error: failed(answer), fields: [first + nth], airMs };
    }
    return { error: 0, fields: [first + count], airMs: count * WRITE_MS };
  };

  const changed = (answer: AirAnswer<null>): M3Answer => ({
    error: answer.air === 'ok' ? 0 : failed(answer),
    airMs: WRITE_MS,
  });

  const tell = (uid: string, command: number): M3Answer => {
    const reached = field.reach(uid);
    const airMs = COMMAND_MS;
    if (reached.air !== 'ok') return { error: failed(reached), airMs };
    const { afi, dsfid, eas, memory, blockBytes } = reached.value;
    if (command === 0x0a) return { error: 0, fields: [afi], airMs };
    if (command === 0x0f) return { error: 0, fields: [dsfid], airMs };
    // Off looks like nobody there.
    if (command === 0x03) return eas ? { error: 0, fields: [1], airMs } : { error: 0x06, airMs };
    const sizes = [blockBytes - 1, memory.length / blockBytes - 1];
    return { error: 0, fields: [0x0f, dsfid, afi, ...sizes, 0, 1], airMs };
  };

  const onTag = (command: number, uid: string, given: Uint8Array): M3Answer => {
    const [one = 0, two = 0] = given;
    const lengths: Record<number, number> = {
      2: 2,
      3: 0,
      5: 5,
      8: 1,
      9: 1,
      10: 0,
      11: 1,
      12: 1,
      13: 1,
      15: 0,
    };
    const length = command === 0x04 ? 3 + two * BLOCK_BYTES : lengths[command];
    if (length === undefined) return { error: NOT_IMPLEMENTED };
    if (given.length !== length) return { error: WRONG_LENGTH };
    if (command === 0x02) return read(uid, given);
    if (command === 0x04) return write(uid, one, given.subarray(3));
    if (command === 0x05) return write(uid, one, given.subarray(1));
    if (command === 0x08) return changed(field.lock(uid, one));
    if (command === 0x09) return changed(field.writeAfi(uid, one));
    if (command === 0x0b) return changed(field.writeDsfid(uid, one));
    if (command === 0x0c) return changed(field.setEas(uid, one === 1));
    return tell(uid, command);
  };

  return (command: number, given: Uint8Array): M3Answer => {
    if (lacks.includes(command)) return { error: NOT_IMPLEMENTED };
    if (command === 0x11) return { error: 0, fields: [0x0a, 5, 0, 2] };
    if (command === 0xfe) return inventory(given);
    if (given.length < 8) return { error: NOT_IMPLEMENTED };
    const uid = uidOf(given.subarray(0, 8));
    const { fields = [], ...rest } = onTag(command, uid, given.subarray(8));
    return { ...rest, fields: [...uidBytes(uid), ...fields] };
  };
};
