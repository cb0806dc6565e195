// Writes 3M RFID501 for libraries whose other readers know nothing newer. It has room for a barcode, parts up to 15 and no owner.
import type { TagItem } from '../../driver.ts';
import { RfidError } from '../errors.ts';
import { OID } from './element-names.ts';
import { BARCODE_AT, BARCODE_BYTES, RFID501_BYTES, RFID501_MARK } from './rfid501.ts';
import { type ExtraElement, unfit } from './tag-values.ts';

const PARTS_MAX = 15;
const TYPE_BOOK = 1;

export const writeRfid501 = (
  { pii, owner, parts, usage }: TagItem,
  extras: readonly ExtraElement[],
  memoryBytes: number,
): Uint8Array => {
  if (memoryBytes < RFID501_BYTES)
    throw new RfidError('tag-too-small', `RFID501 needs ${RFID501_BYTES} bytes`);
  if (!/^[\x20-\x7e]{1,16}$/.test(pii) || pii.length > BARCODE_BYTES)
    throw unfit(OID.pii, 'this model holds 16 ASCII characters');
  if (owner !== null) throw unfit(OID.owner, 'this model holds no ISIL');
  if (usage !== null) throw unfit(OID.usage, 'this model holds no type of usage');
  if (extras[0] !== undefined) throw unfit(extras[0].oid, 'this model has no place for it');
  const { of, ordinal } = parts ?? { of: 1, ordinal: 1 };
  if (of > PARTS_MAX) throw unfit(OID.parts, `this model counts to ${PARTS_MAX}`);
  const memory = new Uint8Array(memoryBytes);
  memory.set([RFID501_MARK, (ordinal << 4) | of, 0, TYPE_BOOK]);
  memory.set(Buffer.from(pii, 'latin1'), BARCODE_AT);
  return memory;
};
