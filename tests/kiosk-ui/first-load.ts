// What a kiosk fetches before its first page stands: every script and style that the page names, and what those import statically.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const PAGES = fileURLToPath(new URL('../../dist/kiosk-ui/', import.meta.url));

/** Names of files in `assets`, of the built page `page` ("index.html") of the folder `pages`. */
export const firstLoadFiles = (page: string, pages = PAGES): string[] => {
  const seen = new Set<string>();
  const follow = (text: string) => {
    for (const [, name] of text.matchAll(/["'](?:\/assets\/|\.\/)([\w.-]+\.(?:js|css))["']/g)) {
      if (!name || seen.has(name)) continue;
      seen.add(name);
      follow(readFileSync(`${pages}assets/${name}`, 'utf8'));
    }
  };
  follow(readFileSync(pages + page, 'utf8'));
  return [...seen];
};

/** Bytes of those files, each compressed as `gzip -9` does. */
export const firstLoadBytes = (page: string, pages = PAGES): number =>
  firstLoadFiles(page, pages)
    .map((name) => gzipSync(readFileSync(`${pages}assets/${name}`), { level: 9 }).length)
    .reduce((sum, size) => sum + size, 0);
