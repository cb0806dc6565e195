import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIin, iinCheckDigit } from '../../../station-server/circulation/iin.ts';

// Vectors of libraries.md 7.4: published samples and computed ones, nobody's own number.
describe('the IIN', () => {
  it('accepts the vectors, alone and with their birth date', () => {
    expect(checkIin('061211600012')).toBe('ok');
    expect(checkIin('061211600012', '2006-12-11')).toBe('ok');
    expect(checkIin('851231400021', '1985-12-31')).toBe('ok');
    expect(checkIin('120304600016', '2012-03-04')).toBe('ok');
  });

  it('rejects a right check digit with the century of another date', () => {
    expect(checkIin('900101500010', '1990-01-01')).toBe('iin-birth-date');
    expect(checkIin('851231400021', '1985-12-30')).toBe('iin-birth-date');
    expect(checkIin('851231400021', '2085-12-31')).toBe('iin-birth-date');
  });

  it('knows bodies that are never issued', () => {
    expect(iinCheckDigit('05070360001')).toBeNull();
    for (let digit = 0; digit <= 9; digit += 1)
      expect(checkIin(`05070360001${digit}`)).toBe('iin-check-digit');
  });

  it('wants twelve digits of ASCII', () => {
    for (const text of ['', '06121160001', '0612116000120', '06121160001a', '٠٦١٢١١٦٠٠٠١٢'])
      expect(checkIin(text), text).toBe('iin-length');
  });

  /** The number of that body, the last serial digit raised until one is issued. */
  const issued = (body: string): string => {
    for (let serial = 0; serial < 10; serial += 1) {
      const digit = iinCheckDigit(`${body}${serial}`);
      if (digit !== null) return `${body}${serial}${digit}`;
    }
    throw new Error('unreachable: one serial in ten is always issued');
  };

  it('reads the century digit: 0 tells none, 7 to 9 are not allocated', () => {
    expect(checkIin(issued('9005050000'), '1990-05-05')).toBe('ok');
    expect(checkIin(issued('9005051000'), '1890-05-05')).toBe('ok');
    for (const digit of [7, 8, 9]) {
      expect(checkIin(issued(`900505${digit}000`), '1990-05-05')).toBe('iin-birth-date');
      expect(checkIin(issued(`900505${digit}000`))).toBe('iin-birth-date');
    }
    expect(checkIin(issued('9002303000'))).toBe('iin-birth-date');
  });

  it('finds every single wrong digit but the eleventh, whose weight is 11', () => {
    const body = fc.integer({ min: 0, max: 9_999_999_999 }).map((n) => String(n).padStart(10, '0'));
    fc.assert(
      fc.property(body, fc.nat(11), fc.integer({ min: 1, max: 9 }), (start, place, shift) => {
        const right = issued(start);
        // A second pass starts only at remainder 10, so a slip from a first pass into a second can
        // hit by chance: leave it out.
        const wrongDigit = (Number(right[place]) + shift) % 10;
        const wrong = right.slice(0, place) + wrongDigit + right.slice(place + 1);
        const weighted = (text: string) =>
          Array.from(text.slice(0, 11), (digit, n) => Number(digit) * (n + 1)).reduce(
            (a, b) => a + b,
          );
        fc.pre(place !== 10);
        fc.pre(weighted(right) % 11 < 10 && weighted(wrong) % 11 < 10);
        expect(checkIin(wrong)).toBe('iin-check-digit');
      }),
    );
  });
});
