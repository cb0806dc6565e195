// Check digits of the codes that libraries scan: Luhn (ISO/IEC 7812-1 annex B), ISBN-13 and ISBN-10
// (ISO 2108), Code 39 modulo 43 (ISO/IEC 16388 annex A), and the modulo 10 of ITF-14 (GS1 General
// Specifications 7.9). `...CheckDigit` takes the payload without its check digit and returns one
// character; `isValid...` takes the whole code.

const digitsOnly = /^[0-9]+$/;
const CODE39 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';

/** Digits as numbers, the rightmost first: all three modulo 10 schemes weigh from the right. */
const fromRight = (digits: string): number[] => Array.from(digits, Number).reverse();

const tensComplement = (sum: number): string => String((10 - (sum % 10)) % 10);

const requireDigits = (payload: string, length?: number): void => {
  if (!digitsOnly.test(payload) || (length !== undefined && payload.length !== length))
    throw new RangeError(`a check digit needs ${length ?? 'some'} digits`);
};

const endsWithCheck = (code: string, checkDigit: (payload: string) => string): boolean =>
  code.length > 1 && checkDigit(code.slice(0, -1)) === code.slice(-1);

export const luhnCheckDigit = (payload: string): string => {
  requireDigits(payload);
  const sum = fromRight(payload).reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return tensComplement(sum);
};

export const isValidLuhn = (code: string): boolean =>
  digitsOnly.test(code) && endsWithCheck(code, luhnCheckDigit);

/**
 * Weights 3, 1, 3, ... from the right; of any length, as EAN-8, EAN-13 and ITF-14 share the rule.
 */
export const itfCheckDigit = (payload: string): string => {
  requireDigits(payload);
  const sum = fromRight(payload).reduce(
    (total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1),
    0,
  );
  return tensComplement(sum);
};

export const isValidItf = (code: string): boolean =>
  digitsOnly.test(code) && endsWithCheck(code, itfCheckDigit);

export const isbn13CheckDigit = (payload: string): string => {
  requireDigits(payload, 12);
  return itfCheckDigit(payload);
};

/** Only 978 and 979 are books: a valid EAN-13 of a pencil box is not an ISBN. */
export const isValidIsbn13 = (code: string): boolean =>
  /^97[89][0-9]{10}$/.test(code) && endsWithCheck(code, isbn13CheckDigit);

export const isbn10CheckDigit = (payload: string): string => {
  requireDigits(payload, 9);
  const sum = Array.from(payload, Number).reduce(
    (total, digit, index) => total + digit * (10 - index),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
};

export const isValidIsbn10 = (code: string): boolean =>
  /^[0-9]{9}[0-9X]$/.test(code) && endsWithCheck(code, isbn10CheckDigit);

/** The ISBN-13 of a valid ISBN-10 (`067443000X` is `9780674430006`), or null. */
export const isbn13FromIsbn10 = (code: string): string | null => {
  if (!isValidIsbn10(code)) return null;
  const payload = `978${code.slice(0, 9)}`;
  return payload + isbn13CheckDigit(payload);
};

export const mod43CheckDigit = (payload: string): string => {
  let sum = 0;
  for (const character of payload) {
    const value = CODE39.indexOf(character);
    if (value < 0) throw new RangeError('a modulo 43 check character needs Code 39 characters');
    sum += value;
  }
  return CODE39.charAt(sum % 43);
};

export const isValidMod43 = (code: string): boolean =>
  /^[0-9A-Z. $/+%-]+$/.test(code) && endsWithCheck(code, mod43CheckDigit);
