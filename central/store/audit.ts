// The audit of central's database: every chain of every station of every library from its first entry to the one that central says
// it applied last, the personal data beside them, and whether anything is left of the erased. Reads in pages, changes nothing.
import {
  type AuditedEntry,
  type ChainReport,
  createChainAudit,
} from '../../station-server/circulation/chain-audit.ts';
import type { Actor } from '../../station-server/circulation/journal-entry.ts';
import { listErased } from './erasures.ts';
import type { Sql, SqlRow } from './sql.ts';

const PAGE = 1_000;

export type StationChain = ChainReport & { station: number; applied: number };
export type LibraryAudit = {
  libraryId: string;
  chains: StationChain[];
  erasedPersons: number;
  /** Erased patrons of whom something is left in a table. */
  notErased: number;
  /** Entries of stations that were never added. */
  strayEntries: number;
  /** Personal data beside no entry. */
  strayPersonal: number;
};

const entryOf = (row: SqlRow): AuditedEntry => ({
  station: Number(row.station),
  seq: Number(row.seq),
  v: Number(row.v),
  type: String(row.type),
  wallMs: Number(row.wall_ms),
  bootId: String(row.boot_id),
  upMs: Number(row.up_ms),
  effectiveOn: String(row.effective_on),
  place: String(row.place),
  actor: row.actor as Actor,
  body: bodyOf(String(row.body)),
  personalDigest: row.personal_digest as string | null,
  chain: String(row.chain),
  personal: row.personal === null ? null : [String(row.salt), String(row.personal)],
});

/** A body that is no JSON any more is not what was written. */
const bodyOf = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { unreadable: text };
  }
};

const auditChain = async (
  sql: Pick<Sql, 'all'>,
  libraryId: string,
  standing: { station: number; applied: number; chain: string },
  isErased: (patronId: string) => boolean,
): Promise<ChainReport> => {
  const audit = createChainAudit(isErased);
  const broken = (seq: number, fault: NonNullable<ChainReport['broken']>['fault']) => ({
    ...audit.counts(),
    broken: { seq, fault },
  });
  for (;;) {
    const rows = await sql.all(
      `SELECT e.*, p.salt, p.personal FROM entry e LEFT JOIN entry_person p
         ON p.library_id = e.library_id AND p.station = e.station AND p.seq = e.seq
       WHERE e.library_id = $1 AND e.station = $2 AND e.seq > $3 ORDER BY e.seq LIMIT ${PAGE}`,
      [libraryId, standing.station, audit.head().seq],
    );
    for (const row of rows) {
      const fault = audit.next(entryOf(row));
      if (fault !== null) return broken(Number(row.seq), fault);
    }
    if (rows.length < PAGE) break;
  }
  const { seq, chain } = audit.head();
  if (seq < standing.applied) return broken(seq, 'end-missing');
  if (seq > standing.applied || chain !== standing.chain) return broken(seq, 'head-differs');
  return { ...audit.counts(), broken: null };
};

const NOT_ERASED = `SELECT COUNT(*) AS n FROM erased x
  WHERE x.library_id = $1 AND (
    EXISTS (SELECT 1 FROM patron t WHERE t.library_id = x.library_id AND t.patron_id = x.patron_id
      AND (t.status <> 'erased' OR t.card <> ''))
    OR EXISTS (SELECT 1 FROM patron_person p WHERE p.library_id = x.library_id
      AND p.patron_id = x.patron_id))`;
const STRAY_ENTRIES = `SELECT COUNT(*) AS n FROM entry e WHERE e.library_id = $1 AND NOT EXISTS
  (SELECT 1 FROM station s WHERE s.library_id = e.library_id AND s.station = e.station)`;
const STRAY_PERSONAL = `SELECT COUNT(*) AS n FROM entry_person p WHERE p.library_id = $1
  AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.library_id = p.library_id
    AND e.station = p.station AND e.seq = p.seq)`;

export const auditLibrary = async (
  sql: Pick<Sql, 'all'>,
  libraryId: string,
): Promise<LibraryAudit> => {
  const erased = new Set<string>();
  for (let after = ''; ; ) {
    const { patronIds, more } = await listErased(sql, libraryId, after);
    for (const id of patronIds) erased.add(id);
    after = patronIds[patronIds.length - 1] ?? '';
    if (!more) break;
  }
  const count = async (text: string): Promise<number> =>
    Number((await sql.all(text, [libraryId]))[0]?.n);
  const stations = await sql.all(
    'SELECT station, applied, chain FROM station WHERE library_id = $1 ORDER BY station',
    [libraryId],
  );
  const chains: StationChain[] = [];
  for (const row of stations) {
    const [station, applied] = [Number(row.station), Number(row.applied)];
    const standing = { station, applied, chain: String(row.chain) };
    const report = await auditChain(sql, libraryId, standing, (id) => erased.has(id));
    chains.push({ station, applied, ...report });
  }
  return {
    libraryId,
    chains,
    erasedPersons: erased.size,
    notErased: await count(NOT_ERASED),
    strayEntries: await count(STRAY_ENTRIES),
    strayPersonal: await count(STRAY_PERSONAL),
  };
};

export const isWhole = (audit: LibraryAudit): boolean =>
  audit.chains.every(({ broken }) => broken === null) &&
  audit.notErased + audit.strayEntries + audit.strayPersonal === 0;

/** In the order of their ids; `only` names one. */
export const auditCentral = async (
  sql: Pick<Sql, 'all'>,
  only?: string,
): Promise<LibraryAudit[]> => {
  const rows = await sql.all('SELECT library_id FROM library ORDER BY library_id');
  const ids = rows.map((row) => String(row.library_id));
  const audits: LibraryAudit[] = [];
  for (const id of ids.filter((one) => only === undefined || one === only))
    audits.push(await auditLibrary(sql, id));
  return audits;
};
