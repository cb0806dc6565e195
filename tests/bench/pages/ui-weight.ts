// Script and style of the kiosk page before its first screen stands, compressed as the station sends them at best.
import { fileURLToPath } from 'node:url';
import { firstLoadBytes, firstLoadFiles } from '../../kiosk-ui/first-load.ts';

const PAGES = fileURLToPath(new URL('../../../kiosk-ui/', import.meta.url));
const GZIP_KB_MAX = 60;

export const run = async (): Promise<Record<string, unknown>> => {
  const gzipKb = firstLoadBytes('index.html', PAGES) / 1_000;
  return {
    name: 'ui-weight',
    gzipKb: Number(gzipKb.toFixed(1)),
    gzipKbMax: GZIP_KB_MAX,
    files: firstLoadFiles('index.html', PAGES).length,
    met: gzipKb <= GZIP_KB_MAX,
  };
};
