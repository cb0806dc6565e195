// Titles on drawn covers: each fits, whole words as long as it can be, and nothing of a short title is lost.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coverChoice, MOTIFS } from '../../kiosk-ui/parts/cover-choice.ts';
import { setTitle, textWidth } from '../../kiosk-ui/parts/cover-title.ts';

const WIDTH = 82;
const luminance = (colour: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
};
const contrast = (one: string, other: string): number => {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((bright ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
};

it.each([
  ['Абай', 17, ['Абай']],
  ['Менің атым Қожа', 17, ['Менің', 'атым', 'Қожа']],
  ['Электроэнцефалографиялық', 10, ['Электроэнце-', 'фалографиял-', 'ық']],
])('sets %s', (title, sizeUnits, lines) => {
  expect(setTitle(title, WIDTH)).toEqual({ sizeUnits, lines });
});

it('keeps every line within the cover, and every letter of what it does not cut', () => {
  const word = fc.string({
    unit: fc.constantFrom(...'абвғқңөұүһіжшщмюыАБШЩМЫFgil—'),
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 14 }), (words) => {
      const { sizeUnits, lines } = setTitle(words.join(' '), WIDTH);
      expect(lines.length).toBeLessThanOrEqual(5);
      for (const line of lines) expect(textWidth(line) * sizeUnits).toBeLessThanOrEqual(WIDTH);
      const shown = lines.join('').replace(/[-\s]/g, '');
      const whole = words.join('');
      if (shown.endsWith('…')) expect(whole.startsWith(shown.slice(0, -1))).toBe(true);
      else expect(shown).toBe(whole);
    }),
  );
});

it('gives the same book the same look, and spreads the real titles over all looks', () => {
  const titles = readFileSync('central/catalogue/demo/demo-catalogue.mrc', 'utf8').match(
    /[А-ЯӘҒҚҢӨҰҮІ][\p{L} ]{4,40}/gu,
  );
  const choices = [...new Set(titles)].map((title) => coverChoice(title, ''));
  expect(coverChoice('Абай жолы', 'М. Әуезов')).toEqual(coverChoice('Абай жолы', 'М. Әуезов'));
  expect(new Set(choices.map(({ motif }) => motif)).size).toBe(MOTIFS);
  const palettes = new Set(choices.map(({ palette }) => palette));
  expect(palettes.size).toBe(8);
  for (const { ground, ink, light } of palettes) {
    expect(contrast(ground, ink)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ground, light)).toBeGreaterThanOrEqual(3);
  }
});
