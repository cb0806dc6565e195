// Commands of a FEIG reader in ISO-host mode as data, and what their replies say (system manual
// H60301-3e: 5.4 to 5.7 for the reader, 6.1 for [0xB0], 8.3 for [0xB1]). Pure. All commands to a
// tag are addressed. A reply that does not fit its command is `reply-malformed`: a wrong length is
// never guessed around.
import { RfidError } from '../errors.ts';
import type { SeenTag, TagInfo } from '../tag-reader.ts';

export const VERSION = 0x65;
export const READER_INFO = 0x66;
export const RF_RESET = 0x69;
export const ISO_STANDARD = 0xb0;
export const ISO_CUSTOM = 0xb1;

const ADDRESSED = 0x01;
/** TR-TYPE of ISO 15693 (annex A "Codes of Transponder Types"). */
const ISO_15693 = 0x03;
/** TR-TYPE, DSFID, UID. */
const DATA_SET_BYTES = 10;
/** Manufacturer code of NXP, once Philips (8, "MFR"). */
const NXP = 0x04;

export const uidBytes = (uid: string): number[] => [...Buffer.from(uid, 'hex')];
const uidText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

const malformed = (what: string): RfidError => new RfidError('reply-malformed', what);

const addressed = (command: number, uid: string, ...parameters: number[]): number[] => [
  command,
  ADDRESSED,
  ...uidBytes(uid),
  ...parameters,
];

export const inventoryData = (mode: number): number[] => [0x01, mode];
export const systemInfoData = (uid: string): number[] => addressed(0x2b, uid);
export const readData = (uid: string, first: number, blocks: number): number[] =>
  addressed(0x23, uid, first, blocks);
export const lockData = (uid: string, first: number, blocks: number): number[] =>
  addressed(0x22, uid, first, blocks);
export const afiData = (uid: string, afi: number): number[] => addressed(0x27, uid, afi);
export const dsfidData = (uid: string, dsfid: number): number[] => addressed(0x29, uid, dsfid);
export const easData = (uid: string, act: 'set' | 'reset' | 'alarm'): number[] => [
  NXP,
  ...addressed({ set: 0xa2, reset: 0xa3, alarm: 0xa5 }[act], uid),
];

/** Each block back to front, where the reader sends and wants it so (hardware.md 0, trap 3). */
const inOrder = (bytes: Uint8Array, blockBytes: number, reversed: boolean): Uint8Array => {
  if (!reversed) return bytes;
  const turned = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += blockBytes)
    turned.set(bytes.slice(at, at + blockBytes).reverse(), at);
  return turned;
};

export const writeData = (
  uid: string,
  first: number,
  bytes: Uint8Array,
  blockBytes: number,
  reversed: boolean,
): number[] =>
  addressed(
    0x24,
    uid,
    first,
    bytes.length / blockBytes,
    blockBytes,
    ...inOrder(bytes, blockBytes, reversed),
  );

/** SW-REV, D-REV, HW-TYPE, SW-TYPE, TR-TYPE (5.4). */
export const versionOf = (data: Uint8Array): { model: string; firmware: string } => {
  if (data.length < 5) throw malformed(`version of ${data.length} bytes`);
  return { model: `FEIG type ${data[4]}`, firmware: `${data[0]}.${data[1]}` };
};

/**
 * RX-BUF and TX-BUF, which follow the version (5.5, mode 00); undefined where an old reader does
 * not tell them.
 */
export const bufferBytesOf = (data: Uint8Array): { receive: number; send: number } | undefined => {
  if (data.length < 11) return undefined;
  return { receive: (data[7]! << 8) | data[8]!, send: (data[9]! << 8) | data[10]! };
};

/**
 * Tags of other kinds that the reader also knows end the list: how long their data sets are, it
 * does not say (6.1.1).
 */
export const inventoryOf = (data: Uint8Array): SeenTag[] => {
  const sets = data[0] ?? 0;
  const tags: SeenTag[] = [];
  for (let at = 1; tags.length < sets; at += DATA_SET_BYTES) {
    if (data[at] !== undefined && data[at] !== ISO_15693) return tags;
    if (at + DATA_SET_BYTES > data.length)
      throw malformed(`${sets} data sets in ${data.length} bytes`);
    tags.push({ dsfid: data[at + 1]!, uid: uidText(data.subarray(at + 2, at + DATA_SET_BYTES)) });
  }
  return tags;
};

/**
 * DSFID, UID, AFI, MEM-SIZE as number of blocks and bytes of a block, both less one (6.1.12;
 * hardware.md 0, trap 4).
 */
export const systemInfoOf = (data: Uint8Array, uid: string): TagInfo => {
  if (data.length < 12) throw malformed(`system information of ${data.length} bytes`);
  const told = uidText(data.subarray(1, 9));
  if (told !== uid) throw malformed(`system information of another tag, ${told}`);
  const [blocks, bytes] = [data[10]!, data[11]!];
  // A tag that does not tell its size leaves both zero: one block of one byte is no tag.
  const size =
    blocks === 0 && bytes === 0
      ? { blocks: 0, blockBytes: 4 }
      : { blocks: blocks + 1, blockBytes: (bytes & 0x1f) + 1 };
  return { dsfid: data[0]!, afi: data[9]!, ...size };
};

/**
 * DB-N, DB-SIZE, then SEC-STATUS and data of each block (6.1.4); the one that came without
 * SEC-STATUS is told by its length.
 */
export const blocksOf = (
  data: Uint8Array,
  blocks: number,
  blockBytes: number,
  reversed: boolean,
): Uint8Array => {
  const withSecurity = data.length === 2 + blocks * (blockBytes + 1);
  const without = data.length === 2 + blocks * blockBytes;
  if (data[0] !== blocks || data[1] !== blockBytes || !(withSecurity || without))
    throw malformed(`${blocks} blocks of ${blockBytes} asked, ${data.length} bytes came`);
  const skip = withSecurity ? 1 : 0;
  const bytes = new Uint8Array(blocks * blockBytes);
  for (let block = 0; block < blocks; block++) {
    const at = 2 + block * (blockBytes + skip) + skip;
    bytes.set(data.subarray(at, at + blockBytes), block * blockBytes);
  }
  return inOrder(bytes, blockBytes, reversed);
};
