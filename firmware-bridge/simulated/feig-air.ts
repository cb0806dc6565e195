// What a FEIG reader does with the tags in its field for the commands [0xB0] and [0xB1]: request
// data in; status, response data and time in the air out. Written after the reader's system manual
// (H60301-3e, chapters 6.1 and 8.3), not after the driver.
import type { AirAnswer, RfidField } from './rfid-field.ts';

export type FeigAnswer = { status: number; data?: number[]; airMs?: number };

/**
 * An inventory of 16 time slots, and one more slot for each tag, as two in one slot are told apart.
 */
const SLOTS = 16;
const SLOT_MS = 6;
const COMMAND_MS = 5;
const READ_BLOCK_MS = 5;
const WRITE_MS = 20;
/**
 * Annex D: no transponder, parameter range, unknown command, length, RF communication, more data,
 * ISO error.
 */
const NO_TRANSPONDER = 0x01;
const DATA_FALSE = 0x02;
const PARAMETER_RANGE = 0x11;
const UNKNOWN_COMMAND = 0x80;
const LENGTH_ERROR = 0x81;
const RF_ERROR = 0x83;
const MORE_DATA = 0x94;
const ISO_ERROR = 0x95;

const ISO_CODES = {
  unknown: 0x01,
  'no-block': 0x10,
  'already-locked': 0x11,
  locked: 0x12,
  'not-programmed': 0x13,
} as const;

const failed = (answer: Exclude<AirAnswer<unknown>, { air: 'ok' }>, at?: number): FeigAnswer => {
  if (answer.air === 'no-tag') return { status: NO_TRANSPONDER };
  if (answer.air === 'collision') return { status: DATA_FALSE };
  if (answer.air === 'lost') return { status: RF_ERROR };
  const where = at === undefined ? [] : [at];
  return { status: ISO_ERROR, data: [ISO_CODES[answer.code], ...where] };
};

const reversed = (bytes: Uint8Array): number[] => [...bytes].reverse();
const uidOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

export type FeigAirOptions = {
  field: RfidField;
  /** Bytes of the largest reply: what does not fit of an inventory waits for MORE. */
  replyBytesMax: number;
  /**
   * CFG5, ONT: an inventory tells only tags that came since the last one or since a reset of the
   * field.
   */
  onlyNewTags: boolean;
  /** The bit of MODE that this reader takes for MORE; the manual has 80. */
  moreBit: number;
};

