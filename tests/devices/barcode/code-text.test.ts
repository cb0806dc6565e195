// What counts as text, and where the AIM identifier is looked for.
import { describe, expect, it } from 'vitest';
import { barcodeRead, trimCode } from '../../../devices/barcode/code-text.ts';
import { scannerSettingsOf } from '../../../devices/barcode/scanner-settings.ts';
import { scannerProfile } from './scanner-profiles.ts';

const settings = (over: Parameters<typeof scannerProfile>[1] = {}) =>
  scannerSettingsOf(scannerProfile('serial-scanner', over));
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('barcodeRead', () => {
  it('takes an AIM identifier or none when it is optional', () => {
    expect(barcodeRead(bytes(']F0A123B'), settings())).toEqual({
      type: 'barcode-read',
      text: 'A123B',
      symbology: 'codabar',
      aim: ']F0',
    });
    expect(barcodeRead(bytes('A123B'), settings({ symbology: 'codabar' }))).toEqual({
      type: 'barcode-read',
      text: 'A123B',
      symbology: 'codabar',
    });
  });

  it('is noise without the identifier that is always sent, and leaves it in the text where none is', () => {
    expect(barcodeRead(bytes('20000117'), settings({ aim: 'always' }))).toBeNull();
    expect(barcodeRead(bytes(']C01'), settings({ aim: 'never' }))?.text).toBe(']C01');
  });

  it('is noise for control bytes, broken UTF-8, an identifier alone and a scanner reply', () => {
    for (const text of ['12\x0034', '12\x7f', '\xff\xfe12', ']C0', ']Z6REVINF'])
      expect(barcodeRead(bytes(text), settings())).toBeNull();
  });

  it('takes GS of a GS1 code and UTF-8 of a QR code', () => {
    expect(barcodeRead(bytes(']C1011\x1d21'), settings())?.text).toBe('011\x1d21');
    expect(barcodeRead(Buffer.from(']Q1кітап 1', 'utf8'), settings())?.text).toBe('кітап 1');
  });
});

describe('trimCode', () => {
  it('takes prefix and the longest suffix off, and refuses a missing prefix', () => {
    const own = settings({ prefix: '02' });
    expect(Buffer.from(trimCode(bytes('\x0212\r\n'), own) ?? []).toString()).toBe('12');
    expect(trimCode(bytes('12\r\n'), own)).toBeNull();
  });
});
