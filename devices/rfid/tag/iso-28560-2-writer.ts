// Writes ISO 28560-2: identifier first, then the content parameter, then the rest by OID. What is to be locked fills whole blocks; the
// owner, which never changes either, then comes last, as in the standard's worked example.
import type { TagItem } from '../../driver.ts';
import { chooseCompaction, compactText } from './compaction.ts';
import { compactContentParameter } from './content-parameter.ts';
import { ebv8Bytes } from './ebv8.ts';
import { BYTE_OIDS, ISIL_OIDS, OID } from './element-names.ts';
import { compactIsil } from './isil-code.ts';
import { objectBytes } from './tag-objects.ts';
import { type ExtraElement, unfit } from './tag-values.ts';

/** An element as objects hold it; the content parameter's value is made from the others. */
export type ObjectElement = { oid: number; value: string; lock: boolean };

export type ObjectMemory = { bytes: Uint8Array; lockBlocks: number[] };

const compacted = (oid: number, value: string): { compaction: number; data: Uint8Array } => {
  if (BYTE_OIDS.has(oid))
    return { compaction: 0, data: Uint8Array.from(Buffer.from(value, 'hex')) };
  if (ISIL_OIDS.has(oid)) {
    const data = compactIsil(value);
    if (data === null) throw unfit(oid, 'it has characters that no ISIL has');
    return { compaction: 0, data };
  }
  const compaction = chooseCompaction(value);
  if (compaction === null) throw unfit(oid, 'no compaction holds it');
  return { compaction, data: compactText(compaction, value) };
};

type Plain = { oid: number; compaction: number; data: Uint8Array };

const plainBytes = (plain: Plain, pads: number | null): Uint8Array =>
  objectBytes(plain, pads, ebv8Bytes(plain.data.length));

/** The object, made so long that the next begins a block: the offset byte itself takes one of the bytes. */
const paddedBytes = (plain: Plain, at: number, blockBytes: number): Uint8Array => {
  const bare = plainBytes(plain, null);
  const missing = (blockBytes - ((at + bare.length) % blockBytes)) % blockBytes;
  return missing === 0 ? bare : plainBytes(plain, missing - 1);
};

/** Elements in the order given; padding between those that are locked and those that are not, and behind a locked end. */
export const writeObjects = (
  elements: readonly ObjectElement[],
  blockBytes: number,
): ObjectMemory => {
  const parts: Uint8Array[] = [];
  const lockBlocks = new Set<number>();
  let at = 0;
  for (const [index, { oid, value, lock }] of elements.entries()) {
    const next = elements[index + 1];
    const others = elements.map((element) => element.oid).filter((other) => other > oid);
    const plain: Plain =
      oid === OID.contentParameter
        ? { oid, compaction: 0, data: compactContentParameter(others) }
        : { oid, ...compacted(oid, value) };
    const closes = next === undefined ? lock : next.lock !== lock;
    const bytes = closes ? paddedBytes(plain, at, blockBytes) : plainBytes(plain, null);
    parts.push(bytes);
    if (lock)
      for (let byte = at; byte < at + bytes.length; byte++)
        lockBlocks.add(Math.floor(byte / blockBytes));
    at += bytes.length;
  }
  return { bytes: Uint8Array.from(Buffer.concat(parts)), lockBlocks: [...lockBlocks] };
};

/** Four digits where both halves have two at most, else six (ISO 28560-1, OID 4). */
const partsText = ({ of, ordinal }: { of: number; ordinal: number }): string => {
  const digits = of > 99 ? 3 : 2;
  return `${of}`.padStart(digits, '0') + `${ordinal}`.padStart(digits, '0');
};

/** The item and what stands beside it, in the order of writing. */
export const itemElements = (
  { pii, owner, parts, usage }: TagItem,
  extras: readonly ExtraElement[],
  lock: boolean,
): ObjectElement[] => {
  const open = (oid: number, value: string): ObjectElement => ({ oid, value, lock: false });
  const owned = owner === null ? [] : [{ oid: OID.owner, value: owner, lock }];
  const others = [
    ...(parts === null ? [] : [open(OID.parts, partsText(parts))]),
    ...(usage === null ? [] : [open(OID.usage, usage.toString(16).padStart(2, '0').toUpperCase())]),
    ...extras.map(({ oid, value }) => open(oid, value)).sort((a, b) => a.oid - b.oid),
  ];
  const rest = lock ? [...others, ...owned] : [...owned, ...others];
  const content = rest.length === 0 ? [] : [open(OID.contentParameter, '')];
  return [{ oid: OID.pii, value: pii, lock }, ...content, ...rest];
};
