// What a 3M 210/810 answers: `CMD ERR`, for one tag its UID again, then fields (hardware.md 2.3).
// Pure: an answer that does not hold what it says, or is about another tag, is `reply-malformed`.
import { RfidError } from '../errors.ts';
import type { SeenTag, TagInfo } from '../tag-reader.ts';
import { BLOCK_BYTES, COMMAND, uidText } from './m3-commands.ts';

export type Reply = { error: number; fields: Uint8Array };

const UID_BYTES = 8;
/** Block number, lock state, data. */
const READ_BLOCK_BYTES = 2 + BLOCK_BYTES;
/** Options of an inventory, as the answer repeats them: what each tag tells, in this order. */
const WITH_DSFID = 0x02;
const WITH_UID = 0x01;
/** The older answer to the version question repeats it and has no error byte. */
const OLD_VERSION = [0x04, 0x00, COMMAND.version];
const VERSION_BYTES = 4;

const malformed = (what: string): RfidError => new RfidError('reply-malformed', what);

export const parseReply = (body: Uint8Array): Reply => {
  const error = body[1];
  if (error === undefined) throw malformed('an answer without its error byte');
  return { error, fields: body.slice(2) };
};

/** What follows the UID, which must be the one that was asked for. */
export const ofTag = (fields: Uint8Array, uid: string): Uint8Array => {
  if (uidText(fields.subarray(0, UID_BYTES)) !== uid) throw malformed('the answer of another tag');
  return fields.subarray(UID_BYTES);
};

/** Vendor (0A is 3M), then the firmware; the build stands alone: `0A 05 00 02` = firmware 5.0.2. */
const versionText = (bytes: Uint8Array): string => {
  if (bytes.length < VERSION_BYTES) throw malformed('a version of too few bytes');
  return [...bytes.subarray(1, VERSION_BYTES)].join('.');
};

export const parseVersion = (fields: Uint8Array): string => versionText(fields);

export const isOldVersion = (body: Uint8Array): boolean =>
  OLD_VERSION.every((byte, at) => body[at] === byte);
export const parseOldVersion = (body: Uint8Array): string =>
  versionText(body.subarray(OLD_VERSION.length));

export const parseInventory = (fields: Uint8Array): SeenTag[] => {
  const [, options, count] = fields;
  if (options === undefined || count === undefined) throw malformed('inventory ends early');
  if ((options & WITH_UID) === 0) throw malformed('inventory without identifiers');
  const told = options & WITH_DSFID ? 1 : 0;
  const each = told + UID_BYTES;
  const reports = fields.subarray(3);
  if (reports.length !== count * each) throw malformed(`${count} tags in ${reports.length} bytes`);
  return Array.from({ length: count }, (_, nth) => {
    const report = reports.subarray(nth * each, (nth + 1) * each);
    return { uid: uidText(report.subarray(told)), dsfid: told ? (report[0] ?? null) : null };
  });
};

export type Blocks = { bytes: Uint8Array; locked: boolean[] };

/**
 * Each block says its number and whether it is locked: they must be those asked for, in their
 * order.
 */
export const parseBlocks = (fields: Uint8Array, first: number, count: number): Blocks => {
  if (fields[0] !== count || fields.length !== 1 + count * READ_BLOCK_BYTES)
    throw malformed(`${fields[0]} blocks in ${fields.length} bytes, asked for ${count}`);
  const bytes = new Uint8Array(count * BLOCK_BYTES);
  const locked: boolean[] = [];
  for (let nth = 0; nth < count; nth++) {
    const at = 1 + nth * READ_BLOCK_BYTES;
    if (fields[at] !== first + nth)
      throw malformed(`block ${fields[at]} in place of ${first + nth}`);
    locked.push(fields[at + 1] !== 0);
    bytes.set(fields.subarray(at + 2, at + READ_BLOCK_BYTES), nth * BLOCK_BYTES);
  }
  return { bytes, locked };
};

export const parseByte = (fields: Uint8Array, what: string): number => {
  const [byte] = fields;
  if (byte === undefined || fields.length !== 1)
    throw malformed(`${what} in ${fields.length} bytes`);
  return byte;
};

/**
 * First what is available, then each of it; size and number of blocks are told as n-1, size first
 * (hardware.md 0, trap 4, for n-1; the order is that of a public program after the specification,
 * unverified).
 */
export const parseTagInfo = (fields: Uint8Array): TagInfo => {
  let at = 0;
  const next = (): number => {
    const byte = fields[at++];
    if (byte === undefined) throw malformed('tag information ends early');
    return byte;
  };
  const available = next();
  const dsfid = available & 0x01 ? next() : 0;
  const afi = available & 0x02 ? next() : 0;
  if ((available & 0x04) === 0) return { dsfid, afi, blockBytes: BLOCK_BYTES, blocks: 0 };
  const blockBytes = next() + 1;
  const blocks = next() + 1;
  return { dsfid, afi, blockBytes, blocks };
};
