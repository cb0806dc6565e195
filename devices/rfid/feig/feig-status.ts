// What a FEIG reader's status byte means for the tag and for staff (system manual H60301-3e, annex
// D "Index of Status Bytes"; hardware.md 2.1). A write that ends with a fault may have been done
// all the same; the pad reads it back.
import { RfidError, type RfidErrorCode } from '../errors.ts';

export const STATUS_OK = 0x00;
export const STATUS_NO_TRANSPONDER = 0x01;
export const STATUS_RF_WARNING = 0x84;
export const STATUS_MORE_DATA = 0x94;
export const STATUS_ISO_ERROR = 0x95;
/** ISO/IEC 15693-3 error code: the block is locked already. */
export const ISO_ALREADY_LOCKED = 0x11;

type Row = { text: string; read: RfidErrorCode; write: RfidErrorCode };

const tag = (text: string): Row => ({ text, read: 'tag-gone', write: 'write-uncertain' });
const refused = (text: string): Row => ({ text, read: 'reader-refused', write: 'reader-refused' });

const rows: Readonly<Record<number, Row>> = {
  [STATUS_NO_TRANSPONDER]: { text: 'no transponder', read: 'tag-gone', write: 'tag-gone' },
  2: tag('data false'),
  3: tag('write error'),
  4: tag('address error'),
  5: tag('wrong transponder type'),
  8: refused('authentication error'),
  14: refused('general error'),
  16: refused('EEPROM failure'),
  17: refused('parameter range error'),
  19: refused('login request'),
  20: refused('login error'),
  21: refused('read protect'),
  22: refused('write protect'),
  128: refused('unknown command'),
  129: refused('length error'),
  130: refused('command not available, the reader is in scan mode'),
  131: tag('RF communication error'),
  147: refused('data buffer overflow'),
};

/** ISO/IEC 15693-3 table 6; FEIG hands the code on after status 95. */
const isoErrors: Readonly<Record<number, string>> = {
  1: 'command not supported',
  2: 'command not recognised',
  3: 'option not supported',
  15: 'unknown error',
  16: 'no such block',
  [ISO_ALREADY_LOCKED]: 'block already locked',
  18: 'block locked',
  19: 'block not programmed',
  20: 'block not locked',
};

const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

/** The error of a reply whose status is not one of success. */
export const feigError = (status: number, data: Uint8Array, writing: boolean): RfidError => {
  if (status === STATUS_ISO_ERROR) {
    const code = data[0] ?? 0;
    return new RfidError('tag-refused', `status 95 ${hex(code)}, ${isoErrors[code] ?? 'unknown'}`);
  }
  const row = rows[status];
  if (!row) return new RfidError('reader-refused', `status ${hex(status)}`);
  return new RfidError(writing ? row.write : row.read, `status ${hex(status)}, ${row.text}`);
};
