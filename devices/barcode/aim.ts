// What kind of symbol was read: AIM identifiers (ISO/IEC 15424, three characters `]cm`) and
// Honeywell's own one-byte ids (hardware.md 3.4). A station lends by number, so kinds that no
// library label uses are `unknown`.
import type { Symbology } from '../../profiles/site-schema.ts';

export const AIM_LENGTH = 3;

const byCodeCharacter: Readonly<Record<string, Symbology>> = {
  A: 'code39',
  C: 'code128',
  F: 'codabar',
  I: 'itf',
  Q: 'qr',
  d: 'datamatrix',
};

/**
 * Byte values of `a`, `b`, `c`, ... in Honeywell's table; UPC-A is an EAN-13 whose first digit is 0
 * and left away.
 */
const byHoneywellId: Readonly<Record<string, Symbology>> = {
  a: 'codabar',
  b: 'code39',
  c: 'ean13',
  d: 'ean13',
  D: 'ean8',
  e: 'itf',
  j: 'code128',
  s: 'qr',
  w: 'datamatrix',
};

const aimPattern = /^\][A-Za-z][0-9A-Za-z]/;

export const isAim = (aim: string): boolean => aim.length === AIM_LENGTH && aimPattern.test(aim);

/**
 * `]C0` is `code128`. Under `E` the modifier tells EAN-8 (4) from EAN-13 (0, and 3 with an add-on);
 * add-ons alone are not a code.
 */
export const symbologyOfAim = (aim: string): Symbology => {
  if (!isAim(aim)) return 'unknown';
  if (aim[1] === 'E') {
    if (aim[2] === '4') return 'ean8';
    return aim[2] === '0' || aim[2] === '3' ? 'ean13' : 'unknown';
  }
  return byCodeCharacter[aim.charAt(1)] ?? 'unknown';
};

/** Honeywell answers to menu commands come as `]Z6` in place of a scan: never a barcode. */
export const isScannerReply = (aim: string): boolean => isAim(aim) && aim[1] === 'Z';

export const symbologyOfHoneywellId = (id: number): Symbology =>
  byHoneywellId[String.fromCharCode(id)] ?? 'unknown';

/** Takes a leading AIM identifier off; `aim` is null when there is none. */
export const splitAim = (text: string): { aim: string | null; text: string } =>
  aimPattern.test(text)
    ? { aim: text.slice(0, AIM_LENGTH), text: text.slice(AIM_LENGTH) }
    : { aim: null, text };
