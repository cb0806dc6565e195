// Writes the demo catalogue and the demo patrons beside this file's source: `node
// dist/central/catalogue/demo/make-demo.js`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../profiles/package-root.ts';
import { makeDemoCatalogue } from './demo-catalogue.ts';
import { makeDemoPatrons } from './demo-patrons.ts';

const folder = join(packageRoot, 'central/catalogue/demo');
const write = (name: string, content: Buffer | string): void => {
  writeFileSync(join(folder, name), content);
  console.log(`${join(folder, name)}: ${Buffer.byteLength(content)} bytes`);
};

const titles = readFileSync(join(folder, 'titles.tsv'), 'utf8');
write('demo-catalogue.mrc', makeDemoCatalogue(titles));
write('demo-patrons.csv', makeDemoPatrons());
