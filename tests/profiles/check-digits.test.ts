// Check digits against public samples (tests/fixtures/barcode-vectors.jsonl) and against their own
// promise: one wrong digit shows.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as check from '../../profiles/check-digits.ts';

const vectors = readFileSync(new URL('../fixtures/barcode-vectors.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { standard: string; text?: string });
const sample = (standard: string) =>
  vectors.filter((vector) => vector.standard.includes(standard)).map((vector) => vector.text!);

describe('public samples', () => {
  it('hold', () => {
    expect(sample('Luhn').map(check.isValidLuhn)).toEqual([true]);
    expect(sample('ISBN-10').map(check.isValidIsbn10)).toEqual([true]);
    expect(sample('mod 43').map(check.isValidMod43)).toEqual([true, true]);
    expect(sample('ITF-14').map(check.isValidItf)).toEqual([true]);
    expect(check.isValidIsbn13('9780596809485')).toBe(true);
    expect(check.isValidLuhn('31234000000016')).toBe(true);
    expect(check.mod43CheckDigit('CODE39')).toBe('W');
  });

  it('a valid EAN-13 that is no book is no ISBN', () => {
    expect(
      sample('EAN-13').map((text) => [check.isValidItf(text), check.isValidIsbn13(text)]),
    ).toEqual([[true, false]]);
  });

  it('ISBN-10 with X becomes the ISBN-13 of the same book', () => {
    expect(check.isbn13FromIsbn10('067443000X')).toBe('9780674430006');
    expect(check.isbn13FromIsbn10('0674430001')).toBeNull();
  });
});

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

describe('each scheme', () => {
  const schemes = [
    ['luhn', digits(13), check.luhnCheckDigit, check.isValidLuhn],
    ['itf', digits(13), check.itfCheckDigit, check.isValidItf],
    ['isbn13', digits(9).map((rest) => `978${rest}`), check.isbn13CheckDigit, check.isValidIsbn13],
    ['isbn10', digits(9), check.isbn10CheckDigit, check.isValidIsbn10],
    [
      'mod43',
      fc.stringMatching(/^[0-9A-Z. $/+%-]{1,20}$/),
      check.mod43CheckDigit,
      check.isValidMod43,
    ],
  ] as const;

  it.each(schemes)(
    '%s takes its own check digit and shows every single wrong digit',
    (_, payloads, checkDigit, isValid) => {
      fc.assert(
        fc.property(payloads, fc.nat(), fc.integer({ min: 1, max: 9 }), (payload, place, by) => {
          const code = payload + checkDigit(payload);
          expect(isValid(code)).toBe(true);
          const at = place % code.length;
          const old = code.charAt(at);
          if (!/[0-9]/.test(old)) return;
          const wrong = code.slice(0, at) + String((Number(old) + by) % 10) + code.slice(at + 1);
          expect(isValid(wrong)).toBe(false);
        }),
      );
    },
  );

  it.each(schemes)('%s says no to what is no code', (_, __, ___, isValid) => {
    for (const text of ['', '5', 'қазақ', '12a', '１２３']) expect(isValid(text)).toBe(false);
  });

  it('a payload that has no check digit is a mistake of the caller', () => {
    expect(() => check.luhnCheckDigit('12x')).toThrow(RangeError);
    expect(() => check.isbn13CheckDigit('978')).toThrow(RangeError);
    expect(() => check.mod43CheckDigit('ә')).toThrow(RangeError);
  });
});
