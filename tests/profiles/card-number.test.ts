// Numbers made here: their parts, their bounds, and that what is made can be read back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  makeNumber,
  type NumberParts,
  parseNumber,
  SERIAL_MAX,
} from '../../profiles/card-number.ts';
import { isValidLuhn, luhnCheckDigit } from '../../profiles/check-digits.ts';
import { ProfileError } from '../../profiles/errors.ts';

const parts: NumberParts = { kind: 'patron', libraryNumber: '7101', station: 1, serial: 17 };

describe('makeNumber', () => {
  it('puts the parts in their places', () => {
    expect(makeNumber(parts)).toMatch(/^2710100100017[0-9]$/);
    expect(makeNumber({ ...parts, kind: 'item', station: 999, serial: SERIAL_MAX })).toMatch(
      /^3710199999999[0-9]$/,
    );
    expect(isValidLuhn(makeNumber(parts))).toBe(true);
  });

  it.each([
    { station: 0 },
    { station: 1000 },
    { serial: -1 },
    { serial: SERIAL_MAX + 1 },
    { serial: 1.5 },
    { libraryNumber: '71' },
  ])('refuses %j', (wrong) => {
    const make = () => makeNumber({ ...parts, ...wrong });
    expect(make).toThrow(ProfileError);
    expect(make).toThrow(expect.objectContaining({ code: 'number-out-of-range' }));
  });
});

describe('parseNumber', () => {
  it('reads back what was made', () => {
    const anyParts = fc.record({
      kind: fc.constantFrom('patron' as const, 'item' as const),
      libraryNumber: fc.stringMatching(/^[0-9]{4}$/),
      station: fc.integer({ min: 1, max: 999 }),
      serial: fc.integer({ min: 0, max: SERIAL_MAX }),
    });
    fc.assert(
      fc.property(anyParts, (made) => {
        expect(parseNumber(makeNumber(made))).toEqual(made);
      }),
    );
  });

  it.each([
    '',
    '2710100100017',
    '27101001000170x',
    '47101001000178',
    '23006003382594',
    'A27101001000177B',
  ])('says null to %j', (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it('says null to a sound number of station 0, which is nobody', () => {
    const number = `2710100000017${luhnCheckDigit('2710100000017')}`;
    expect(isValidLuhn(number)).toBe(true);
    expect(parseNumber(number)).toBeNull();
  });
});
