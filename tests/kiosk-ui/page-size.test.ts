// The promise of DESIGN.md: at most 60 kB gzip of script and style on first load of the kiosk page,
// and all letters bundled.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const PAGES = fileURLToPath(new URL('../../dist/kiosk-ui/', import.meta.url));
const FIRST_LOAD_BYTES_MAX = 60_000;

/** Every script and style that the page names, and what those import statically. */
function firstLoad(page: string): string[] {
  const seen = new Set<string>();
  const follow = (text: string) => {
    for (const [, name] of text.matchAll(/["'](?:\/assets\/|\.\/)([\w.-]+\.(?:js|css))["']/g)) {
      if (!name || seen.has(name)) continue;
      seen.add(name);
      follow(readFileSync(`${PAGES}assets/${name}`, 'utf8'));
    }
  };
  follow(readFileSync(PAGES + page, 'utf8'));
  return [...seen];
}

it('loads at most 60 kB of script and style, gzip', () => {
  const files = firstLoad('index.html');
  expect(files.some((name) => name.endsWith('.js'))).toBe(true);
  expect(files.some((name) => name.endsWith('.css'))).toBe(true);
  const bytes = files
    .map((name) => gzipSync(readFileSync(`${PAGES}assets/${name}`), { level: 9 }).length)
    .reduce((sum, size) => sum + size, 0);
  console.log(`first load of the kiosk page: ${bytes} bytes gzip -9 in ${files.length} files`);
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_BYTES_MAX);
});

it('bundles the four subsets that hold Kazakh, Russian and Latin letters', () => {
  const fonts = readdirSync(`${PAGES}assets`).filter((name) => name.endsWith('.woff2'));
  for (const subset of ['cyrillic-ext', 'cyrillic', 'latin-ext', 'latin']) {
    expect(fonts.some((name) => name.startsWith(`onest-${subset}-wght`))).toBe(true);
  }
});
