// What a pad asks of the code that knows the data models (`tag/`): meaning from memory, memory from
// an item. Bytes in the order of the tag's memory.
import type { RfidRules } from '../../profiles/rfid-rules.ts';
import type { TagItem } from '../driver.ts';
import { decodeTag } from './tag/decode-tag.ts';
import { encodeTag } from './tag/encode-tag.ts';
import type { TagContent, TagModel } from './tag-content.ts';

export type DecodeOptions = { dsfid: number; afi?: number; rules: RfidRules; isil: string };
export type EncodeOptions = {
  model: TagModel;
  memoryBytes: number;
  blockBytes: number;
  lock: boolean;
};
export type EncodedTag = {
  memory: Uint8Array;
  dsfid: number;
  /** Numbers of the blocks to lock after the write; empty unless asked for. */
  lockBlocks: readonly number[];
};

export type TagCodec = {
  /** Never throws: what cannot be understood is `unreadable`. */
  decodeTag(memory: Uint8Array, options: DecodeOptions): { content: TagContent };
  /** Throws an RfidError: `tag-too-small`, `value-unfit`. */
  encodeTag(item: TagItem, options: EncodeOptions): EncodedTag;
};

/** All data models that we know. */
export const tagCodec: TagCodec = { decodeTag, encodeTag };
