// What an RL866 does to a connected tag: access code and parameter in; status, data and time in the
// air out. Written after the field lists of its protocol (hardware.md 2.2), not after the driver.
// Unverified, because no source tells them: the codes 0005 and 0008.
import type { AirAnswer, FieldTag, RfidField } from './rfid-field.ts';

const COMMAND_MS = 4;
const READ_BLOCK_MS = 2;
const WRITE_MS = 12;

/** Status words, appendix C. */
const NOT_SUPPORTED = 0x0006;
const WRONG_ARGUMENT_SIZE = 0x000b;
const TRANSCEIVE_FAILED = 0x0401;
const COLLISION = 0x0404;
const LOCKED_OR_NO_BLOCK = 0x041b;
const NOT_ACKNOWLEDGED = 0x0422;

/** Lengths of the parameter, by code; blocks to write have their own. */
const LENGTHS: Readonly<Record<number, number>> = {
  3: 5,
  5: 4,
  6: 1,
  8: 1,
  10: 0,
  12: 0,
  13: 0,
  15: 0,
  79: 3,
};

type Access = { status: number; data?: number[]; airMs?: number };

const low = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
const words = (...values: number[]): number[] => values.flatMap((n) => [n % 256, n >> 8]);
const backwards = (uid: string): number[] => [...Buffer.from(uid, 'hex')].reverse();

const failed = (answer: Exclude<AirAnswer<unknown>, { air: 'ok' }>): number => {
  if (answer.air === 'collision') return COLLISION;
  if (answer.air !== 'refused') return TRANSCEIVE_FAILED;
  return ['unknown', 'not-programmed'].includes(answer.code)
    ? NOT_ACKNOWLEDGED
    : LOCKED_OR_NO_BLOCK;
};

const changed = (answer: AirAnswer<null>): Access => ({
  status: answer.air === 'ok' ? 0 : failed(answer),
  airMs: WRITE_MS,
});

export type Rl866AccessOptions = {
  field: RfidField;
  /** Firmware that knows the commands for one block only. */
  singleBlocksOnly: boolean;
};

/** The access commands, on the tag of a handle. */
export const createRl866Access = ({ field, singleBlocksOnly }: Rl866AccessOptions) => {
  const read = (uid: string, first: number, count: number): Access => {
    const answer = field.read(uid, first, count);
    const airMs = COMMAND_MS + count * READ_BLOCK_MS;
    return answer.air === 'ok'
      ? { status: 0, data: [...answer.value], airMs }
      : { status: failed(answer), airMs };
  };

  const write = (uid: string, first: number, count: number, bytes: Uint8Array): Access => {
    const size = field.tag(uid)?.blockBytes ?? 4;
    if (bytes.length !== count * size) return { status: WRONG_ARGUMENT_SIZE };
    for (let block = 0; block < count; block++) {
      const one = bytes.slice(block * size, (block + 1) * size);
      const answer = field.write(uid, first + block, one);
      const airMs = (block + 1) * WRITE_MS;
      if (answer.air !== 'ok') return { status: failed(answer), airMs };
    }
    return { status: 0, airMs: count * WRITE_MS };
  };

  const lock = (uid: string, first: number, count: number): Access => {
    for (let block = first; block < first + count; block++) {
      const answer = field.lock(uid, block);
      if (answer.air !== 'ok') return { status: failed(answer), airMs: WRITE_MS };
    }
    return { status: 0, airMs: count * WRITE_MS };
  };

  const info = ({ uid, dsfid, afi, memory, blockBytes }: FieldTag): Access => {
    const sizes = [memory.length / blockBytes - 1, blockBytes - 1];
    return { status: 0, data: [0x0f, ...backwards(uid), dsfid, afi, ...sizes, 1] };
  };

  const reached = (uid: string, then: (tag: FieldTag) => Access): Access => {
    const answer = field.reach(uid);
    const access = answer.air === 'ok' ? then(answer.value) : { status: failed(answer) };
    return { ...access, airMs: COMMAND_MS };
  };

  const several = (uid: string, code: number, given: Uint8Array): Access => {
    if (singleBlocksOnly) return { status: NOT_SUPPORTED };
    if (code === 0x0004) return write(uid, low(given, 0), low(given, 2), given.subarray(4));
    const count = low(given, 3);
    const { data, ...rest } = read(uid, low(given, 1), count);
    return data ? { ...rest, data: [...words(count), ...data] } : rest;
  };

  /** An EAS that is off makes the tag say nothing. */
  const alarm = (tag: FieldTag): Access =>
    tag.eas
      ? { status: 0, data: Array.from({ length: 32 }, () => 0x3a) }
      : { status: TRANSCEIVE_FAILED };

  return (uid: string, code: number, given: Uint8Array): Access => {
    const length = LENGTHS[code];
    if (length !== undefined && given.length !== length) return { status: WRONG_ARGUMENT_SIZE };
    const [one = 0] = given;
    switch (code) {
      case 0x0003:
      case 0x0004:
        return several(uid, code, given);
      case 0x0005:
        return lock(uid, low(given, 0), low(given, 2));
      case 0x0006:
        return changed(field.writeAfi(uid, one));
      case 0x0008:
        return changed(field.writeDsfid(uid, one));
      case 0x000a:
        return reached(uid, info);
      case 0x000c:
      case 0x000d:
        return changed(field.setEas(uid, code === 0x000c));
      case 0x000f:
        return reached(uid, alarm);
      case 0x004f:
        return read(uid, low(given, 1), 1);
      case 0x0050:
        return write(uid, low(given, 0), 1, given.subarray(2));
      default:
        return { status: NOT_SUPPORTED };
    }
  };
};
