// AIM identifiers (ISO/IEC 15424) and Honeywell ids to symbologies.
import { describe, expect, it } from 'vitest';
import {
  isAim,
  isScannerReply,
  splitAim,
  symbologyOfAim,
  symbologyOfHoneywellId,
} from '../../../devices/barcode/aim.ts';

describe('AIM identifiers', () => {
  it.each([
    [']A0', 'code39'],
    [']C0', 'code128'],
    [']C1', 'code128'],
    [']E0', 'ean13'],
    [']E3', 'ean13'],
    [']E4', 'ean8'],
    [']E1', 'unknown'],
    [']F0', 'codabar'],
    [']I1', 'itf'],
    [']Q1', 'qr'],
    [']d2', 'datamatrix'],
    [']D0', 'unknown'],
    [']X0', 'unknown'],
    ['C0', 'unknown'],
    [']C', 'unknown'],
    [']C00', 'unknown'],
  ])('%s is %s', (aim, symbology) => {
    expect(symbologyOfAim(aim)).toBe(symbology);
  });

  it('are taken off the front of a text, and only there', () => {
    expect(splitAim(']C020000117')).toEqual({ aim: ']C0', text: '20000117' });
    expect(splitAim('20000117]C0')).toEqual({ aim: null, text: '20000117]C0' });
    expect(splitAim(']')).toEqual({ aim: null, text: ']' });
  });

  it('tell a scanner reply from a scan', () => {
    expect(isScannerReply(']Z6')).toBe(true);
    expect(isScannerReply(']C0')).toBe(false);
    expect(isAim('\0\0\0')).toBe(false);
  });
});

describe('Honeywell ids', () => {
  it.each([
    ['a', 'codabar'],
    ['b', 'code39'],
    ['c', 'ean13'],
    ['d', 'ean13'],
    ['D', 'ean8'],
    ['e', 'itf'],
    ['j', 'code128'],
    ['s', 'qr'],
    ['w', 'datamatrix'],
    ['?', 'unknown'],
    ['\0', 'unknown'],
  ])('%j is %s', (id, symbology) => {
    expect(symbologyOfHoneywellId(id.charCodeAt(0))).toBe(symbology);
  });
});
