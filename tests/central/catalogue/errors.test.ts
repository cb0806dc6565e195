// The table of failures and the README say the same, so that a code that staff look up is found.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { IMPORT_ERRORS } from '../../../central/catalogue/errors.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

test('the README lists each failure and no other', () => {
  const readme = readFileSync(join(packageRoot, 'central/catalogue/README.md'), 'utf8');
  const listed = readme.slice(readme.indexOf('## Failures')).matchAll(/^\| `([a-z-]+)`\s*\|/gm);
  expect([...listed].map(([, code]) => code)).toEqual(Object.keys(IMPORT_ERRORS));
});
