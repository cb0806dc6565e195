// `npm run bench -- NAME ...`: prints one JSON line a figure. A benchmark is a file of this folder, or of `pages/` where it needs a
// browser, that exports `run()`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NOT_BENCHMARKS = [
  ...['bench.js', 'seeded.js', 'seeded-central.js', 'station-days.js'],
  ...['lending-place.js', 'kiosk-line.js', 'made-titles.js'],
];
const folders = [import.meta.dirname, join(import.meta.dirname, 'pages')];
const files = new Map(
  folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.js') && !NOT_BENCHMARKS.includes(file))
      .map((file) => [file.slice(0, -3), join(folder, file)] as const),
  ),
);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !files.has(name));
if (wanted.length === 0 || unknown.length > 0) {
  console.error(`usage: npm run bench -- NAME ...   names: ${[...files.keys()].join(', ')}`);
  process.exit(2);
}
for (const name of wanted) {
  const { run } = (await import(pathToFileURL(files.get(name) as string).href)) as {
    run(): Promise<Record<string, unknown>>;
  };
  console.log(JSON.stringify(await run()));
}
