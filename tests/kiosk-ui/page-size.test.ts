// The promise of DESIGN.md: at most 60 kB gzip of script and style on first load of the kiosk page,
// and all letters bundled.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { firstLoadBytes, firstLoadFiles } from './first-load.ts';

const PAGES = fileURLToPath(new URL('../../dist/kiosk-ui/', import.meta.url));
const FIRST_LOAD_BYTES_MAX = 60_000;

it('loads at most 60 kB of script and style, gzip', () => {
  const files = firstLoadFiles('index.html');
  expect(files.some((name) => name.endsWith('.js'))).toBe(true);
  expect(files.some((name) => name.endsWith('.css'))).toBe(true);
  const bytes = firstLoadBytes('index.html');
  console.log(`first load of the kiosk page: ${bytes} bytes gzip -9 in ${files.length} files`);
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_BYTES_MAX);
});

it('bundles the four subsets that hold Kazakh, Russian and Latin letters', () => {
  const fonts = readdirSync(`${PAGES}assets`).filter((name) => name.endsWith('.woff2'));
  for (const subset of ['cyrillic-ext', 'cyrillic', 'latin-ext', 'latin']) {
    expect(fonts.some((name) => name.startsWith(`onest-${subset}-wght`))).toBe(true);
  }
});
