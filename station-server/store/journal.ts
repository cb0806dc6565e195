// The station's journal: appended inside the transaction of the state it explains, read in order by sync, never edited.
// Personal data stand beside it with their salt and can be erased; the chain still verifies (circulation/journal-chain.ts).
import type { LocalDate } from '../../profiles/site-schema.ts';
import { chainValue, GENESIS_CHAIN, personalDigest } from '../circulation/journal-chain.ts';
import {
  type Actor,
  bodyVersion,
  type EntryBodies,
  type EntryType,
  type JournalEntry,
  type PersonalData,
} from '../circulation/journal-entry.ts';
import type { StationDatabase } from './open-database.ts';

const SALT_BYTES = 16;

export type JournalDeps = {
  station: number;
  /** The time believed in the library (station-time.ts). */
  nowMs(): number;
  upMs(): number;
  /** Names this run of the process, so that `upMs` values can be compared. */
  bootId: string;
  randomBytes(size: number): Uint8Array;
};

export type NewEntry<T extends EntryType> = {
  type: T;
  effectiveOn: LocalDate;
  place: string;
  actor: Actor;
  body: EntryBodies[T];
  personal?: PersonalData;
};

/** An entry as stored; `type` and `body` are open because a newer program may have written it. */
export type StoredEntry = Omit<JournalEntry, 'type' | 'body'> & {
  type: string;
  body: Record<string, unknown>;
  /** Salt (hex) and personal JSON text; null where there are none or they were erased. */
  personal: [string, string] | null;
};

export type Journal = {
  readonly station: number;
  /** Names this run; `upMs` of its entries count from its start. */
  readonly bootId: string;
  /** Sequence that the next entry will have; entries name patrons and loans by it. */
  nextSeq(): number;
  /** Must run inside a transaction. Returns when it was entered. */
  append<T extends EntryType>(entry: NewEntry<T>): { seq: number; wallMs: number };
  /** Entries with seq > after, in order. */
  read(after: number, limit: number): StoredEntry[];
  /** Chain value of entry `seq`, or of the beginning for 0. */
  chainAt(seq: number): string | undefined;
  waiting(applied: number): { count: number; oldestAtMs: number | null };
  /** Sequence of the first entry whose chain value is wrong, or null when all are right. */
  verify(): number | null;
};

type Row = {
  seq: number;
  v: number;
  type: string;
  wall_ms: number;
  boot_id: string;
  up_ms: number;
  effective_on: string;
  place: string;
  actor: string;
  body: string;
  personal_digest: string | null;
  chain: string;
  salt: string | null;
  personal: string | null;
};

const toEntry = (station: number, row: Row): StoredEntry => ({
  station,
  seq: row.seq,
  v: row.v,
  type: row.type,
  wallMs: row.wall_ms,
  bootId: row.boot_id,
  upMs: row.up_ms,
  effectiveOn: row.effective_on,
  place: row.place,
  actor: row.actor as Actor,
  body: JSON.parse(row.body) as Record<string, unknown>,
  personalDigest: row.personal_digest,
  chain: row.chain,
  personal: row.salt !== null && row.personal !== null ? [row.salt, row.personal] : null,
});

const SELECT = `SELECT j.*, p.salt, p.personal FROM journal j LEFT JOIN journal_person p USING(seq)`;

export const createJournal = (db: StationDatabase, deps: JournalDeps): Journal => {
  const head = db.prepare<[], { seq: number; chain: string }>(
    'SELECT seq, chain FROM journal ORDER BY seq DESC LIMIT 1',
  );
  const insert = db.prepare('INSERT INTO journal VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertPerson = db.prepare('INSERT INTO journal_person VALUES(?, ?, ?)');
  const page = db.prepare<[number, number], Row>(
    `${SELECT} WHERE j.seq > ? ORDER BY j.seq LIMIT ?`,
  );
  const chainOf = db.prepare<[number], { chain: string }>(
    'SELECT chain FROM journal WHERE seq = ?',
  );
  const countAfter = db.prepare<[number], { count: number; oldest: number | null }>(
    'SELECT count(*) AS count, min(wall_ms) AS oldest FROM journal WHERE seq > ?',
  );

  const append = <T extends EntryType>(entry: NewEntry<T>) => {
    const previous = head.get() ?? { seq: 0, chain: GENESIS_CHAIN };
    const seq = previous.seq + 1;
    const salt = Buffer.from(entry.personal ? deps.randomBytes(SALT_BYTES) : []).toString('hex');
    const personal = entry.personal ? JSON.stringify(entry.personal) : null;
    const fields = {
      station: deps.station,
      seq,
      v: bodyVersion(entry.type),
      type: entry.type as string,
      wallMs: deps.nowMs(),
      bootId: deps.bootId,
      upMs: Math.round(deps.upMs()),
      effectiveOn: entry.effectiveOn,
      place: entry.place,
      actor: entry.actor,
      body: entry.body as Record<string, unknown>,
      personalDigest: personal === null ? null : personalDigest(salt, personal),
    };
    const chain = chainValue(previous.chain, fields);
    insert.run(
      seq,
      fields.v,
      fields.type,
      fields.wallMs,
      fields.bootId,
      fields.upMs,
      fields.effectiveOn,
      fields.place,
      fields.actor,
      JSON.stringify(fields.body),
      fields.personalDigest,
      chain,
    );
    if (personal !== null) insertPerson.run(seq, salt, personal);
    return { seq, wallMs: fields.wallMs };
  };

  const read = (after: number, limit: number) =>
    page.all(after, limit).map((row) => toEntry(deps.station, row));

  return {
    station: deps.station,
    bootId: deps.bootId,
    append,
    read,
    nextSeq: () => (head.get()?.seq ?? 0) + 1,
    chainAt: (seq) => (seq === 0 ? GENESIS_CHAIN : chainOf.get(seq)?.chain),
    waiting: (applied) => {
      const row = countAfter.get(applied);
      return { count: row?.count ?? 0, oldestAtMs: row?.oldest ?? null };
    },
    verify: () => firstBrokenLink(read),
  };
};

const VERIFY_PAGE = 1_000;

const firstBrokenLink = (read: (after: number, limit: number) => StoredEntry[]): number | null => {
  let previous = GENESIS_CHAIN;
  let after = 0;
  for (;;) {
    const entries = read(after, VERIFY_PAGE);
    for (const entry of entries) {
      const { chain, personal, ...fields } = entry;
      const digestHolds = !personal || personalDigest(...personal) === entry.personalDigest;
      if (entry.seq !== after + 1 || !digestHolds) return entry.seq;
      if (chainValue(previous, fields) !== chain) return entry.seq;
      previous = chain;
      after = entry.seq;
    }
    if (entries.length < VERIFY_PAGE) return null;
  }
};
