// Writes ISO 28560-3: basic block with its check value, long identifiers in the library block, other elements in the extension blocks
// that have a place for them, the XOR byte at index 3.
import type { TagItem } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import {
  BASIC_BYTES,
  CONTENT_PARAMETER,
  CRC_AT,
  computedCrc,
  OWNER_AT,
  PII_AT,
  PII_BYTES,
  PII_ELSEWHERE,
  SHORT_TAG_BYTES,
} from './basic-block.ts';
import { BYTE_OIDS, OID } from './element-names.ts';
import { BLOCK_FIELDS, extensionBlock, LIBRARY_BLOCK } from './extension-blocks.ts';
import { type ExtraElement, unfit } from './tag-values.ts';

const ALTERNATIVE_ITEM = 22;
const MEDIA_FORMAT = 19;
const CIRCULATING = 0x10;

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Without its hyphen. Prefixes other than a country have no place: nobody could tell where they end. */
const ownerBytes = (owner: string, room: number): Buffer => {
  if (!/^[A-Z]{2}-[^-]/.test(owner))
    throw unfit(OID.owner, 'this model holds only ISILs of a country, such as KZ-BALK');
  const bytes = utf8(owner.replace('-', ''));
  if (bytes.length > room)
    throw new RfidError(
      'tag-too-small',
      `the owner needs ${bytes.length} bytes, there are ${room}`,
    );
  return bytes;
};

/** High nibble of the type of usage; nothing said is a circulating item. */
const usageClass = (usage: number | null): number => {
  if ((usage ?? CIRCULATING) & 0xf)
    throw unfit(OID.usage, 'this model holds the class only (10, 70, 80), no sub-class');
  return (usage ?? CIRCULATING) >> 4;
};

const basicBlock = (item: TagItem, bytes: number, longPii: boolean): Uint8Array => {
  const block = new Uint8Array(bytes);
  block[0] = (CONTENT_PARAMETER << 4) | usageClass(item.usage);
  block[1] = item.parts?.of ?? 1;
  block[2] = item.parts?.ordinal ?? 1;
  if (longPii) block[PII_AT] = PII_ELSEWHERE;
  else block.set(utf8(item.pii), PII_AT);
  if (item.owner !== null) block.set(ownerBytes(item.owner, bytes - OWNER_AT), OWNER_AT);
  const crc = computedCrc(block);
  block.set([crc & 0xff, crc >> 8], CRC_AT);
  return block;
};

/** The payload of one structured block; null where it has nothing to hold. */
const payloadOf = (id: number, values: ReadonlyMap<number, string>): Uint8Array | null => {
  const oids = BLOCK_FIELDS[id]!;
  if (!oids.some((oid) => values.has(oid))) return null;
  const fields = oids.map((oid) => {
    const value = values.get(oid) ?? '';
    return BYTE_OIDS.has(oid) ? Buffer.from(value, 'hex') : utf8(value);
  });
  const texts = id === LIBRARY_BLOCK ? fields.slice(1) : fields;
  while (texts.length > 0 && texts.at(-1)!.length === 0) texts.pop();
  const joined = texts.flatMap((text, index) => (index === 0 ? [text] : [Buffer.of(0), text]));
  // The media format is a byte without a NUL behind it and is always there.
  const head = id === LIBRARY_BLOCK ? [fields[0]!.length === 1 ? fields[0]! : Buffer.of(0)] : [];
  return Uint8Array.from(Buffer.concat([...head, ...joined]));
};

const checkBlockValues = (values: ReadonlyMap<number, string>): void => {
  const known = Object.values(BLOCK_FIELDS).flat();
  for (const [oid, value] of values) {
    if (!known.includes(oid)) throw unfit(oid, 'this model has no place for it');
    if (BYTE_OIDS.has(oid) && value === '00')
      throw unfit(oid, '00 says nothing; leave the element out');
    if (oid === MEDIA_FORMAT && !/^0[1-6]$/.test(value)) throw unfit(oid, 'it is 01 to 06');
  }
};

const extensionBytes = (values: ReadonlyMap<number, string>): Uint8Array => {
  const blocks: Uint8Array[] = [];
  for (const id of Object.keys(BLOCK_FIELDS).map(Number)) {
    const payload = payloadOf(id, values);
    if (payload === null) continue;
    const block = extensionBlock(id, payload);
    if (block === null) throw unfit(BLOCK_FIELDS[id]![0]!, `block ${id} would exceed 255 bytes`);
    blocks.push(block);
  }
  return Uint8Array.from(Buffer.concat(blocks));
};

export const writeIso28560Part3 = (
  item: TagItem,
  extras: readonly ExtraElement[],
  memoryBytes: number,
): Uint8Array => {
  if (memoryBytes < SHORT_TAG_BYTES)
    throw new RfidError('tag-too-small', `28560-3 needs ${SHORT_TAG_BYTES} bytes`);
  const longPii = utf8(item.pii).length > PII_BYTES;
  const values = new Map(extras.map(({ oid, value }) => [oid, value]));
  if (longPii && values.has(ALTERNATIVE_ITEM))
    throw unfit(ALTERNATIVE_ITEM, 'its place is taken by the long primary identifier');
  if (longPii) values.set(ALTERNATIVE_ITEM, item.pii);
  checkBlockValues(values);
  const basic = basicBlock(item, Math.min(memoryBytes, BASIC_BYTES), longPii);
  const extension = extensionBytes(values);
  const needed = basic.length + extension.length;
  if (needed > memoryBytes)
    throw new RfidError('tag-too-small', `${needed} bytes are needed, the tag has ${memoryBytes}`);
  const memory = new Uint8Array(memoryBytes);
  memory.set(basic);
  memory.set(extension, basic.length);
  return memory;
};
