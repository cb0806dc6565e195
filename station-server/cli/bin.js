#!/usr/bin/env node
// Starts the built `kitap` command. Plain JavaScript, because Node 20 runs no TypeScript and this file must stand before a build.
import { existsSync } from 'node:fs';

const main = new URL('../../dist/station-server/cli/kitap.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  console.error(
    'kitap is not built yet: run `npm run build` (or `npm start`) in its folder first.',
  );
  process.exitCode = 1;
}
