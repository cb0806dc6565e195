// The bundled font draws every letter that the pages may show: judged glyph by glyph in the font files themselves, by the same
// unicode-range with which the browser picks the file. A fallback font would hide a gap on the machine of whoever tests.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';
import { expect, it } from 'vitest';

const css = readFileSync(new URL('../../kiosk-ui/tokens.css', import.meta.url), 'utf8');
const require = createRequire(import.meta.url);
const WOFF2_BYTES_MAX = 150_000;

const KAZAKH = 'АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ';
const LATIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SIGNS = '0123456789₸№«»„“”’–—…·•.,:;!?()[]/%+−×°&@#*"\'-';

type Face = { file: string; bytes: number; font: Font; ranges: [number, number][] };

const faces: Face[] = [...css.matchAll(/@font-face \{(.*?)\}/gs)].map(([, rule]) => {
  const name = /url\("([^"]+\.woff2)"\)/.exec(rule ?? '')?.[1] ?? '';
  const file = require.resolve(name);
  const range = /unicode-range:([^;]+);/.exec(rule ?? '')?.[1] ?? '';
  const ranges = [...range.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(
    ([, from = '', to = from]): [number, number] => [
      Number.parseInt(from, 16),
      Number.parseInt(to, 16),
    ],
  );
  return { file: name, bytes: readFileSync(file).length, font: openSync(file) as Font, ranges };
});

/** Why the browser would not draw it with this font; null when it does. Of several files the one named last is taken. */
const gap = (letter: string): string | null => {
  const code = letter.codePointAt(0) ?? 0;
  const face = faces.findLast(({ ranges }) =>
    ranges.some(([from, to]) => code >= from && code <= to),
  );
  if (!face) return `${letter}: no file is named for it`;
  if (!face.font.hasGlyphForCodePoint(code)) return `${letter}: not in ${face.file}`;
  const drawn = face.font.glyphForCodePoint(code).path.commands.length > 0;
  return drawn ? null : `${letter}: empty in ${face.file}`;
};

it('draws all 42 Kazakh letters in both cases, Russian, Latin, digits, signs and the tenge', () => {
  expect(new Set(KAZAKH).size).toBe(42);
  const all = [KAZAKH, KAZAKH.toLowerCase(), LATIN, LATIN.toLowerCase(), SIGNS].join('');
  expect([...all].map(gap).filter((fault) => fault !== null)).toEqual([]);
});

it('would notice a letter that is not there', () => {
  expect(gap('ა')).toContain('no file');
  expect(gap('\u20ac')).toBeNull();
});

it('weighs at most 150 kB', () => {
  const bytes = faces.reduce((sum, face) => sum + face.bytes, 0);
  expect(faces).toHaveLength(4);
  console.log(`font files: ${bytes} bytes`);
  expect(bytes).toBeLessThanOrEqual(WOFF2_BYTES_MAX);
});
