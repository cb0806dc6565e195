// The keys of sync by file, all from node:crypto: HKDF-SHA256 for what is derived, Ed25519 for who
// wrote it. What each side must hold, and what a thief of it can do, stands in the README here.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import type { StickDirection } from './stick-header.ts';

const KEY_BYTES = 32;
const NO_SALT = Buffer.alloc(0);
/** RFC 8410: what stands before the 32 bytes of an Ed25519 seed in PKCS #8. */
const SEED_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export type SealKeys = { secret: Uint8Array; privateKey: KeyObject };
export type OpenKeys = { secret: Uint8Array; publicKey: KeyObject };

/** What both sides have: central keeps only this digest of a station's token. */
export const secretOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The same key for the same token, so that it need not be kept; central cannot make it. */
export const stationSigningKey = (token: string): KeyObject => {
  const label = 'kitap-stick 1 station signing key';
  const seed = Buffer.from(hkdfSync('sha256', Buffer.from(token), NO_SALT, label, KEY_BYTES));
  return createPrivateKey({
    key: Buffer.concat([SEED_PREFIX, seed]),
    format: 'der',
    type: 'pkcs8',
  });
};

/** The public half of a private key as 43 letters that a person can copy. */
export const publicKeyText = (privateKey: KeyObject): string =>
  String(createPublicKey(privateKey).export({ format: 'jwk' }).x);

/** Undefined for any text that is no key. */
export const publicKeyOf = (text: string): KeyObject | undefined => {
  if (!/^[\w-]{43}$/.test(text)) return undefined;
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' });
};

/** A new signing key of central, as texts to be stored. */
export const newSigningKey = (): { privateKey: string; publicKey: string } => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return { privateKey: String(text), publicKey: publicKeyText(privateKey) };
};

export const privateKeyOf = (pem: string): KeyObject => createPrivateKey(pem);

/** One key a file, since the header holds a nonce; never the same in both directions. */
export const fileKey = (
  secret: Uint8Array,
  direction: StickDirection,
  digestOfHeader: Uint8Array,
): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, digestOfHeader, `kitap-stick 1 ${direction}`, KEY_BYTES));
