// A scan under a site's rules: which rule wins, what is stripped, what is refused and why.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BARCODE_TEXT_MAX, recogniseBarcode } from '../../profiles/barcode-rules.ts';
import { makeNumber } from '../../profiles/card-number.ts';
import type { BarcodeRule, Symbology } from '../../profiles/site-schema.ts';

const LIBRARY = '7101';
const card = makeNumber({ kind: 'patron', libraryNumber: LIBRARY, station: 1, serial: 17 });
const label = makeNumber({ kind: 'item', libraryNumber: LIBRARY, station: 1, serial: 17 });
/** hardware.md 3.4: a sound patron number of institution 3006. */
const foreign = '23006003382595';

const rule = (given: Partial<BarcodeRule>): BarcodeRule => ({
  kind: 'item',
  pattern: '[0-9]{8}',
  checkDigit: 'none',
  why: 'a test',
  ...given,
});
const site = [
  rule({ kind: 'patron', pattern: '^2[0-9]{13}$', checkDigit: 'luhn' }),
  rule({ kind: 'item', pattern: '^3[0-9]{13}$', checkDigit: 'luhn' }),
  rule({ kind: 'isbn', pattern: '^97[89][0-9]{10}$', checkDigit: 'isbn13' }),
  rule({ pattern: '^[0-9]{8}$', symbologies: ['code128', 'code39'] }),
];
const recognise = (text: string, symbology: Symbology = 'unknown', rules = site) =>
  recogniseBarcode({ text, symbology }, rules, LIBRARY);
const refused = (reason: string) => ({ kind: 'refused', reason });
const wrongLast = (code: string) => code.slice(0, -1) + ((Number(code.at(-1)) + 1) % 10);

describe('a site of its own numbers', () => {
  it('knows cards, labels, ISBNs and old short labels', () => {
    expect(recognise(card, 'codabar')).toEqual({ kind: 'patron', number: card });
    expect(recognise(label, 'code128')).toEqual({ kind: 'item', number: label });
    expect(recognise('9780596809485', 'ean13')).toEqual({ kind: 'isbn', number: '9780596809485' });
    expect(recognise('20000117')).toEqual({ kind: 'item', number: '20000117' });
  });

  it('believes a rule only in its symbologies', () => {
    expect(recognise('20000117', 'ean8')).toEqual(refused('barcode-unknown'));
    expect(recognise('20000117', 'code39')).toEqual({ kind: 'item', number: '20000117' });
  });

  it('tells a misread from a code of a shop', () => {
    expect(recognise(wrongLast(card))).toEqual(refused('barcode-check-digit'));
    expect(recognise('9780596809486')).toEqual(refused('barcode-check-digit'));
    expect(recognise('4006381333931', 'ean13')).toEqual(refused('barcode-unknown'));
  });

  it('refuses another library by name, though its general rule would fit', () => {
    expect(recognise(foreign, 'codabar')).toEqual(refused('barcode-foreign'));
    expect(recognise(`A${foreign}B`, 'codabar')).toEqual(refused('barcode-foreign'));
    expect(recognise(foreign, 'code128', [rule({})])).toEqual(refused('barcode-foreign'));
  });

  it('takes another library whose digits a rule names', () => {
    const welcome = rule({ kind: 'patron', pattern: '23006[0-9]{9}', checkDigit: 'luhn' });
    expect(recognise(foreign, 'codabar', [...site, welcome])).toEqual({
      kind: 'patron',
      number: foreign,
    });
    expect(recognise(wrongLast(foreign), 'codabar', [welcome])).toEqual(
      refused('barcode-check-digit'),
    );
  });
});

describe('Codabar', () => {
  it.each(['A%B', 'D%D', 'a%b'])('start and stop go: %s', (frame) => {
    expect(recognise(frame.replace('%', card), 'codabar')).toEqual({
      kind: 'patron',
      number: card,
    });
    expect(recognise(frame.replace('%', card), 'unknown')).toEqual({
      kind: 'patron',
      number: card,
    });
  });

  it('letters of a Code 39 label stay; where the symbology is not told both readings are tried', () => {
    const rules = [rule({ pattern: '[A-Z][0-9]+[A-Z]' })];
    expect(recognise('A123B', 'code39', rules)).toEqual({ kind: 'item', number: 'A123B' });
    expect(recognise('A123B', 'unknown', rules)).toEqual({ kind: 'item', number: 'A123B' });
    expect(recognise('A123B', 'codabar', rules)).toEqual(refused('barcode-unknown'));
  });
});

