// What an RL866 answers: `CMD`, status word, fields (hardware.md 2.2, with the field lists in the
// comments of lainuri `iblock.py` and `tag_memory_access_command.py`). Pure: an answer that does
// not hold what it says is `reply-malformed`.
import { RfidError } from '../errors.ts';
import type { TagInfo } from '../tag-reader.ts';
import { type TagPlace, uidText } from './rl866-commands.ts';

export type Reply = { status: number; fields: Uint8Array };
export type AccessReply = { status: number; data: Uint8Array };
export type TagReport = { uid: string; place: TagPlace };
/** `more`: the reader's store was full or its time over, and it is to be asked to go on. */
export type InventoryReply = { more: boolean; reports: TagReport[] };

const UID_BYTES = 8;
/** Bits of a tag report: what stands in it, in this order. */
const HAS_ANTENNA = 0x01;
const HAS_PROTOCOL = 0x02;
const HAS_TAG_TYPE = 0x04;
const HAS_SERIAL = 0x08;
/**
 * Tag memory (10) and embedded commands (80) are never asked for, and nothing tells their length
 * safely.
 */
const KNOWN_BITS = 0x0f;
const ISO_15693 = 0x01;

export const malformed = (what: string): RfidError => new RfidError('reply-malformed', what);

/** Takes fields off the front; past the end it throws `reply-malformed`. */
const createFields = (bytes: Uint8Array, what: string) => {
  let at = 0;
  const take = (count: number): Uint8Array => {
    if (at + count > bytes.length) throw malformed(`${what} ends early`);
    at += count;
    return bytes.subarray(at - count, at);
  };
  const byte = (): number => take(1)[0] ?? 0;
  return {
    take,
    byte,
    word: (): number => byte() + (byte() << 8),
    left: (): number => bytes.length - at,
  };
};

export const parseReply = (inf: Uint8Array): Reply => {
  const fields = createFields(inf, 'answer');
  fields.byte();
  return { status: fields.word(), fields: inf.slice(3) };
};

/**
 * Null for what is no ISO 15693 tag: the reader also finds other cards. A serial of nine bytes is
 * the UID and a 00.
 */
const takeReport = (fields: ReturnType<typeof createFields>): TagReport | null => {
  const flags = fields.byte();
  if ((flags & ~KNOWN_BITS) !== 0) throw malformed('tag report with unknown fields');
  const antenna = flags & HAS_ANTENNA ? fields.byte() : 0;
  const protocol = flags & HAS_PROTOCOL ? fields.byte() : ISO_15693;
  const tagType = flags & HAS_TAG_TYPE ? fields.byte() : ISO_15693;
  const serial = flags & HAS_SERIAL ? fields.take(fields.byte()) : new Uint8Array(0);
  if (protocol !== ISO_15693 || serial.length < UID_BYTES) return null;
  return { uid: uidText(serial.subarray(0, UID_BYTES)), place: { antenna, protocol, tagType } };
};

export const parseInventory = (bytes: Uint8Array): InventoryReply => {
  const fields = createFields(bytes, 'inventory');
  const stopped = fields.byte();
  fields.word();
  const count = fields.byte();
  const reports: TagReport[] = [];
  for (let nth = 0; nth < count; nth++) {
    const report = takeReport(fields);
    if (report) reports.push(report);
  }
  if (fields.left() > 0) throw malformed('inventory with bytes left over');
  return { more: stopped !== 0, reports };
};

export const parseHandle = (bytes: Uint8Array): number => {
  const [handle] = bytes;
  if (bytes.length !== 1 || !handle) throw malformed('no handle of a connected tag');
  return handle;
};

/**
 * Extensible bit vector: seven bits a byte, highest first, the top bit says that another follows.
 * Two bytes reach any frame.
 */
const takeLength = (fields: ReturnType<typeof createFields>): number => {
  const first = fields.byte();
  return first < 0x80 ? first : ((first & 0x7f) << 7) + (fields.byte() & 0x7f);
};

/**
 * `status` is that of the access: 0 when the tag did it, else the error word in place of its data.
 */
export const parseAccess = (bytes: Uint8Array, code: number): AccessReply => {
  const fields = createFields(bytes, 'access');
  const length = takeLength(fields);
  if (length !== fields.left()) throw malformed(`access of ${fields.left()} bytes says ${length}`);
  if (fields.word() !== code) throw malformed('answer to another access');
  if (fields.byte() === 1) return { status: 0, data: bytes.slice(bytes.length - fields.left()) };
  const status = fields.word();
  if (status === 0) throw malformed('failure without a reason');
  return { status, data: new Uint8Array(0) };
};

/**
 * Blocks and their size are told as n-1: `1B 03` = 28 blocks of 4 bytes (hardware.md 0, trap 4).
 */
export const parseSystemInfo = (data: Uint8Array, uid: string): TagInfo => {
  const fields = createFields(data, 'system information');
  const flags = fields.byte();
  if (uidText(fields.take(UID_BYTES)) !== uid) throw malformed('system information of another tag');
  const dsfid = flags & 0x01 ? fields.byte() : 0;
  const afi = flags & 0x02 ? fields.byte() : 0;
  if ((flags & 0x04) === 0) return { dsfid, afi, blockBytes: 4, blocks: 0 };
  const blocks = fields.byte() + 1;
  const blockBytes = (fields.byte() & 0x1f) + 1;
  return { dsfid, afi, blockBytes, blocks };
};

/** The reader says how many blocks it read: fewer than asked is not what was asked. */
export const parseBlocks = (data: Uint8Array, blocks: number, blockBytes: number): Uint8Array => {
  const fields = createFields(data, 'blocks');
  const told = fields.word();
  if (told !== blocks || fields.left() !== blocks * blockBytes)
    throw malformed(`${told} blocks in ${fields.left()} bytes, asked for ${blocks}`);
  return data.slice(2);
};

/**
 * One block read singly is the data alone; the layout follows from the field list, no recording has
 * it (unverified).
 */
export const parseBlock = (data: Uint8Array, blockBytes: number): Uint8Array => {
  if (data.length !== blockBytes) throw malformed(`a block of ${data.length} bytes`);
  return data;
};
