// A reader's PIN as it is stored: scrypt with its own salt, the parameters beside it (RFC 7914), so that they can be raised later. Four
// digits fall to whoever has the file and a day, whatever the hash; what guards them is the limit on tries (kiosk/try-limit.ts).
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** 16 MB and some 50 ms: a typed number may hold up the station for so long, and the tries are limited. */
const COST = { N: 16_384, r: 8, p: 1 };

const RECORD = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export const hashPin = (pin: string): string => {
  const salt = randomBytes(SALT_BYTES);
  const { N, r, p } = COST;
  const hash = scryptSync(pin, salt, HASH_BYTES, COST).toString('base64url');
  return `scrypt$${N}$${r}$${p}$${salt.toString('base64url')}$${hash}`;
};

/** Compared with where nobody has a PIN: whoever measures the time learns nothing. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** False also for null and for a record that this program cannot read; the same work is done each time. */
export const isPin = (pin: string, record: string | null): boolean => {
  const [, N, r, p, salt = '', hash = ''] = RECORD.exec(record ?? NOBODY) ?? RECORD.exec(NOBODY)!;
  const wanted = Buffer.from(hash, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const given = scryptSync(pin, Buffer.from(salt, 'base64url'), wanted.length, cost);
  return timingSafeEqual(given, wanted) && record !== null;
};
