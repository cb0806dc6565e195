// The drawn QR code is read back as the text, and keeps its quiet zone.
import BitMatrix from '@zxing/library/esm/core/common/BitMatrix.js';
import QRCodeDecoder from '@zxing/library/esm/core/qrcode/decoder/Decoder.js';
import { expect, test } from 'vitest';
import { qrPath } from '../../kiosk-ui/parts/qr-code.ts';

test.each(['27101001000018', 'LIB-0042', 'Қ'])('%s', (text) => {
  const { path, size } = qrPath(text);
  const places = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [
    Number(x) - 4,
    Number(y) - 4,
  ]);
  const side = size - 8;
  const matrix = new BitMatrix(side, side);
  for (const [x = -1, y = -1] of places) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(Math.max(x, y)).toBeLessThan(side);
    matrix.set(x, y);
  }
  expect(new QRCodeDecoder().decodeBitMatrix(matrix, new Map()).getText()).toBe(text);
});
