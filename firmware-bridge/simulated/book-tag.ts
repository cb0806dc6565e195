// The tag of a library's book, for a demonstration: ISO 28560-3 on an NXP tag of 112 bytes, its identifier made of the barcode.
import { encodeTag } from '../../devices/rfid/tag/encode-tag.ts';
import { defaultRfidRules } from '../../profiles/rfid-rules.ts';
import type { NewTag } from './rfid-field.ts';

const MODEL = { model: '28560-3', memoryBytes: 112, blockBytes: 4, lock: false } as const;
const USAGE_CIRCULATING = 0x10;
/** Ten hex digits after NXP's `E00401`: a barcode of 14 digits has more, and its last twelve tell books of a library apart. */
const SERIAL_HEX = 10;

export const uidOfBook = (barcode: string): string =>
  `E00401${BigInt(barcode.slice(2)).toString(16).toUpperCase().padStart(SERIAL_HEX, '0')}`;

export const bookTag = (barcode: string, owner: string, secured: boolean): NewTag => {
  const item = { pii: barcode, owner, parts: null, usage: USAGE_CIRCULATING };
  const { memory, dsfid } = encodeTag(item, MODEL);
  const { afiInStock, afiOnLoan } = defaultRfidRules;
  const afi = Number.parseInt(secured ? afiInStock : afiOnLoan, 16);
  return { uid: uidOfBook(barcode), dsfid, afi, memory };
};
