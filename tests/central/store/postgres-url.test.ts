// Addresses of PostgreSQL with one host and with several; the password goes to programs by their
// environment only.
import { expect, test } from 'vitest';
import {
  forPrograms,
  isPostgresUrl,
  parsePostgresUrl,
  perHost,
  withoutPassword,
} from '../../../central/store/postgres-url.ts';

test.each([
  ['postgres://host/name', true],
  ['postgresql://u@h:5/n?sslmode=require', true],
  ['data/central.sqlite', false],
  ['/postgres://x', false],
])('%s is of PostgreSQL: %s', (url, is) => expect(isPostgresUrl(url)).toBe(is));

test('several hosts become one address each, and a standby is passed over', () => {
  const url = 'postgres://u:p%40s@a:5432,b,[::1]:9/kitap?target_session_attrs=read-write&x=1';
  expect(perHost(url)).toEqual({
    urls: [
      'postgres://u:p%40s@a:5432/kitap?x=1',
      'postgres://u:p%40s@b/kitap?x=1',
      'postgres://u:p%40s@[::1]:9/kitap?x=1',
    ],
    writableOnly: true,
  });
  expect(perHost('postgres://a,b/k?target_session_attrs=any').writableOnly).toBe(false);
  expect(perHost('postgres://a/k')).toEqual({ urls: ['postgres://a/k'], writableOnly: false });
});

test.each([
  ['postgres://u:p%40s@a:1/k', 'postgres://u@a:1/k', 'p@s'],
  ['postgres://u@a/k?password=s&sslmode=require', 'postgres://u@a/k?sslmode=require', 's'],
])('%s: no word of the password is in the address', (url, address, secret) => {
  expect(forPrograms(url)).toEqual({ address, env: { PGPASSWORD: secret } });
  expect(withoutPassword(url)).toBe(address);
});

test('no password, no variable; what is no address is told', () => {
  expect(forPrograms('postgres://u@a,b/k').env).toEqual({});
  expect(() => parsePostgresUrl('http://a/b')).toThrow(TypeError);
});
