// AIM symbology identifiers that a scanner sends for each symbology (ISO/IEC 15424; hardware.md
// 3.4).
import type { Symbology } from '../../profiles/site-schema.ts';

/** Empty where there is none to send. */
export const aimOf: Record<Symbology, string> = {
  code128: ']C0',
  code39: ']A0',
  codabar: ']F0',
  ean13: ']E0',
  ean8: ']E4',
  itf: ']I0',
  qr: ']Q1',
  datamatrix: ']d1',
  unknown: '',
};
