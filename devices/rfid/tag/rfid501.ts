// 3M RFID501, older than the standards: `04 | item and set size | 00 | type | 16 bytes barcode | branch and library | custom`. It names
// its library by a 3M number, not by an ISIL, so no owner comes out of it.
import type { TagFault } from '../tag-content.ts';
import { elementName, OID } from './element-names.ts';
import { checkedParts } from './iso-28560-2.ts';
import type { ModelReading, TagElement } from './tag-reading.ts';

export const RFID501_BYTES = 28;
export const RFID501_MARK = 0x04;
export const BARCODE_AT = 4;
export const BARCODE_BYTES = 16;
const LIBRARY_AT = 20;
const CUSTOM_AT = 24;
/** 0 other, 1 book, 2 magazine, 3 bound journal, 4 audio tape, 5 video, 6 CD, 7 diskette, 8 book + disk, 9 book + CD, 13 book + tape. */
const TYPES: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13]);
const FACTORY_BYTE = 0x55;
const FACTORY_BYTES = 24;

export const looksLikeRfid501 = (memory: Uint8Array): boolean =>
  memory.length >= RFID501_BYTES &&
  memory[0] === RFID501_MARK &&
  memory[2] === 0 &&
  TYPES.has(memory[3]!);

/** Fresh from 3M's factory: 24 times 55, zeros behind. Not programmed. */
export const isFactoryBlank = (memory: Uint8Array): boolean =>
  memory.length >= FACTORY_BYTES &&
  memory.every((byte, at) => byte === (at < FACTORY_BYTES ? FACTORY_BYTE : 0));

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

export const decodeRfid501 = (memory: Uint8Array): ModelReading => {
  const elements: TagElement[] = [];
  const refuse = (fault: TagFault, why: string): ModelReading => ({
    elements,
    checks: [],
    data: null,
    fault,
    why,
  });
  if (!looksLikeRfid501(memory))
    return refuse('model-unknown', 'it does not begin as 3M tags do: 04, set, 00, a known type');
  const field = memory.subarray(BARCODE_AT, BARCODE_AT + BARCODE_BYTES);
  const barcode = /^([\x20-\x7e]*)\0*$/.exec(Buffer.from(field).toString('latin1'))?.[1];
  if (barcode === undefined) return refuse('text-malformed', 'the barcode is no padded ASCII text');
  const [ordinal, of] = [memory[1]! >> 4, memory[1]! & 0xf];
  const add = (oid: number, value: string, name = elementName(oid)) =>
    elements.push({ oid, name, value, compaction: null });
  add(OID.pii, barcode);
  add(OID.parts, `${of}/${ordinal}`);
  add(0, hexOf(memory.subarray(3, 4)), '3M item type');
  add(0, hexOf(memory.subarray(LIBRARY_AT, CUSTOM_AT)), '3M branch and library');
  add(0, hexOf(memory.subarray(CUSTOM_AT, RFID501_BYTES)), '3M custom data');
  if (barcode === '') return refuse('pii-missing', 'the barcode is empty');
  const parts = checkedParts(of, ordinal);
  if (parts === undefined) return refuse('parts-wrong', `part ${ordinal} of ${of} cannot be`);
  return {
    elements,
    checks: [],
    data: { pii: barcode, owner: null, parts, usage: null },
    fault: null,
  };
};
