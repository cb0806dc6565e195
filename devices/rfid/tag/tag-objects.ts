// The objects in a tag's memory as ISO/IEC 15962 lays them down: `precursor [OID - 15] [pad count] length data [pads]`. Bounded by the
// memory; where it is malformed, says so and gives what came before.
import type { TagFault } from '../tag-content.ts';
import { readEbv8 } from './ebv8.ts';

/** Precursor: bit 7 offset byte follows, bits 6-4 compaction, bits 3-0 relative OID, all ones where the next byte has it. */
const OFFSET_BIT = 0x80;
const OID_FOLLOWS = 0xf;
const END = 0x00;
const NULL_BYTE = 0x80;

export type TagObject = { oid: number; compaction: number; data: Uint8Array; pads: number };

export type ObjectsRead = {
  objects: TagObject[];
  fault: TagFault | null;
  why: string;
};

type Step = { object: TagObject; next: number } | { fault: TagFault; why: string };

const cut = (at: number): Step => ({
  fault: 'cut-short',
  why: `the object at byte ${at} does not end inside the memory`,
});

const readObject = (memory: Uint8Array, start: number): Step => {
  const precursor = memory[start]!;
  let at = start + 1;
  let oid = precursor & OID_FOLLOWS;
  if (oid === OID_FOLLOWS) {
    const above = memory[at++];
    if (above === undefined) return cut(start);
    if (above >= 0x80)
      return { fault: 'length-wrong', why: `the object at byte ${start} has an OID above 142` };
    oid += above;
  }
  let pads = 0;
  if (precursor & OFFSET_BIT) {
    const count = memory[at++];
    if (count === undefined) return cut(start);
    pads = count;
  }
  const length = readEbv8(memory, at);
  if (length === null) return cut(start);
  // Pads are skipped by count: makers fill them with 00, Annex P with 80.
  const end = length.next + length.value;
  if (end + pads > memory.length) return cut(start);
  const data = memory.subarray(length.next, end);
  return { object: { oid, compaction: (precursor >> 4) & 7, data, pads }, next: end + pads };
};

export const readTagObjects = (memory: Uint8Array): ObjectsRead => {
  const objects: TagObject[] = [];
  for (let at = 0; at < memory.length && memory[at] !== END; ) {
    if (memory[at] === NULL_BYTE) {
      at++;
      continue;
    }
    const step = readObject(memory, at);
    if ('fault' in step) return { objects, ...step };
    objects.push(step.object);
    at = step.next;
  }
  return { objects, fault: null, why: '' };
};

/** `pads` null: written without an offset byte. */
export const objectBytes = (
  { oid, compaction, data }: Omit<TagObject, 'pads'>,
  pads: number | null,
  lengthBytes: readonly number[],
): Uint8Array => {
  const shortOid = oid < OID_FOLLOWS;
  const precursor = (compaction << 4) | (shortOid ? oid : OID_FOLLOWS);
  return Uint8Array.from([
    pads === null ? precursor : precursor | OFFSET_BIT,
    ...(shortOid ? [] : [oid - OID_FOLLOWS]),
    ...(pads === null ? [] : [pads]),
    ...lengthBytes,
    ...data,
    ...new Uint8Array(pads ?? 0),
  ]);
};
