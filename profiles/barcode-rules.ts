// What a scanned text means in this library: the site file's barcode rules applied to one read
// (hardware.md 3.4). Pure: no device, no database. Drivers report what the symbol holds; prefixes,
// start/stop and check digits go here.
import {
  isbn13FromIsbn10,
  isValidIsbn13,
  isValidItf,
  isValidLuhn,
  isValidMod43,
} from './check-digits.ts';
import type { BarcodeRule, Symbology } from './site-schema.ts';

export type RecognisedBarcode =
  | { kind: 'patron' | 'item' | 'isbn'; number: string }
  | { kind: 'refused'; reason: BarcodeRefusal };

export type BarcodeRefusal = 'barcode-unknown' | 'barcode-foreign' | 'barcode-check-digit';

/** A two-dimensional code may hold a whole page; no card or label of a library does. */
export const BARCODE_TEXT_MAX = 128;

const aimIdentifier = /^\][A-Za-z][0-9A-Za-z]/;
const codabarFrame = /^[A-D]([0-9$:/.+-]+)[A-D]$/i;

/**
 * The texts to try. Codabar sends its start and stop letters or not, as the scanner is set. Where
 * the symbology is not told, `A123B` may as well be a Code 39 label, so both readings are tried.
 */
const readings = (text: string, symbology: Symbology): string[] => {
  const plain = text.replace(aimIdentifier, '').trim();
  const inner = codabarFrame.exec(plain)?.[1];
  if (inner === undefined) return [plain];
  if (symbology === 'codabar') return [inner];
  return symbology === 'unknown' ? [plain, inner] : [plain];
};

const patterns = new WeakMap<BarcodeRule, RegExp>();

/**
 * A rule always matches from end to end: a shop's longer code must not pass for a card number
 * inside it.
 */
const patternOf = (rule: BarcodeRule): RegExp => {
  const known = patterns.get(rule);
  if (known) return known;
  const made = new RegExp(`^(?:${rule.pattern})$`, 'u');
  patterns.set(rule, made);
  return made;
};

/**
 * The number when the check digit holds, null when it does not. `whole` is the text, `captured` the
 * pattern's group 1.
 */
const checked = (rule: BarcodeRule, whole: string, captured: string | undefined): string | null => {
  const number = captured ?? whole;
  switch (rule.checkDigit) {
    case 'none':
      return number;
    case 'luhn':
      return isValidLuhn(number) ? number : null;
    case 'mod10-itf':
      return isValidItf(number) ? number : null;
    case 'isbn13':
      // Old labels carry ten digits; the catalogue knows only the thirteen.
      return isValidIsbn13(number) ? number : isbn13FromIsbn10(number);
    case 'mod43':
      // The check character belongs to the symbol, not to the number, so it is verified on the
      // whole and left away.
      if (!isValidMod43(whole)) return null;
      return captured ?? whole.slice(0, -1);
  }
};

const isForeignNumber = (text: string, libraryNumber: string): boolean =>
  /^[23][0-9]{13}$/.test(text) && isValidLuhn(text) && text.slice(1, 5) !== libraryNumber;

/**
 * A sound number of another library that only a rule for our own numbers takes. A rule that would
 * take the same number with our library digits too says "a card", not "their card"; a rule for
 * their digits alone is the site's word that it is welcome.
 */
const isForeignUnder = (rule: BarcodeRule, number: string, libraryNumber: string): boolean =>
  isForeignNumber(number, libraryNumber) &&
  patternOf(rule).test(number.charAt(0) + libraryNumber + number.slice(5));

const tryRule = (rule: BarcodeRule, text: string): string | 'no-match' | null => {
  const prefix = rule.stripPrefix ?? '';
  const body = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  const match = patternOf(rule).exec(body);
  return match ? checked(rule, body, match[1]) : 'no-match';
};

/**
 * Which patron, item or ISBN was scanned. The first rule that fits wholly wins; a rule whose
 * pattern fits but whose check digit does not is remembered, and told only when no later rule fits.
 * A sound 14-digit number of another library is `barcode-foreign`, unless a rule takes that
 * library's numbers and not ours. `libraryNumber` is `site.libraryNumber`, four digits.
 */
export const recogniseBarcode = (
  read: { text: string; symbology: Symbology },
  rules: readonly BarcodeRule[],
  libraryNumber: string,
): RecognisedBarcode => {
  if (read.text.length > BARCODE_TEXT_MAX) return { kind: 'refused', reason: 'barcode-unknown' };
  const texts = readings(read.text, read.symbology);
  let wrongCheckDigit = false;
  let foreign = texts.some((text) => isForeignNumber(text, libraryNumber));
  for (const rule of rules) {
    const carried =
      read.symbology === 'unknown' || (rule.symbologies?.includes(read.symbology) ?? true);
    if (!carried) continue;
    for (const text of texts) {
      const number = tryRule(rule, text);
      if (number === null) wrongCheckDigit = true;
      if (number === null || number === 'no-match' || number === '') continue;
      if (!isForeignUnder(rule, number, libraryNumber)) return { kind: rule.kind, number };
      foreign = true;
    }
  }
  if (foreign) return { kind: 'refused', reason: 'barcode-foreign' };
  return { kind: 'refused', reason: wrongCheckDigit ? 'barcode-check-digit' : 'barcode-unknown' };
};
