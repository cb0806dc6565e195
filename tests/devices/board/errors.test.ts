import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BoardError, boardErrors } from '../../../devices/board/errors.ts';
import { packageRoot } from '../../../profiles/package-root.ts';

it('the README names every error and no other', () => {
  const readme = readFileSync(join(packageRoot, 'devices/board/README.md'), 'utf8');
  const named = [...readme.slice(readme.indexOf('Errors:')).matchAll(/`([a-z-]+)`/g)];
  expect(named.map(([, code]) => code).sort()).toEqual(Object.keys(boardErrors).sort());
});

it('an error carries code, hint, status and the board’s own word', () => {
  const error = new BoardError('board-refused', 'resting (request 3)', 'resting');
  expect(error).toMatchObject({ code: 'board-refused', status: 409, nak: 'resting' });
  expect(error.message).toBe('the board refused a command: resting (request 3)');
});
