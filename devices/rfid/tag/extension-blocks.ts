// Extension blocks behind the basic block of ISO 28560-3: `length (itself included) | id, low byte first | XOR | payload`, fields parted
// by NUL in a fixed order, empty ones at the end left away. Length 0 ends them, 1 is a filler. All bytes of a block XOR to 0.
import { BYTE_OIDS, elementName } from './element-names.ts';
import type { TagCheck, TagElement } from './tag-reading.ts';

const HEAD_BYTES = 4;
export const BLOCK_BYTES_MAX = 255;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Elements of the structured blocks, in order. In block 1 the first is one byte with nothing behind it. */
export const BLOCK_FIELDS: Readonly<Record<number, readonly number[]>> = {
  1: [19, 22, 23],
  2: [9, 18, 10, 21, 13, 20],
  3: [6, 8, 7, 24],
  4: [17],
  5: [11, 12, 25],
};
export const LIBRARY_BLOCK = 1;
const MEDIA_FORMAT_MAX = 6;
const BLOCK_NAMES: Readonly<Record<number, string>> = {
  1: 'library',
  2: 'acquisition',
  3: 'supplement',
  4: 'title',
  5: 'ILL',
};

type Field = { oid: number; value: string };

const fieldText = (oid: number, bytes: Uint8Array): string | null => {
  if (BYTE_OIDS.has(oid) && bytes.length === 1)
    return Buffer.from(bytes).toString('hex').toUpperCase();
  try {
    const text = utf8.decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they show that this is no text
    return /[\x00-\x1f\x7f]/.test(text) ? null : text;
  } catch {
    return null;
  }
};

const splitAtNul = (bytes: Uint8Array): Uint8Array[] => {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
    parts.push(bytes.subarray(from, at));
    from = at + 1;
  }
  return [...parts, bytes.subarray(from)];
};

/** The fields of a structured block, or null where these bytes are not its payload. */
const structuredFields = (id: number, payload: Uint8Array): Field[] | null => {
  const oids = BLOCK_FIELDS[id]!;
  const isLibrary = id === LIBRARY_BLOCK;
  if (isLibrary && payload.length > 0 && payload[0]! > MEDIA_FORMAT_MAX) return null;
  const pieces = isLibrary
    ? [payload.subarray(0, 1), ...splitAtNul(payload.subarray(1))]
    : splitAtNul(payload);
  while (pieces.length > 0 && pieces.at(-1)!.length === 0) pieces.pop();
  if (pieces.length > oids.length) return null;
  const fields: Field[] = [];
  for (const [index, piece] of pieces.entries()) {
    const oid = oids[index]!;
    const value = fieldText(oid, piece);
    if (value === null) return null;
    if (value !== '') fields.push({ oid, value });
  }
  return fields;
};

/** The XOR byte stands before the payload since the amendment of 2006; older tags have it last. Both make the block XOR to 0. */
const fieldsOf = (id: number, block: Uint8Array): Field[] | null =>
  structuredFields(id, block.subarray(HEAD_BYTES)) ??
  structuredFields(id, block.subarray(HEAD_BYTES - 1, -1));

const xorOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);
const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

export type ExtensionBlocks = {
  elements: TagElement[];
  checks: TagCheck[];
  /** The alternative item identifier of a library block whose XOR is right and stands where editions with long identifiers put it. */
  longPii: string | null;
};

const readBlock = (block: Uint8Array, into: ExtensionBlocks): void => {
  const id = block[1]! | (block[2]! << 8);
  const structured = Object.hasOwn(BLOCK_FIELDS, id);
  const sum = xorOf(block);
  const stored = block[HEAD_BYTES - 1]!;
  const of = structured ? `${BLOCK_NAMES[id]} block` : `block ${id}`;
  into.checks.push({ of, ok: sum === 0, stored: hexByte(stored), computed: hexByte(sum ^ stored) });
  if (sum !== 0 || !structured) return;
  const standard = structuredFields(id, block.subarray(HEAD_BYTES));
  if (id === LIBRARY_BLOCK) into.longPii ??= standard?.find(({ oid }) => oid === 22)?.value ?? null;
  for (const { oid, value } of fieldsOf(id, block) ?? [])
    into.elements.push({ oid, name: elementName(oid), value, compaction: null });
};

/** Reads until the end mark, the end of memory, or a length that cannot be: makers leave their own bytes behind the basic block. */
export const readExtensionBlocks = (bytes: Uint8Array): ExtensionBlocks => {
  const found: ExtensionBlocks = { elements: [], checks: [], longPii: null };
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const length = bytes[at]!;
    const isFiller = length === 1;
    if (!isFiller && (length < HEAD_BYTES || at + length > bytes.length)) break;
    if (!isFiller) readBlock(bytes.subarray(at, at + length), found);
    at += length;
  }
  return found;
};

/** A block with its head; null where it is longer than its length byte can say. */
export const extensionBlock = (id: number, payload: Uint8Array): Uint8Array | null => {
  const length = HEAD_BYTES + payload.length;
  if (length > BLOCK_BYTES_MAX) return null;
  const block = Uint8Array.from([length, id & 0xff, id >> 8, 0, ...payload]);
  block[HEAD_BYTES - 1] = xorOf(block);
  return block;
};
