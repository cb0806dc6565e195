// The stored form of a PIN: salted, with its parameters, and no other PIN fits.
import { expect, test } from 'vitest';
import { hashPin, isPin } from '../../station-server/pin-hash.ts';

test('the PIN fits and no other does', () => {
  const record = hashPin('80214');
  expect(record).toMatch(/^scrypt\$16384\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  expect(isPin('80214', record)).toBe(true);
  expect(isPin('80215', record)).toBe(false);
  expect(isPin('', record)).toBe(false);
});

test('equal PINs have different records, by their salts', () => {
  expect(hashPin('80214')).not.toBe(hashPin('80214'));
});

test('a record of other parameters is read by its own', () => {
  // RFC 7914, section 12, second vector: password "password", salt "NaCl", N 1024, r 8, p 16.
  const hash =
    'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640';
  const record = `scrypt$1024$8$16$${Buffer.from('NaCl').toString('base64url')}$${Buffer.from(hash, 'hex').toString('base64url')}`;
  expect(isPin('password', record)).toBe(true);
  expect(isPin('passwort', record)).toBe(false);
});

test.each([null, '', 'scrypt$', 'plain$80214', 'scrypt$16384$8$1$AAAA'])(
  'nothing fits "%s"',
  (record) => {
    expect(isPin('80214', record)).toBe(false);
  },
);
