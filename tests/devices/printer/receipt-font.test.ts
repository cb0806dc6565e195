// A font without a letter must stop the program at once, not print boxes or borrow another font.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import {
  bundledFont,
  KAZAKH_LETTERS,
  loadReceiptFont,
  readCharacterMap,
} from '../../../devices/printer/receipt-font.ts';

const file = (name: string): Uint8Array =>
  readFileSync(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
const mono = file('DejaVuSansMono');

test('the bundled font has the letters and signs, and knows what it lacks', () => {
  const font = bundledFont();
  for (const letter of `${KAZAKH_LETTERS}${KAZAKH_LETTERS.toLowerCase()}₸«»—№`)
    expect(font.has(letter)).toBe(true);
  expect(font.has('中')).toBe(false);
  expect(font.has('😀')).toBe(false);
  expect(font.has('а\u0301')).toBe(true);
});

test('a real font without Cyrillic is refused with the letters that are missing', () => {
  const load = () =>
    loadReceiptFont('Test Math', { regular: file('DejaVuMathTeXGyre'), bold: mono });
  expect(load).toThrow(expect.objectContaining({ code: 'font-lacks-letter' }));
  expect(load).toThrow(/Ә .*Қ/);
});

test('a font that lost only one Kazakh letter is refused, naming it', () => {
  const damaged = Uint8Array.from(mono);
  const view = new DataView(damaged.buffer);
  // Every format 12 and format 4 entry that holds Ң is moved away by breaking the group that holds it.
  const cmap = Array.from({ length: view.getUint16(4) }, (_, index) => 12 + index * 16)
    .filter((record) => view.getUint32(record) === 0x636d6170)
    .map((record) => view.getUint32(record + 8))[0]!;
  for (let entry = 0; entry < view.getUint16(cmap + 2); entry++) {
    const at = cmap + view.getUint32(cmap + 8 + entry * 8);
    if (view.getUint16(at) === 4) dropFromFormat4(view, at, 0x04a2);
    if (view.getUint16(at) === 12) dropFromFormat12(view, at, 0x04a2);
  }
  expect(readCharacterMap(damaged)(0x04a2)).toBe(false);
  expect(() => loadReceiptFont('Test Lost', { regular: damaged, bold: mono })).toThrow(/Ң/);
});

test('a file that is no font is refused', () => {
  for (const bytes of [
    new Uint8Array(0),
    Buffer.from('not a font at all, only text'),
    mono.slice(0, 300),
  ])
    expect(() => loadReceiptFont('Test Broken', { regular: bytes, bold: mono })).toThrow(
      expect.objectContaining({ code: 'font-unreadable' }),
    );
});

/** Ends the segment before the letter, so that it falls into a gap. */
function dropFromFormat4(view: DataView, at: number, letter: number): void {
  const segments = view.getUint16(at + 6) / 2;
  for (let index = 0; index < segments; index++) {
    const end = at + 14 + index * 2;
    const start = end + segments * 2 + 2;
    if (view.getUint16(start) <= letter && letter <= view.getUint16(end))
      view.setUint16(end, letter - 1);
  }
}

function dropFromFormat12(view: DataView, at: number, letter: number): void {
  for (let index = 0; index < view.getUint32(at + 12); index++) {
    const group = at + 16 + index * 12;
    if (view.getUint32(group) <= letter && letter <= view.getUint32(group + 4))
      view.setUint32(group + 4, letter - 1);
  }
}
