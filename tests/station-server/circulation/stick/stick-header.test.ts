// The open line of a file on a stick, its name, and the keys that follow from a token.
import { expect, test } from 'vitest';
import {
  headerLine,
  parseHeader,
  type StickHeader,
  stickFileName,
} from '../../../../station-server/circulation/stick/stick-header.ts';
import {
  newSigningKey,
  privateKeyOf,
  publicKeyOf,
  publicKeyText,
  stationSigningKey,
} from '../../../../station-server/circulation/stick/stick-keys.ts';
import { HEADER, TOKEN } from './stick-samples.ts';

test('a header is one line that a person can read, and comes back as it was', () => {
  const line = headerLine(HEADER).toString();
  expect(line).toBe(`kitap-stick 1 to-central test-library 7 journal ${HEADER.nonce}\n`);
  expect(parseHeader(Buffer.from(line))).toEqual(HEADER);
});

test.each([
  ['', 'stick-unreadable'],
  ['%PDF-1.4\n', 'stick-unreadable'],
  [`kitap-stick 1 to-central test-library 07 journal ${HEADER.nonce}\n`, 'stick-unreadable'],
  [`kitap-stick 1 to-central ../x 7 journal ${HEADER.nonce}\n`, 'stick-unreadable'],
  [`kitap-stick 1 to-central test-library 7 journal ${HEADER.nonce}`, 'stick-unreadable'],
  [`kitap-stick 2 whatever follows\n`, 'stick-newer'],
])('%j is %s', (line, code) => {
  expect(() => parseHeader(Buffer.from(line))).toThrow(expect.objectContaining({ code }));
});

test('a header that could not be read is not written', () => {
  const odd: StickHeader = { ...HEADER, library: 'Қала' };
  expect(() => headerLine(odd)).toThrow('not the header');
});

test('names are fit for any file system, for the longest id and the largest numbers too', () => {
  expect(stickFileName(HEADER, 413, 824)).toBe('kitap-test-library-7-to-central-413-824.kstick');
  const long = { ...HEADER, library: 'l'.repeat(64), station: 999 };
  const name = stickFileName(long, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  expect(name).toMatch(/^[a-z0-9.-]{1,130}$/);
});

test("a token gives one signing key, whose public half is a text; another's differs", () => {
  const text = publicKeyText(stationSigningKey(TOKEN));
  expect(text).toBe(publicKeyText(stationSigningKey(TOKEN)));
  expect(text).toMatch(/^[\w-]{43}$/);
  expect(publicKeyText(stationSigningKey(`${TOKEN}b`))).not.toBe(text);
  expect(publicKeyOf(text)?.asymmetricKeyType).toBe('ed25519');
  expect(publicKeyOf('short')).toBeUndefined();
});

test('a new key of central is stored as text and signs as before', () => {
  const { privateKey, publicKey } = newSigningKey();
  expect(publicKeyText(privateKeyOf(privateKey))).toBe(publicKey);
});
