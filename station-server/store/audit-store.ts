// The audit of a station's store: its chain from the first entry to the last, the personal data beside it, and whether anything is
// left of erased patrons. Reads in pages, changes nothing, and asks for no settings: the first entry tells whose chain it is.
import {
  type AuditedEntry,
  type ChainReport,
  createChainAudit,
} from '../circulation/chain-audit.ts';
import { chainValue, GENESIS_CHAIN } from '../circulation/journal-chain.ts';
import type { Actor } from '../circulation/journal-entry.ts';
import type { StationDatabase } from './open-database.ts';
import { SEQUENCES_OF_STATION } from './row-key.ts';

const PAGE = 1_000;
const STATION_NUMBER_MAX = 999;

type Row = Record<string, string | number | null>;
export type StationAudit = ChainReport & {
  /** Null where there is no entry, or none fits the first one. */
  station: number | null;
  erasedPersons: number;
  /** Erased patrons of whom something is left. */
  notErased: number;
};

const SELECT = `SELECT j.*, p.salt, p.personal FROM journal j LEFT JOIN journal_person p USING(seq)
  WHERE j.seq > ? ORDER BY j.seq LIMIT ${PAGE}`;

/** A body that is no JSON any more is not what was written. */
const bodyOf = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { unreadable: text };
  }
};

const entryOf = (station: number, row: Row): AuditedEntry => ({
  station,
  seq: Number(row.seq),
  v: row.v as number,
  type: row.type as string,
  wallMs: row.wall_ms as number,
  bootId: row.boot_id as string,
  upMs: row.up_ms as number,
  effectiveOn: row.effective_on as string,
  place: row.place as string,
  actor: row.actor as Actor,
  body: bodyOf(String(row.body)),
  personalDigest: row.personal_digest as string | null,
  chain: row.chain as string,
  personal: row.personal === null ? null : [String(row.salt), String(row.personal)],
});

/** The number under which the first entry was chained: it is hashed, not stored. */
const stationOf = (first: Row | undefined): number | null => {
  if (first === undefined) return null;
  for (let station = 1; station <= STATION_NUMBER_MAX; station += 1) {
    const { chain, personal: _, ...fields } = entryOf(station, first);
    if (chainValue(GENESIS_CHAIN, fields) === chain) return station;
  }
  return null;
};

const countOf = (db: StationDatabase, sql: string, ...values: unknown[]): number =>
  db
    .prepare(sql)
    .pluck()
    .get(...values) as number;

/** What speaks of entries that are not there: central's word, personal data, rows that an entry made. */
const endMissing = (db: StationDatabase, station: number | null, seq: number): boolean => {
  const applied = countOf(db, "SELECT coalesce(max(v + 0), 0) FROM meta WHERE k = 'applied'");
  const beside = countOf(db, 'SELECT count(*) FROM journal_person WHERE seq > ?', seq);
  if (applied > seq || beside > 0) return true;
  if (station === null) return false;
  const from = station * SEQUENCES_OF_STATION + seq;
  const to = (station + 1) * SEQUENCES_OF_STATION;
  return ['loan', 'patron'].some((table) => {
    const made = `SELECT count(*) FROM ${table} WHERE ${table}_id > ? AND ${table}_id < ?`;
    return countOf(db, made, from, to) > 0;
  });
};

const walk = (db: StationDatabase): ChainReport & { station: number | null } => {
  const page = db.prepare<[number], Row>(SELECT);
  const erased = db.prepare<[number], unknown>(
    "SELECT 1 FROM patron WHERE patron_id = ? AND status = 'erased'",
  );
  const isErased = (patronId: string): boolean => {
    const [station = 0, seq = 0] = patronId.split('-').map(Number);
    return erased.get(station * SEQUENCES_OF_STATION + seq) !== undefined;
  };
  const audit = createChainAudit(isErased);
  const first = page.all(0)[0];
  const station = stationOf(first);
  if (first !== undefined && station === null) {
    const fault = first.seq === 1 ? 'link-broken' : 'number-gap';
    return { ...audit.counts(), station, broken: { seq: Number(first.seq), fault } };
  }
  for (let rows = page.all(0); rows.length > 0; rows = page.all(audit.head().seq)) {
    for (const row of rows) {
      const fault = audit.next(entryOf(station ?? 0, row));
      if (fault !== null) {
        return { ...audit.counts(), station, broken: { seq: Number(row.seq), fault } };
      }
    }
  }
  const { seq } = audit.head();
  const missing = endMissing(db, station, seq);
  const broken = missing ? ({ seq, fault: 'end-missing' } as const) : null;
  return { ...audit.counts(), station, broken };
};

/** In one read transaction, so that a station that lends meanwhile does not disturb it. */
export const auditStore = (db: StationDatabase): StationAudit =>
  db.transaction(() => ({
    ...walk(db),
    erasedPersons: countOf(db, "SELECT count(*) FROM patron WHERE status = 'erased'"),
    notErased: countOf(
      db,
      `SELECT count(*) FROM patron WHERE status = 'erased'
       AND (card <> '' OR surname <> '' OR given_name <> '' OR patronymic <> '' OR duplicate_key <> ''
         OR patron_id IN (SELECT patron_id FROM patron JOIN parked ON table_name = 'patron'
           AND id = (patron_id / ${SEQUENCES_OF_STATION}) || '-' || (patron_id % ${SEQUENCES_OF_STATION})))`,
    ),
  }))();
