// The error table and the README tell the same codes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROFILE_ERRORS, ProfileError } from '../../profiles/errors.ts';
import { profilesFolder } from '../../profiles/loader.ts';

it('every code stands in profiles/README.md, and no other', () => {
  const readme = readFileSync(join(profilesFolder, 'README.md'), 'utf8');
  const told = [...readme.matchAll(/^\| `([a-z-]+)` *\|/gm)].map((match) => match[1]);
  expect(told).toEqual(Object.keys(PROFILE_ERRORS));
});

it('an error carries hint, status and cause of its code', () => {
  const cause = new Error('below');
  const error = new ProfileError('profile-missing', 'a.json: /: look', { cause });
  expect(error).toMatchObject({
    ...PROFILE_ERRORS['profile-missing'],
    code: 'profile-missing',
    cause,
  });
});
