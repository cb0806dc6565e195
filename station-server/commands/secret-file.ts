// Secrets of a station as files that only its user can read: the staff token, the token for central.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const TOKEN_BYTES = 32;
/** Names in the data folder: what `kitap central add-station` prints as `token` and `centralKey`. */
export const CENTRAL_TOKEN_FILE = 'central-token';
export const CENTRAL_KEY_FILE = 'central-key';

export const writeSecret = (file: string, secret: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
};

export const readSecret = (file: string): string => readFileSync(file, 'utf8').trim();

/** The secret in `file`; a new random one (256 bits, base64url) where there is none yet. */
export const ensureSecret = (file: string): string => {
  if (!existsSync(file)) writeSecret(file, randomBytes(TOKEN_BYTES).toString('base64url'));
  return readSecret(file);
};
