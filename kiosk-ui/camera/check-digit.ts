// Whether a read vouches for itself. Code 128, EAN-13 and QR carry check characters that their readers verify; Codabar, Code 39 and
// ITF need not, and there the number's own check digit stands in. The station applies the library's full rules afterwards
// (profiles/barcode-rules.ts); pages share no code with it, so the two sums are written here once more.

/** As `profiles/site-schema.ts` names them. */
export type CameraSymbology = 'code128' | 'ean13' | 'code39' | 'codabar' | 'itf' | 'qr';
export type Trust = 'checked' | 'bare' | 'refused';

/** Shorter than any number of a library here. */
const BARE_LENGTH_MIN = 6;

/** The sum of digits, weighed from the right; `fold` says what a digit at an odd place is worth. */
const sumFromRight = (digits: string, fold: (digit: number) => number): number => {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    sum += at % 2 === 1 ? fold(digit) : digit;
  }
  return sum;
};

/** ISO/IEC 7812-1 annex B: our cards and items, and most library numbers of 14 digits. */
const luhnHolds = (digits: string): boolean =>
  sumFromRight(digits, (digit) => (digit > 4 ? digit * 2 - 9 : digit * 2)) % 10 === 0;

/** GS1 General Specifications 7.9. */
const gs1Holds = (digits: string): boolean => sumFromRight(digits, (digit) => digit * 3) % 10 === 0;

/** `text` without start and stop characters. */
export const trustOf = (symbology: CameraSymbology, text: string): Trust => {
  if (symbology === 'code128' || symbology === 'ean13' || symbology === 'qr') return 'checked';
  const numbered = /^[0-9]{14}$/.test(text);
  if (symbology === 'itf') {
    // A line that leaves the code through its side ends in what looks like a stop: only the full length counts.
    // Our own numbers begin with 2 or 3 and end in a Luhn digit in whatever symbology; an ITF-14 has that of GS1.
    const holds = /^[23]/.test(text) ? luhnHolds(text) : gs1Holds(text);
    return numbered && holds ? 'checked' : 'refused';
  }
  if (numbered) return luhnHolds(text) ? 'checked' : 'refused';
  return text.length >= BARE_LENGTH_MIN ? 'bare' : 'refused';
};
