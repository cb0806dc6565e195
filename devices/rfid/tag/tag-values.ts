// What may be written on a tag: an item, and elements beside it. Refused before the first byte, with the element named.
import type { TagItem } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import { BYTE_OIDS, elementName, ISIL_OIDS, OID, OID_NAMED_MAX } from './element-names.ts';

/** An element beside those of the item: OID 6 and above, text as ISO 28560-1 has it, one-byte elements as two hex digits. */
export type ExtraElement = { oid: number; value: string };

/** ISO 15511 and ISO 28560-1, OID 3. */
const isilPattern = /^[A-Za-z0-9/:-]{1,16}$/;
/** Of any element: no model has room for more, and no library for control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const unfitText = /[\x00-\x1f\x7f-\x9f]|\p{Surrogate}/u;

export const unfit = (oid: number, why: string): RfidError =>
  new RfidError('value-unfit', `OID ${oid} (${elementName(oid)}): ${why}`);

const checkText = (oid: number, value: string): void => {
  if (value === '') throw unfit(oid, 'it is empty');
  if (unfitText.test(value)) throw unfit(oid, 'it has control characters');
  if (ISIL_OIDS.has(oid) && !isilPattern.test(value))
    throw unfit(oid, 'an ISIL has 1 to 16 letters, digits and / : -');
  if (BYTE_OIDS.has(oid) && !/^[0-9A-F]{2}$/.test(value))
    throw unfit(oid, 'it is one byte, two upper-case hex digits');
};

const byteOf = (value: number | null, oid: number): void => {
  if (value !== null && !(Number.isInteger(value) && value >= 0 && value <= 0xff))
    throw unfit(oid, `${value} is no byte`);
};

/** Throws `value-unfit` for what no model can hold. */
export const checkItem = ({ pii, owner, parts, usage }: TagItem): void => {
  checkText(OID.pii, pii);
  if (pii !== pii.trim()) throw unfit(OID.pii, 'it begins or ends with a blank');
  if (owner !== null) checkText(OID.owner, owner);
  byteOf(usage, OID.usage);
  if (parts === null) return;
  byteOf(parts.of, OID.parts);
  byteOf(parts.ordinal, OID.parts);
  if (parts.ordinal < 1 || parts.ordinal > parts.of)
    throw unfit(OID.parts, `there is no part ${parts.ordinal} of ${parts.of}`);
};

export const checkExtras = (extras: readonly ExtraElement[]): void => {
  const seen = new Set<number>();
  for (const { oid, value } of extras) {
    if (!Number.isInteger(oid) || oid <= OID.usage || oid > OID_NAMED_MAX)
      throw unfit(oid, 'not an element that may stand beside those of the item');
    if (seen.has(oid)) throw unfit(oid, 'it is given twice');
    seen.add(oid);
    checkText(oid, value);
  }
};
