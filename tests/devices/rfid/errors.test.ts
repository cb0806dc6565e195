// The table of RFID errors and the README say the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RfidError, rfidErrors } from '../../../devices/rfid/errors.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../devices/rfid/README.md'), 'utf8');

it('every error stands in the README with its hint, and none besides', () => {
  const told = [...readme.matchAll(/^- `([a-z-]+)`: (.+)$/gm)].map(([, code, text]) => [
    code,
    text,
  ]);
  const wanted = Object.entries(rfidErrors).map(([code, { message, hint }]) => [
    code,
    `${message[0]!.toUpperCase()}${message.slice(1)}. ${hint}`,
  ]);
  expect(told).toEqual(wanted);
});

it('an error carries code, hint, status and cause', () => {
  const cause = new Error('why');
  expect(new RfidError('tag-gone', 'E004', { cause })).toMatchObject({
    code: 'tag-gone',
    status: 409,
    message: 'the tag left the field or does not answer: E004',
    cause,
  });
});
