// When a read counts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createAgreement, READ_TEXT_MAX } from '../../../kiosk-ui/camera/agreement.ts';
import { type CameraSymbology, trustOf } from '../../../kiosk-ui/camera/check-digit.ts';
import { isValidItf, isValidLuhn } from '../../../profiles/check-digits.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

const CARD = '23006003382595';

/** How many equal reads it takes; Infinity when ten do not. */
const readsUntil = (symbology: CameraSymbology, text: string): number => {
  const agreement = createAgreement();
  for (let reads = 1; reads <= 10; reads += 1) {
    if (agreement.add({ symbology, text })) return reads;
  }
  return Number.POSITIVE_INFINITY;
};

describe('equal reads', () => {
  test.each([
    ['code128', CARD, 2],
    ['qr', CARD, 2],
    ['ean13', '9780596809485', 3],
    ['codabar', CARD, 3],
    ['code39', CARD, 3],
    ['itf', '15400141288763', 3],
    ['code39', '20000117', 4],
  ] as const)('%s %s counts after %i', (symbology, text, reads) => {
    expect(readsUntil(symbology, text)).toBe(reads);
  });
  test.each([
    ['codabar', '23006003382594'],
    ['code39', '23006003382594'],
    ['itf', '15400141288764'],
    ['itf', '288763'],
    ['code39', '117'],
    ['qr', 'x'.repeat(READ_TEXT_MAX + 1)],
    ['qr', ''],
  ] as const)('%s %s never counts', (symbology, text) => {
    expect(readsUntil(symbology, text)).toBe(Number.POSITIVE_INFINITY);
  });
  test('a rival of the same kind raises what is needed, one of another kind does not', () => {
    const agreement = createAgreement();
    const read = { symbology: 'code128', text: CARD } as const;
    agreement.add({ symbology: 'code128', text: '31234000000016' });
    agreement.add({ symbology: 'ean13', text: '9780596809485' });
    const counted = [1, 2, 3, 4].map(() => agreement.add(read) !== null);
    expect(counted).toEqual([false, false, false, true]);
  });
});

test('the sums agree with those of the station', () => {
  const vectors = readFileSync(join(packageRoot, 'tests/fixtures/barcode-vectors.jsonl'), 'utf8');
  const numbers = [...new Set(vectors.match(/\b[0-9]{14}\b/g))];
  expect(numbers.length).toBeGreaterThan(2);
  const near = numbers.flatMap((number) =>
    Array.from({ length: 10 }, (_, digit) => number.slice(0, 13) + digit),
  );
  for (const number of near) {
    expect([number, trustOf('codabar', number)]).toEqual([
      number,
      isValidLuhn(number) ? 'checked' : 'refused',
    ]);
    const byItf = /^[23]/.test(number) ? isValidLuhn(number) : isValidItf(number);
    expect([number, trustOf('itf', number)]).toEqual([number, byItf ? 'checked' : 'refused']);
  }
});
