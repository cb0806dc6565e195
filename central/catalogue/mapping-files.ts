// Reads mapping files: those that come with the product by name, a library's own by path.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../profiles/package-root.ts';
import { ImportError } from './errors.ts';
import { type Mapping, parseMapping } from './mapping.ts';

const folder = join(packageRoot, 'central/catalogue/mappings');

/** All mappings of the product, in the order of their names. */
export const shippedMappings = (): Mapping[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => parseMapping(readFileSync(join(folder, file), 'utf8'), file));

/** `rusmarc-899`, or the path of a JSON file. Throws `mapping-unknown` or `mapping-invalid`. */
export const loadMapping = (nameOrFile: string): Mapping => {
  const shipped = /^[a-z0-9-]+$/.test(nameOrFile) ? join(folder, `${nameOrFile}.json`) : nameOrFile;
  if (!existsSync(shipped)) throw new ImportError('mapping-unknown', nameOrFile);
  return parseMapping(readFileSync(shipped, 'utf8'), nameOrFile);
};
