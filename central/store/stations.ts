// Libraries and their stations. A token is `library.number.secret`; only the sha256 of the whole is
// stored. Numbers are never reused: entries are named by them for ever (sync.md 1.2, "Ids").
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { GENESIS_CHAIN } from '../../station-server/circulation/journal-chain.ts';
import { CentralError } from '../errors.ts';
import { type SiteFacts, writeLibraryRules } from './library-rules.ts';
import type { Sql, SqlDatabase } from './sql.ts';
import { learnStickKey } from './stick.ts';

export type StationRef = { libraryId: string; station: number };
export type StationStanding = StationRef & {
  applied: number;
  epoch: number;
  quarantined: boolean;
  lastContactMs: number | null;
};

const SECRET_BYTES = 32;
const STATION_NUMBER_MAX = 999;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The id of a library is the id of its site file; `facts` are what that file says. */
export const ensureLibrary = (
  database: SqlDatabase,
  siteId: string,
  libraryNumber: string,
  facts?: SiteFacts,
): Promise<string> =>
  database.transaction(async (sql) => {
    await sql.run(
      `INSERT INTO library (library_id, library_number) VALUES ($1, $2)
       ON CONFLICT (library_id) DO NOTHING`,
      [siteId, libraryNumber],
    );
    const [row] = await sql.all('SELECT library_number FROM library WHERE library_id = $1', [
      siteId,
    ]);
    if (row?.library_number !== libraryNumber) throw new CentralError('library-number-differs');
    await sql.run(
      `INSERT INTO feed (library_id, ver, imported) VALUES ($1, 0, 0)
       ON CONFLICT (library_id) DO NOTHING`,
      [siteId],
    );
    if (facts !== undefined) await writeLibraryRules(sql, siteId, facts);
    return siteId;
  });

export const addStation = async (
  database: SqlDatabase,
  libraryId: string,
  station: number,
  nowMs: number,
): Promise<string> => {
  if (!Number.isInteger(station) || station < 1 || station > STATION_NUMBER_MAX)
    throw new CentralError('station-number-invalid');
  const token = `${libraryId}.${station}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return database.transaction(async (sql) => {
    const libraries = await sql.all('SELECT library_id FROM library WHERE library_id = $1', [
      libraryId,
    ]);
    if (libraries.length === 0) throw new CentralError('library-unknown', libraryId);
    const added = await sql.run(
      `INSERT INTO station (library_id, station, token_hash, applied, chain, epoch, quarantined,
         added_at_ms, last_contact_ms) VALUES ($1, $2, $3, 0, $4, 0, 0, $5, NULL)
       ON CONFLICT (library_id, station) DO NOTHING`,
      [libraryId, station, sha256(token), GENESIS_CHAIN, nowMs],
    );
    if (added === 0) throw new CentralError('station-exists', `${station}`);
    await learnStickKey(sql, { libraryId, station }, token);
    return token;
  });
};

/**
 * Whose token it is; undefined for any other text, in the same time for each wrong secret. A station
 * from before sync by file gets its key for it here.
 */
export const findStation = async (sql: Sql, token: string): Promise<StationRef | undefined> => {
  const parts = /^([a-z0-9-]{1,64})\.([0-9]{1,3})\.[\w-]{43}$/.exec(token);
  const [, libraryId = '', number = ''] = parts ?? [];
  if (libraryId === '') return undefined;
  const station = Number(number);
  const [row] = await sql.all(
    `SELECT s.token_hash, k.public_key FROM station s LEFT JOIN stick_station k
       ON k.library_id = s.library_id AND k.station = s.station
     WHERE s.library_id = $1 AND s.station = $2`,
    [libraryId, station],
  );
  if (row === undefined) return undefined;
  const expected = Buffer.from(String(row.token_hash), 'hex');
  const given = Buffer.from(sha256(token), 'hex');
  if (!timingSafeEqual(expected, given)) return undefined;
  if (row.public_key === null) await learnStickKey(sql, { libraryId, station }, token);
  return { libraryId, station };
};

export const listStations = async (sql: Sql, libraryId: string): Promise<StationStanding[]> => {
  // Number 0 is central's own journal.
  const rows = await sql.all(
    'SELECT * FROM station WHERE library_id = $1 AND station > 0 ORDER BY station',
    [libraryId],
  );
  return rows.map((row) => ({
    libraryId,
    station: Number(row.station),
    applied: Number(row.applied),
    epoch: Number(row.epoch),
    quarantined: row.quarantined === 1,
    lastContactMs: row.last_contact_ms as number | null,
  }));
};
