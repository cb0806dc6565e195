// What a family of RFID readers can do with the tags in its field, each family in a folder of its
// own; `rfid-pad.ts` makes a pad of any of them. Bytes are in the order of the tag's memory,
// identifiers most significant byte first, whatever the reader sends.
import type { RfidError } from './errors.ts';

/** A tag that answered an inventory. `dsfid` null where the reader does not tell it. */
export type SeenTag = { uid: string; dsfid: number | null };

export type TagInfo = {
  dsfid: number;
  afi: number;
  blockBytes: number;
  /** 0 where the tag does not tell. */
  blocks: number;
};

/**
 * One command at a time. Every call rejects with an `RfidError`, within the profile's time limits.
 */
export type TagReader = {
  /**
   * Brings it into the state that the other calls need. Rejects when it does not answer as its
   * family does.
   */
  open(): Promise<{ model: string; firmware: string }>;
  /** All tags in the field, of all antennas. */
  inventory(): Promise<SeenTag[]>;
  info(uid: string): Promise<TagInfo>;
  read(uid: string, firstBlock: number, blocks: number, blockBytes: number): Promise<Uint8Array>;
  /** Whole blocks. May reject although the tag was written: read it back. */
  write(uid: string, firstBlock: number, bytes: Uint8Array, blockBytes: number): Promise<void>;
  /** A block that is locked already is no failure where the reader can tell. */
  lock(uid: string, firstBlock: number, blocks: number): Promise<void>;
  writeAfi(uid: string, afi: number): Promise<void>;
  writeDsfid(uid: string, dsfid: number): Promise<void>;
  /** NXP tags only. Absent where the family has no way to it. */
  setEas?(uid: string, on: boolean): Promise<void>;
  /** Null: this reader cannot tell "off" from "no tag" (3M 210, error 06). */
  readEas?(uid: string): Promise<boolean | null>;
  /** Switches the field off and on: a tag that was muted or half written answers again. */
  resetField(): Promise<void>;
  /** Safe twice; after it every call rejects with `reader-closed`. */
  close(): void;
};

export type { RfidError };