describe('rules', () => {
  it('the first that fits wins', () => {
    const rules = [rule({ kind: 'patron', pattern: '2[0-9]{7}' }), rule({ kind: 'item' })];
    expect(recognise('20000117', 'unknown', rules).kind).toBe('patron');
    expect(recognise('30000117', 'unknown', rules).kind).toBe('item');
  });

  it('a wrong check digit counts only when no later rule fits wholly', () => {
    const rules = [rule({ pattern: '[0-9]{8}', checkDigit: 'luhn' }), rule({ kind: 'patron' })];
    expect(recognise('20000117', 'unknown', rules)).toEqual({ kind: 'patron', number: '20000117' });
    expect(recognise('20000117', 'unknown', rules.slice(0, 1))).toEqual(
      refused('barcode-check-digit'),
    );
  });

  it('match from end to end, with or without anchors', () => {
    expect(recognise('920000117', 'unknown', [rule({})])).toEqual(refused('barcode-unknown'));
    expect(recognise('20000117\n9', 'unknown', [rule({})])).toEqual(refused('barcode-unknown'));
    expect(recognise('B', 'unknown', [rule({ pattern: 'A|B' })])).toEqual({
      kind: 'item',
      number: 'B',
    });
  });

  it('strip a prefix, and take group 1 as the number', () => {
    const rules = [rule({ pattern: '([0-9]{8})-[0-9]+', stripPrefix: 'KZ' })];
    expect(recognise('KZ20000117-2', 'code39', rules)).toEqual({
      kind: 'item',
      number: '20000117',
    });
    expect(recognise('20000117-2', 'code39', rules)).toEqual({ kind: 'item', number: '20000117' });
  });

  it('mod 43 verifies the symbol and leaves its check character away', () => {
    const rules = [rule({ pattern: '[A-Z0-9]+[A-Z0-9$]', checkDigit: 'mod43' })];
    expect(recognise('CODE39W', 'code39', rules)).toEqual({ kind: 'item', number: 'CODE39' });
    expect(recognise('ABC123$', 'code39', rules)).toEqual({ kind: 'item', number: 'ABC123' });
    expect(recognise('ABC124$', 'code39', rules)).toEqual(refused('barcode-check-digit'));
    const grouped = [rule({ pattern: 'ABC([0-9]+)[$]', checkDigit: 'mod43' })];
    expect(recognise('ABC123$', 'code39', grouped)).toEqual({ kind: 'item', number: '123' });
  });

  it('ITF has its modulo 10, and an ISBN-10 is told as ISBN-13', () => {
    const itf = [rule({ pattern: '[0-9]{14}', checkDigit: 'mod10-itf', symbologies: ['itf'] })];
    expect(recognise('15400141288763', 'itf', itf)).toEqual({
      kind: 'item',
      number: '15400141288763',
    });
    expect(recognise('15400141288764', 'itf', itf)).toEqual(refused('barcode-check-digit'));
    const isbn = [rule({ kind: 'isbn', pattern: '[0-9]{9}[0-9X]', checkDigit: 'isbn13' })];
    expect(recognise('067443000X', 'code39', isbn)).toEqual({
      kind: 'isbn',
      number: '9780674430006',
    });
  });

  it('an AIM identifier that came through and blanks around are gone', () => {
    expect(recognise(']C020000117 ', 'code128')).toEqual({ kind: 'item', number: '20000117' });
  });
});

describe('any text', () => {
  it('is answered, and a long one at once', () => {
    expect(recognise('1'.repeat(BARCODE_TEXT_MAX + 1), 'qr', [rule({ pattern: '1+' })])).toEqual(
      refused('barcode-unknown'),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const answer = recognise(text);
        if (answer.kind !== 'refused') expect(answer.number).not.toBe('');
      }),
    );
  });
});
