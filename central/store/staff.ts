// Staff who decide at central. A token is `library.staff.name.secret`; only the sha256 of the whole
// is stored. The name is a short code that the library chooses; it stands in the entries for ever.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { CentralError } from '../errors.ts';
import type { Sql, SqlDatabase } from './sql.ts';

export type StaffRef = { libraryId: string; staffId: string };

const SECRET_BYTES = 32;
const STAFF_ID = /^[a-z][a-z0-9-]{0,31}$/;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `again` replaces a token that was lost; the old one is worth nothing from then on. */
export const addStaff = async (
  database: SqlDatabase,
  { libraryId, staffId }: StaffRef,
  again: boolean,
  nowMs: number,
): Promise<string> => {
  if (!STAFF_ID.test(staffId)) throw new CentralError('staff-name-invalid', staffId);
  const token = `${libraryId}.staff.${staffId}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
  const onConflict = again ? 'UPDATE SET token_hash = excluded.token_hash' : 'NOTHING';
  return database.transaction(async (sql) => {
    const known = await sql.all('SELECT library_id FROM library WHERE library_id = $1', [
      libraryId,
    ]);
    if (known.length === 0) throw new CentralError('library-unknown', libraryId);
    const added = await sql.run(
      `INSERT INTO staff (library_id, staff_id, token_hash, added_at_ms) VALUES ($1, $2, $3, $4)
       ON CONFLICT (library_id, staff_id) DO ${onConflict}`,
      [libraryId, staffId, sha256(token), nowMs],
    );
    if (added === 0) throw new CentralError('staff-exists', staffId);
    return token;
  });
};

/** Whose token it is; undefined for any other text. */
export const findStaff = async (sql: Sql, token: string): Promise<StaffRef | undefined> => {
  const [, libraryId, staffId] =
    /^([a-z0-9-]{1,64})\.staff\.([a-z][a-z0-9-]{0,31})\.[\w-]{43}$/.exec(token) ?? [];
  if (libraryId === undefined || staffId === undefined) return undefined;
  const [row] = await sql.all(
    'SELECT token_hash FROM staff WHERE library_id = $1 AND staff_id = $2',
    [libraryId, staffId],
  );
  if (row === undefined) return undefined;
  const expected = Buffer.from(String(row.token_hash), 'hex');
  const given = Buffer.from(sha256(token), 'hex');
  return timingSafeEqual(expected, given) ? { libraryId, staffId } : undefined;
};
