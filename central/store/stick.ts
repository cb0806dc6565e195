// What central keeps for sync by file (station-server/circulation/stick/README.md): its signing key,
// made once a library; of each station the public half of its key, learned from the token whenever
// that is seen; and the question of its newest file, which says where an answer must begin.
import type { Asked } from '../../station-server/circulation/stick/stick-content.ts';
import {
  newSigningKey,
  publicKeyText,
  stationSigningKey,
} from '../../station-server/circulation/stick/stick-keys.ts';
import { CentralError } from '../errors.ts';
import type { Sql, SqlDatabase } from './sql.ts';

/** As `StationRef` of `stations.ts`, which needs this file. */
type Ref = { libraryId: string; station: number };
export type StickStation = {
  /** Hex sha256 of its token: what both sides have. */
  tokenHash: string;
  /** Null for a station that was added by an older program and was not heard since. */
  publicKey: string | null;
  applied: number;
  chain: string;
  quarantined: boolean;
  /** Of its newest file; null before the first. */
  asked: (Asked & { cursor: number }) | null;
};
export type StickSigner = { privateKey: string; publicKey: string };

export type StickStore = {
  signer(libraryId: string): Promise<StickSigner>;
  station(ref: Ref): Promise<StickStation | undefined>;
  /** Keeps the question of a file, unless that of a newer one is known. */
  remember(ref: Ref, asked: Asked & { cursor: number }): Promise<void>;
};

/** Called where the token of a station is seen; a second time changes nothing. */
export const learnStickKey = async (sql: Sql, ref: Ref, token: string): Promise<void> => {
  await sql.run(
    `INSERT INTO stick_station (library_id, station, public_key, question, epoch, applied, cursor)
     VALUES ($1, $2, $3, 0, 0, 0, 0) ON CONFLICT (library_id, station) DO NOTHING`,
    [ref.libraryId, ref.station, publicKeyText(stationSigningKey(token))],
  );
};

const signer = (database: SqlDatabase, libraryId: string): Promise<StickSigner> =>
  database.transaction(async (sql) => {
    const key = [libraryId];
    const held = 'SELECT private_key, public_key FROM stick_signer WHERE library_id = $1';
    const libraries = await sql.all('SELECT library_id FROM library WHERE library_id = $1', key);
    if (libraries.length === 0) throw new CentralError('library-unknown', libraryId);
    if ((await sql.all(held, key)).length === 0) {
      const made = newSigningKey();
      await sql.run(
        `INSERT INTO stick_signer (library_id, private_key, public_key) VALUES ($1, $2, $3)
         ON CONFLICT (library_id) DO NOTHING`,
        [libraryId, made.privateKey, made.publicKey],
      );
    }
    const [row] = await sql.all(held, key);
    return { privateKey: String(row?.private_key), publicKey: String(row?.public_key) };
  });

const station = async (sql: Sql, ref: Ref): Promise<StickStation | undefined> => {
  const [row] = await sql.all(
    `SELECT s.token_hash, s.applied, s.chain, s.quarantined, k.public_key, k.question,
       k.epoch AS asked_epoch, k.applied AS asked_applied, k.cursor
     FROM station s LEFT JOIN stick_station k
       ON k.library_id = s.library_id AND k.station = s.station
     WHERE s.library_id = $1 AND s.station = $2`,
    [ref.libraryId, ref.station],
  );
  if (row === undefined) return undefined;
  const question = Number(row.question ?? 0);
  const asked = {
    question,
    epoch: Number(row.asked_epoch),
    applied: Number(row.asked_applied),
    cursor: Number(row.cursor),
  };
  return {
    tokenHash: String(row.token_hash),
    publicKey: row.public_key as string | null,
    applied: Number(row.applied),
    chain: String(row.chain),
    quarantined: row.quarantined === 1,
    asked: question === 0 ? null : asked,
  };
};

export const createStickStore = (database: SqlDatabase): StickStore => ({
  signer: (libraryId) => signer(database, libraryId),
  station: (ref) => station(database, ref),
  remember: async ({ libraryId, station: number }, { question, epoch, applied, cursor }) => {
    await database.run(
      `UPDATE stick_station SET question = $3, epoch = $4, applied = $5, cursor = $6
       WHERE library_id = $1 AND station = $2 AND question < $3`,
      [libraryId, number, question, epoch, applied, cursor],
    );
  },
});
