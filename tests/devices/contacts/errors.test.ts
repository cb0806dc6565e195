import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contactErrors } from '../../../devices/contacts/errors.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

const folder = join(packageRoot, 'devices', 'contacts');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'errors.ts')
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

it.each(Object.keys(contactErrors))('%s is used somewhere and named in the README', (code) => {
  expect(sources).toContain(`'${code}'`);
  expect(readme.slice(readme.indexOf('Errors:'))).toContain(`\`${code}\``);
});
