// An item as the memory of a tag: whole memory, zeros behind the data, the DSFID that says its model, and the blocks that may be locked
// afterwards. AFI is not among them: it is the security bit.
import type { TagItem } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import type { TagModel } from '../tag-content.ts';
import { BASIC_BYTES } from './basic-block.ts';
import { itemElements, writeObjects } from './iso-28560-2-writer.ts';
import { writeIso28560Part3 } from './iso-28560-3-writer.ts';
import { RFID501_BYTES } from './rfid501.ts';
import { writeRfid501 } from './rfid501-writer.ts';
import { checkExtras, checkItem, type ExtraElement } from './tag-values.ts';

export type TagData = TagItem & { elements?: readonly ExtraElement[] };

export type EncodeOptions = {
  model: TagModel;
  memoryBytes: number;
  blockBytes: number;
  lock: boolean;
};

export type EncodedTag = {
  memory: Uint8Array;
  dsfid: number;
  /** Numbers of the blocks to lock; empty without `lock`. */
  lockBlocks: number[];
};

const DSFIDS: Readonly<Record<TagModel, number>> = { '28560-2': 0x06, '28560-3': 0x3e, '3m': 0 };

/** Blocks that hold nothing but the first `bytes` bytes: what follows in a shared one may still change. */
const wholeBlocks = (bytes: number, blockBytes: number): number[] =>
  Array.from({ length: Math.floor(bytes / blockBytes) }, (_, block) => block);

const encodePart2 = (
  item: TagItem,
  extras: readonly ExtraElement[],
  { memoryBytes, blockBytes, lock }: EncodeOptions,
): Omit<EncodedTag, 'dsfid'> => {
  const { bytes, lockBlocks } = writeObjects(itemElements(item, extras, lock), blockBytes);
  if (bytes.length > memoryBytes)
    throw new RfidError('tag-too-small', `${bytes.length} bytes are needed, it has ${memoryBytes}`);
  const memory = new Uint8Array(memoryBytes);
  memory.set(bytes);
  return { memory, lockBlocks };
};

/** Throws RfidError `tag-too-small` or `value-unfit`; what it returns decodes to the same item. */
export const encodeTag = (
  { elements = [], ...item }: TagData,
  options: EncodeOptions,
): EncodedTag => {
  const { model, memoryBytes, blockBytes, lock } = options;
  checkItem(item);
  checkExtras(elements);
  const dsfid = DSFIDS[model];
  if (model === '28560-2') return { ...encodePart2(item, elements, options), dsfid };
  const memory =
    model === '28560-3'
      ? writeIso28560Part3(item, elements, memoryBytes)
      : writeRfid501(item, elements, memoryBytes);
  const fixed = model === '28560-3' ? Math.min(memoryBytes, BASIC_BYTES) : RFID501_BYTES;
  return { memory, dsfid, lockBlocks: lock ? wholeBlocks(fixed, blockBytes) : [] };
};
