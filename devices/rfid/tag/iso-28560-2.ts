// ISO 28560-2: a library's elements as objects of ISO/IEC 15962, in any order. Reading; `iso-28560-2-writer.ts` writes.
import type { TagFault, TagParts } from '../tag-content.ts';
import { expandText, isTextCompaction } from './compaction.ts';
import { expandContentParameter } from './content-parameter.ts';
import { BYTE_OIDS, elementName, ISIL_OIDS, OID } from './element-names.ts';
import { expandIsil } from './isil-code.ts';
import { readTagObjects, type TagObject } from './tag-objects.ts';
import type { ModelReading, TagElement } from './tag-reading.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** Octets and UTF-8 are read as text; one byte of a one-byte element is its value whichever of them the maker chose. */
const isRawByte = ({ oid, compaction, data }: TagObject): boolean =>
  BYTE_OIDS.has(oid) && data.length === 1 && compaction >= 6;

/** Null where the bytes are malformed for their compaction. */
const objectValue = (object: TagObject): string | null => {
  const { oid, compaction, data } = object;
  if (isRawByte(object)) return hexOf(data);
  if (isTextCompaction(compaction)) {
    const text = expandText(compaction, data);
    // Some makers fill an element that they have nothing for with NULs.
    return text !== null && /^\0+$/.test(text) ? '' : text;
  }
  if (oid === OID.contentParameter) return expandContentParameter(data).join(' ');
  return ISIL_OIDS.has(oid) ? expandIsil(data) : hexOf(data);
};

/** ISO 28560-1, OID 4: number of parts, then the ordinal, 1 to 3 digits each. `undefined` where it is neither that nor empty. */
export const partsOf = (text: string): TagParts | null | undefined => {
  if (text === '' || /^0+$/.test(text)) return null;
  if (!/^(?:\d{2}|\d{4}|\d{6})$/.test(text)) return undefined;
  const half = text.length / 2;
  return checkedParts(Number(text.slice(0, half)), Number(text.slice(half)));
};

/** A part beyond the last, or part 0, is none; one of one says nothing. */
export const checkedParts = (of: number, ordinal: number): TagParts | null | undefined => {
  if (of === 0 && ordinal === 0) return null;
  if (ordinal < 1 || ordinal > of) return undefined;
  return of === 1 ? null : { of, ordinal };
};

export const decodeIso28560Part2 = (memory: Uint8Array): ModelReading => {
  const { objects, fault, why } = readTagObjects(memory);
  const elements: TagElement[] = [];
  const refuse = (refusal: TagFault, reason: string): ModelReading => ({
    elements,
    checks: [],
    data: null,
    fault: refusal,
    why: reason,
  });
  for (const object of objects) {
    const { oid, compaction } = object;
    const name = elementName(oid);
    if (oid === OID.pii && compaction === 0)
      return refuse('compaction-unknown', 'the primary item identifier has no defined compaction');
    const value = objectValue(object);
    if (value === null)
      return refuse(
        'text-malformed',
        `OID ${oid} (${name}) is malformed for compaction ${compaction}`,
      );
    elements.push({ oid, name, value, compaction });
  }
  if (fault !== null) return refuse(fault, why);
  const value = (oid: number) => elements.find((element) => element.oid === oid)?.value ?? '';
  const pii = value(OID.pii);
  if (pii === '') return refuse('pii-missing', 'there is no primary item identifier');
  if (elements.filter(({ oid }) => oid === OID.pii).length > 1)
    return refuse('pii-implausible', 'there are two primary item identifiers');
  const parts = partsOf(value(OID.parts));
  if (parts === undefined)
    return refuse('parts-wrong', `set information "${value(OID.parts)}" names no part`);
  const usage = value(OID.usage);
  return {
    elements,
    checks: [],
    data: {
      pii,
      owner: value(OID.owner) || null,
      parts,
      usage: /^[0-9A-F]{2}$/i.test(usage) ? Number.parseInt(usage, 16) : null,
    },
    fault: null,
  };
};
