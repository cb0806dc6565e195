// Where the fields of ISO 28560-3's basic block lie, and its check value: over bytes 0-18 and 21-33, as if a tag of 32 bytes went on
// with zeros (Annex B.1, cut, proves it).
import { tagCrc } from './tag-crc.ts';

export const PII_AT = 3;
export const PII_BYTES = 16;
export const CRC_AT = 19;
export const OWNER_AT = 21;
export const BASIC_BYTES = 34;
/** The smallest tag of the model; its ISIL has two bytes less. */
export const SHORT_TAG_BYTES = 32;
/** In place of an identifier of more than 16 bytes, which then stands in the library block (WG11, edition of 2011). */
export const PII_ELSEWHERE = 0x01;
/** High nibble of byte 0: content parameter, the same in every edition. */
export const CONTENT_PARAMETER = 1;

export const storedCrc = (memory: Uint8Array): number =>
  (memory[CRC_AT] ?? 0) | ((memory[CRC_AT + 1] ?? 0) << 8);

export const computedCrc = (memory: Uint8Array): number => {
  const block = new Uint8Array(BASIC_BYTES);
  block.set(memory.subarray(0, BASIC_BYTES));
  return tagCrc(Buffer.concat([block.subarray(0, CRC_AT), block.subarray(OWNER_AT)]));
};

export const hasValidCrc = (memory: Uint8Array): boolean =>
  memory.length >= SHORT_TAG_BYTES && storedCrc(memory) === computedCrc(memory);

/** Each block back to front: how FEIG readers deliver and expect them. Its own inverse; a piece at the end stays. */
export const reverseBlocks = (memory: Uint8Array, blockBytes: number): Uint8Array => {
  const turned = memory.slice();
  for (let at = 0; at + blockBytes <= turned.length; at += blockBytes)
    turned.subarray(at, at + blockBytes).reverse();
  return turned;
};

/** Which way round the blocks of a 28560-3 tag are; null where neither gives a valid check value. */
export const blockOrderOf = (
  memory: Uint8Array,
  blockBytes: number,
): 'as-stored' | 'reversed' | null => {
  if (hasValidCrc(memory)) return 'as-stored';
  return hasValidCrc(reverseBlocks(memory, blockBytes)) ? 'reversed' : null;
};
