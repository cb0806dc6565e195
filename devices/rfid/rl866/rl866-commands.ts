// What an RL866 is asked: the information field of each command, `CMD` and its fields, numbers low
// byte first (hardware.md 2.2, with the field lists in the comments of Hypernova-Oy/lainuri
// `iblock.py` and `tag_memory_access_command.py`). Pure.

export const COMMAND = {
  readConfig: 0x01,
  inventory: 0x31,
  connect: 0x32,
  disconnect: 0x33,
  access: 0x34,
} as const;

/**
 * What command 34 does to a connected tag. `lockBlocks` and `writeDsfid` stand in no source: they
 * are inferred from the order of the others, which is that of the ISO 15693 command codes. So they
 * are sent only for a profile that says so (`inferred-codes`).
 */
export const ACCESS = {
  readBlocks: 0x0003,
  writeBlocks: 0x0004,
  lockBlocks: 0x0005,
  writeAfi: 0x0006,
  writeDsfid: 0x0008,
  systemInfo: 0x000a,
  easOn: 0x000c,
  easOff: 0x000d,
  easAlarm: 0x000f,
  readBlock: 0x004f,
  writeBlock: 0x0050,
} as const;
export type AccessCode = (typeof ACCESS)[keyof typeof ACCESS];

/** Where a tag was found, as the inventory tells it and the connect command wants it back. */
export type TagPlace = { antenna: number; protocol: number; tagType: number };

/**
 * Air protocol and tag type of ICODE SLI, as in the recordings; for a tag that no inventory told
 * of.
 */
export const UNTOLD_PLACE: TagPlace = { antenna: 0, protocol: 0x01, tagType: 0x01 };

const ADDRESSED = 0x01;
/** Inventory, field 1, bit 3: goes on with an inventory that the reader broke off. */
const GO_ON = 0x08;
export const ALL_HANDLES = 0;

const word = (value: number): [number, number] => [value & 0xff, value >>> 8];

/**
 * Most significant byte first, as everywhere outside this folder, to the order of the wire and
 * back.
 */
export const uidBytes = (uid: string): Uint8Array =>
  Uint8Array.from(Buffer.from(uid, 'hex')).reverse();
export const uidText = (bytes: Uint8Array): string =>
  Buffer.from(bytes).reverse().toString('hex').toUpperCase();

/** Block 1 of the configuration as it is in force; answered by every reader of the family. */
export const readConfig = (): Uint8Array => Uint8Array.of(COMMAND.readConfig, 0x01, 0x01);

export const inventory = (goOn: boolean): Uint8Array =>
  Uint8Array.of(COMMAND.inventory, goOn ? GO_ON : 0);

export const connect = (uid: string, { antenna, protocol, tagType }: TagPlace): Uint8Array => {
  const parameter = [ADDRESSED, ...uidBytes(uid)];
  return Uint8Array.of(COMMAND.connect, antenna, protocol, tagType, parameter.length, ...parameter);
};

export const disconnect = (handle: number): Uint8Array => Uint8Array.of(COMMAND.disconnect, handle);

/**
 * The length counts code and parameter; it is an extensible bit vector, one byte up to 127, and
 * nothing here is longer. lainuri ends a write with a stray 00 "for some reason": that was the
 * fourth byte of a block it took for three (hardware.md 2.2).
 */
const access = (handle: number, code: AccessCode, ...parameter: number[]): Uint8Array => {
  const length = 2 + parameter.length;
  if (length > ACCESS_BYTES_MAX) throw new RangeError(`${length} bytes in one access command`);
  return Uint8Array.of(COMMAND.access, handle, length, ...word(code), ...parameter);
};
export const ACCESS_BYTES_MAX = 127;

const NO_SECURITY_STATUS = 0;

export const readBlocks = (handle: number, first: number, blocks: number): Uint8Array =>
  access(handle, ACCESS.readBlocks, NO_SECURITY_STATUS, ...word(first), ...word(blocks));
export const readBlock = (handle: number, block: number): Uint8Array =>
  access(handle, ACCESS.readBlock, NO_SECURITY_STATUS, ...word(block));
export const writeBlocks = (
  handle: number,
  first: number,
  blocks: number,
  bytes: Uint8Array,
): Uint8Array => access(handle, ACCESS.writeBlocks, ...word(first), ...word(blocks), ...bytes);
export const writeBlock = (handle: number, block: number, bytes: Uint8Array): Uint8Array =>
  access(handle, ACCESS.writeBlock, ...word(block), ...bytes);
export const lockBlocks = (handle: number, first: number, blocks: number): Uint8Array =>
  access(handle, ACCESS.lockBlocks, ...word(first), ...word(blocks));
export const writeAfi = (handle: number, afi: number): Uint8Array =>
  access(handle, ACCESS.writeAfi, afi);
export const writeDsfid = (handle: number, dsfid: number): Uint8Array =>
  access(handle, ACCESS.writeDsfid, dsfid);
export const systemInfo = (handle: number): Uint8Array => access(handle, ACCESS.systemInfo);
export const setEas = (handle: number, on: boolean): Uint8Array =>
  access(handle, on ? ACCESS.easOn : ACCESS.easOff);
export const easAlarm = (handle: number): Uint8Array => access(handle, ACCESS.easAlarm);
