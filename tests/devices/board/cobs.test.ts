import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COBS_BYTES_MAX, decodeCobs, encodeCobs } from '../../../devices/board/cobs.ts';
import { crc16 } from '../../../devices/board/crc16.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

const vectors = readFileSync(join(packageRoot, 'tests/fixtures/cobs.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { hex: string; meaning: string })
  .map(({ hex, meaning }) => [hex, /^encodes to ([0-9a-f]+)/.exec(meaning)![1]!] as const);

describe('COBS', () => {
  it.each(vectors)('%s is %s on the line, and back', (plain, stuffed) => {
    expect(hexOf(encodeCobs(bytesOf(plain)))).toBe(stuffed);
    expect(hexOf(decodeCobs(bytesOf(stuffed))!)).toBe(plain);
  });

  it('comes back as it went, without a zero, one byte longer, up to a whole block', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: COBS_BYTES_MAX }), (bytes) => {
        const stuffed = encodeCobs(bytes);
        expect(stuffed.includes(0)).toBe(false);
        expect(stuffed.length).toBe(bytes.length + 1);
        expect(decodeCobs(stuffed)).toEqual(bytes);
      }),
    );
    const full = new Uint8Array(COBS_BYTES_MAX).fill(7);
    expect(decodeCobs(encodeCobs(full))).toEqual(full);
    expect(() => encodeCobs(new Uint8Array(COBS_BYTES_MAX + 1))).toThrow(RangeError);
  });

  it.each(['', '00', '05112233', '0211ff', '0100', '03110022'])('%s is nothing', (hex) => {
    expect(decodeCobs(bytesOf(hex))).toBeNull();
  });
});

it('CRC-16 1021/FFFF gives the published check value', () => {
  expect(crc16(Buffer.from('123456789'))).toBe(0x29b1);
  // hardware.md 0.5: the same polynomial as the tags of ISO 28560-3.
  expect(crc16(Buffer.from('RFID tag data model'))).toBe(0x1aee);
});
