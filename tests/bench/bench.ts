// `npm run bench -- NAME ...`: prints one JSON line a figure. A benchmark is a file of this folder that exports `run()`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NOT_BENCHMARKS = ['bench.js', 'seeded.js', 'seeded-central.js', 'station-days.js'];
const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.js') && !NOT_BENCHMARKS.includes(file))
  .map((file) => file.slice(0, -3));

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (wanted.length === 0 || unknown.length > 0) {
  console.error(`usage: npm run bench -- NAME ...   names: ${names.join(', ')}`);
  process.exit(2);
}
for (const name of wanted) {
  const { run } = (await import(pathToFileURL(join(folder, `${name}.js`)).href)) as {
    run(): Promise<Record<string, unknown>>;
  };
  console.log(JSON.stringify(await run()));
}