export const createFeigAir = ({ field, replyBytesMax, onlyNewTags, moreBit }: FeigAirOptions) => {
  let told = new Set<string>();
  let waiting: number[][] = [];

  const inventory = (mode: number): FeigAnswer => {
    const more = (mode & moreBit) !== 0;
    if (!more) {
      const here = field.inventory();
      const uids = new Set(here.map(({ uid }) => uid));
      told = new Set([...told].filter((uid) => uids.has(uid)));
      const fresh = onlyNewTags ? here.filter(({ uid }) => !told.has(uid)) : here;
      for (const { uid } of fresh) told.add(uid);
      waiting = fresh.map(({ uid, dsfid }) => [0x03, dsfid, ...Buffer.from(uid, 'hex')]);
    }
    const airMs = more ? 0 : SLOT_MS * (SLOTS + waiting.length);
    if (waiting.length === 0) return { status: NO_TRANSPONDER, airMs };
    const sets = waiting.splice(0, Math.max(1, Math.floor((replyBytesMax - 9) / 10)));
    const status = waiting.length > 0 ? MORE_DATA : 0;
    return { status, data: [sets.length, ...sets.flat()], airMs };
  };

  const readBlocks = (uid: string, first: number, count: number, mode: number): FeigAnswer => {
    const airMs = COMMAND_MS + count * READ_BLOCK_MS;
    const answer = field.read(uid, first, count);
    if (answer.air !== 'ok') return { ...failed(answer), airMs };
    const tag = field.tag(uid)!;
    const { blockBytes } = tag;
    if (count * (blockBytes + 1) + 10 > replyBytesMax) return { status: PARAMETER_RANGE };
    const data = [count, blockBytes];
    for (let block = 0; block < count; block++) {
      const security = (mode & 0x08) !== 0 && tag.locked.has(first + block) ? 1 : 0;
      const bytes = answer.value.subarray(block * blockBytes, (block + 1) * blockBytes);
      data.push(security, ...reversed(bytes));
    }
    return { status: 0, data, airMs };
  };

  /** The reader writes block by block: a tag that leaves in the middle is left half written. */
  const writeBlocks = (uid: string, parameters: Uint8Array): FeigAnswer => {
    const [first = 0, count = 0, size = 0] = parameters;
    const bytes = parameters.subarray(3);
    if (bytes.length !== count * size || count === 0) return { status: LENGTH_ERROR };
    const tag = field.tag(uid);
    if (tag && tag.blockBytes !== size) return { status: PARAMETER_RANGE };
    for (let block = 0; block < count; block++) {
      const turned = Uint8Array.from(reversed(bytes.subarray(block * size, (block + 1) * size)));
      const answer = field.write(uid, first + block, turned);
      const airMs = COMMAND_MS + (block + 1) * WRITE_MS;
      if (answer.air !== 'ok') return { ...failed(answer, first + block), airMs };
    }
    return { status: 0, airMs: COMMAND_MS + count * WRITE_MS };
  };

  const lockBlocks = (uid: string, first: number, count: number): FeigAnswer => {
    for (let block = first; block < first + count; block++) {
      const answer = field.lock(uid, block);
      if (answer.air !== 'ok') return { ...failed(answer, block), airMs: WRITE_MS };
    }
    return { status: 0, airMs: count * WRITE_MS };
  };

  const changed = (answer: AirAnswer<null>): FeigAnswer => ({
    ...(answer.air === 'ok' ? { status: 0 } : failed(answer)),
    airMs: WRITE_MS,
  });

  const systemInfo = (uid: string): FeigAnswer => {
    const reached = field.reach(uid);
    if (reached.air !== 'ok') return { ...failed(reached), airMs: COMMAND_MS };
    const { dsfid, afi, memory, blockBytes } = reached.value;
    const blocks = memory.length / blockBytes;
    const uidBytes = Buffer.from(uid, 'hex');
    const data = [dsfid, ...uidBytes, afi, blocks - 1, blockBytes - 1, 0x01];
    return { status: 0, data, airMs: COMMAND_MS };
  };

  return {
    /** [0x69] RF Reset. */
    reset(): FeigAnswer {
      field.reset();
      told = new Set();
      return { status: 0, airMs: 8 };
    },
    /** [0xB0]: command, MODE, UID, parameters. */
    standard(data: Uint8Array): FeigAnswer {
      const [command, mode = 0] = data;
      if (command === 0x01) return data.length === 2 ? inventory(mode) : { status: LENGTH_ERROR };
      // This reader speaks to tags by their UID alone: a driver that forgets to address writes to
      // whichever answers.
      if ((mode & 0x07) !== 0x01) return { status: PARAMETER_RANGE };
      const uid = uidOf(data.subarray(2, 10));
      const parameters = data.subarray(10);
      const [one = 0, two = 0] = parameters;
      const lengths: Record<number, number> = { 34: 2, 35: 2, 39: 1, 41: 1, 43: 0 };
      if (data.length < 10) return { status: LENGTH_ERROR };
      if (command === 0x24) return writeBlocks(uid, parameters);
      if (lengths[command!] === undefined) return { status: UNKNOWN_COMMAND };
      if (parameters.length !== lengths[command!]) return { status: LENGTH_ERROR };
      if (command === 0x22) return lockBlocks(uid, one, two);
      if (command === 0x23) return readBlocks(uid, one, two, mode);
      if (command === 0x27) return changed(field.writeAfi(uid, one));
      if (command === 0x29) return changed(field.writeDsfid(uid, one));
      return systemInfo(uid);
    },
    /** [0xB1]: manufacturer, command, MODE, UID. */
    custom(data: Uint8Array): FeigAnswer {
      const [manufacturer, command, mode] = data;
      if (data.length !== 11) return { status: LENGTH_ERROR };
      if (manufacturer !== 0x04 || mode !== 0x01) return { status: PARAMETER_RANGE };
      const uid = uidOf(data.subarray(3));
      if (command === 0xa2) return changed(field.setEas(uid, true));
      if (command === 0xa3) return changed(field.setEas(uid, false));
      if (command !== 0xa5) return { status: UNKNOWN_COMMAND };
      const reached = field.reach(uid);
      const alarm = reached.air === 'ok' && reached.value.eas === true;
      return { status: alarm ? 0 : NO_TRANSPONDER, airMs: COMMAND_MS };
    },
  };
};
