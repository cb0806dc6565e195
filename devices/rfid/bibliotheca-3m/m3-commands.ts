// What a 3M 210/810 is asked: command code and fields, identifiers most significant byte first
// (hardware.md 2.3; "3M RFID Reader Model 210 Protocol Specification" 1.0.0, 2009, by its examples
// and by the field lists in public programs after it). Pure.

export const COMMAND = {
  readBlocks: 0x02,
  checkEas: 0x03,
  writeBlocks: 0x04,
  writeBlock: 0x05,
  writeAfi: 0x09,
  getAfi: 0x0a,
  setEas: 0x0c,
  tagInfo: 0x0d,
  version: 0x11,
  inventory: 0xfe,
  /**
   * The rest stand in the specification's table of contents; their codes are from a public program
   * after it (unverified).
   */
  lockBlock: 0x08,
  writeDsfid: 0x0b,
  getDsfid: 0x0f,
} as const;

/** The protocol has no other blocks: each is four bytes in every command. */
export const BLOCK_BYTES = 4;
/**
 * As many as the public driver writes at once, which is the whole of a small tag (Biblio-RFID
 * `3M810.pm`).
 */
export const WRITE_BLOCKS_MAX = 8;

const ANY_AFI = 0x00;
/**
 * The options of every recording (hardware.md 2.3); the answer repeats them, and says by bit 0 and
 * 1 what each tag tells.
 */
const INVENTORY_OPTIONS = 0x05;
/** DSFID, AFI, memory, IC reference. */
const ALL_INFO = 0x0f;
const NO_FLAGS = 0x00;

const uidBytes = (uid: string): Uint8Array => Uint8Array.from(Buffer.from(uid, 'hex'));

export const uidText = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('hex').toUpperCase();

const toTag = (command: number, uid: string, ...fields: number[]): Uint8Array =>
  Uint8Array.of(command, ...uidBytes(uid), ...fields);

export const version = (): Uint8Array => Uint8Array.of(COMMAND.version);
/**
 * The same question in the older frame, as the first bytes of every recording (Biblio-RFID
 * `3M810.pm`).
 */
export const oldVersion = (): Uint8Array => Uint8Array.of(0x04, 0x00, COMMAND.version);
export const inventory = (): Uint8Array =>
  Uint8Array.of(COMMAND.inventory, ANY_AFI, INVENTORY_OPTIONS);
export const readBlocks = (uid: string, first: number, count: number): Uint8Array =>
  toTag(COMMAND.readBlocks, uid, first, count);
export const writeBlocks = (uid: string, first: number, bytes: Uint8Array): Uint8Array =>
  toTag(COMMAND.writeBlocks, uid, first, bytes.length / BLOCK_BYTES, NO_FLAGS, ...bytes);
export const writeBlock = (uid: string, block: number, bytes: Uint8Array): Uint8Array =>
  toTag(COMMAND.writeBlock, uid, block, ...bytes);
export const lockBlock = (uid: string, block: number): Uint8Array =>
  toTag(COMMAND.lockBlock, uid, block);
export const writeAfi = (uid: string, afi: number): Uint8Array => toTag(COMMAND.writeAfi, uid, afi);
export const getAfi = (uid: string): Uint8Array => toTag(COMMAND.getAfi, uid);
export const writeDsfid = (uid: string, dsfid: number): Uint8Array =>
  toTag(COMMAND.writeDsfid, uid, dsfid);
export const getDsfid = (uid: string): Uint8Array => toTag(COMMAND.getDsfid, uid);
export const tagInfo = (uid: string): Uint8Array => toTag(COMMAND.tagInfo, uid, ALL_INFO);
export const setEas = (uid: string, on: boolean): Uint8Array =>
  toTag(COMMAND.setEas, uid, on ? 1 : 0);
export const checkEas = (uid: string): Uint8Array => toTag(COMMAND.checkEas, uid);
