// The central library database as the rest of central uses it: what stations send and fetch, what
// imports bring, what librarians must decide. Every change is one transaction; what this returns is
// durable.
import { holdOnFailure, type RuleFailure } from '../apply/hold-on-failure.ts';
import { type ApplyAct, applyAct } from '../apply/rules.ts';
import { CentralError } from '../errors.ts';
import {
  type ImportedPatron,
  type ImportedTitle,
  type ImportOutcome,
  type PullAnswer,
  type PushAnswer,
  type PushRequest,
  ROWS_PER_PULL_MAX,
  SYNC_VERSION,
} from '../sync-contract.ts';
import { raiseEpoch, readEpoch } from './epoch.ts';
import { createErasureKeeper, type ErasureKeeper } from './erasure-keeper.ts';
import { createErasureLedger, NO_LEDGER } from './erasure-ledger.ts';
import { listErased } from './erasures.ts';
import { importPatrons } from './import-patrons.ts';
import { importTitles, RECORDS_PER_TRANSACTION_MAX } from './import-titles.ts';
import type { SiteFacts } from './library-rules.ts';
import { type Counts, readCounts, readEntries, type StoredEntry } from './listings.ts';
import { openPostgres, type PostgresOptions } from './postgres-engine.ts';
import { isPostgresUrl } from './postgres-url.ts';
import { noteContact, type PullResult, pull, rowsUpTo } from './pull.ts';
import { push } from './push.ts';
import { reapplyHeld } from './reapply-held.ts';
import {
  createReportReader,
  REPLICA_LAG_MS_MAX,
  type ReportReader,
  type ReportReaderOptions,
} from './report-reader.ts';
import { listReviews, type Review, type ReviewState } from './reviews.ts';
import { migrate } from './schema.ts';
import type { Sql, SqlDatabase } from './sql.ts';
import { openSqlite } from './sqlite-engine.ts';
import { createStaffSide, type StaffSide } from './staff-side.ts';
import {
  addStation,
  ensureLibrary,
  findStation,
  listStations,
  type StationRef,
  type StationStanding,
} from './stations.ts';
import { createStickStore, type StickStore } from './stick.ts';

export type { Counts, StoredEntry } from './listings.ts';
export type { Review } from './reviews.ts';
export type { StationRef, StationStanding } from './stations.ts';

export type CentralStore = StaffSide & {
  /**
   * Makes the library where there is none. Resolves to its id, which is the site's. `facts` are kept
   * anew each time they are given: without them wrong clocks of stations move no day, and limits raise no doubt.
   */
  ensureLibrary(siteId: string, libraryNumber: string, facts?: SiteFacts): Promise<string>;
  /**
   * Resolves to the token, which is stored nowhere. Throws `station-exists`: numbers are never
   * reused.
   */
  addStation(libraryId: string, station: number): Promise<string>;
  findStation(token: string): Promise<StationRef | undefined>;
  stations(libraryId: string): Promise<StationStanding[]>;
  /**
   * Throws `chain-fork` (and quarantines the station), `station-mismatch`, `version-unsupported`,
   * `body-invalid`.
   */
  push(station: StationRef, request: PushRequest): Promise<PushAnswer>;
  /**
   * Rows with ver > cursor, oldest first, at most `limit` of them. Throws `cursor-ahead`,
   * `chain-fork`.
   */
  pull(
    station: StationRef,
    cursor: number,
    limit: number,
    /** Tables that older stations do not know: `hold`. */
    also?: readonly string[],
  ): Promise<PullAnswer>;
  /** A page of the feed for one who is no station: rows with ver > cursor, oldest first, at most 500. */
  rowsSince(libraryId: string, cursor: number): Promise<Omit<PullResult, 'applied'>>;
  /** The version of the newest committed row; one read by key, for those who wait for news. */
  feedCounter(libraryId: string): Promise<number>;
  /**
   * Called within this process after each commit that gave stations something to fetch. Returns the
   * way to stop it.
   */
  onNews(listener: (libraryId: string) => void): () => void;
  /**
   * In order; records that share a key are imported one after the other. 500 records are one
   * transaction.
   */
  importTitles(libraryId: string, records: readonly ImportedTitle[]): Promise<ImportOutcome[]>;
  importPatrons(libraryId: string, records: readonly ImportedPatron[]): Promise<ImportOutcome[]>;
  counts(libraryId: string): Promise<Counts>;
  /** Entries of one station after `afterSeq`, at most 1,000. */
  entries(station: StationRef, afterSeq?: number): Promise<StoredEntry[]>;
  reviewQueue(libraryId: string, state?: ReviewState): Promise<Review[]>;
  /** Keys and standings of sync by file. */
  readonly stick: StickStore;
  /** See `ErasureKeeper.erase`; `who` names a patron by id or by card. */
  erasePatron: ErasureKeeper['erase'];
  /** Cleans the files of what was erased; it is also done after each erasure by itself. */
  scrub: ErasureKeeper['scrub'];
  /** Ids of erased patrons after `after`, at most 1,000. */
  erasedPatrons(libraryId: string, after: string): Promise<{ patronIds: string[]; more: boolean }>;
  /** Where a read replica is given: how far it is behind, null when it is away. */
  readonly replicaLag: (() => Promise<number | null>) | undefined;
  epoch(): Promise<number>;
  /**
   * After a restore or a promotion: stations compare, send again what is missing, and fetch from a
   * counter that none has seen. `atLeast`: stations have met epochs below this one.
   */
  raiseEpoch(atLeast?: number): Promise<number>;
  close(): Promise<void>;
};

export type CentralStoreOptions = {
  /** `postgres://...`, the path of an SQLite file, or an engine that is open. */
  database: string | SqlDatabase;
  /** Epoch milliseconds UTC. */
  clock: () => number;
  postgres?: PostgresOptions;
  /**
   * Path of the list of erasures without its ending; `FILE.erasures` beside an SQLite file by default. Without one nothing
   * but the stations tells a restored database whom to forget.
   */
  erasures?: string;
  /**
   * A read replica for what is no part of sync: `postgres://...`. `onReplica` is told when it falls too
   * far behind or is away, and when it is used again.
   */
  reports?: { database: string; lagMsMax?: number; onReplica?: ReportReaderOptions['onState'] };
  /** Told where the files could not be cleaned after an erasure; it is tried again. */
  onScrubFailure?: (error: unknown) => void;
  /** Told where a rule failed; its entry is held. */
  onRuleFailure?: (failure: RuleFailure) => void;
  /** The rules, where other ones than central's own are wanted: tests plant some that fail. */
  applyAct?: ApplyAct;
};

const REPORT_CONNECTIONS_MAX = 4;

/** Cut at the limit, and before a key that was met already: a transaction sees each key once. */
const chunksByKey = <T>(records: readonly T[], keyOf: (record: T) => string): T[][] => {
  const chunks: T[][] = [];
  let seen = new Set<string>();
  for (const record of records) {
    const key = keyOf(record);
    const current = chunks[chunks.length - 1];
    if (current && current.length < RECORDS_PER_TRANSACTION_MAX && !seen.has(key)) {
      current.push(record);
      seen.add(key);
    } else {
      chunks.push([record]);
      seen = new Set([key]);
    }
  }
  return chunks;
};

const readCounter = async (sql: Sql, libraryId: string): Promise<number> => {
  const [row] = await sql.all('SELECT ver FROM feed WHERE library_id = $1', [libraryId]);
  if (row === undefined) throw new CentralError('library-unknown', libraryId);
  return Number(row.ver);
};

/** The database under the store, for what reads much of it at once. The caller closes it. */
export const openSqlDatabase = (database: string, postgres?: PostgresOptions): SqlDatabase =>
  isPostgresUrl(database) ? openPostgres(database, postgres) : openSqlite(database);

const engineOf = ({ database, postgres }: CentralStoreOptions): SqlDatabase =>
  typeof database === 'string' ? openSqlDatabase(database, postgres) : database;

/** The primary itself where no replica is given. */
const openReports = (
  primary: SqlDatabase,
  given: CentralStoreOptions['reports'],
): Pick<ReportReader, 'all' | 'close'> & Partial<ReportReader> =>
  given === undefined
    ? { all: primary.all, close: async () => undefined }
    : createReportReader({
        primary,
        replica: openSqlDatabase(given.database, { connectionsMax: REPORT_CONNECTIONS_MAX }),
        lagMsMax: given.lagMsMax ?? REPLICA_LAG_MS_MAX,
        onState: given.onReplica ?? (() => undefined),
        upMs: () => performance.now(),
      });

export const openCentralStore = async (options: CentralStoreOptions): Promise<CentralStore> => {
  const { clock } = options;
  const database = engineOf(options);
  const reports = openReports(database, options.reports);
  const listeners = new Set<(libraryId: string) => void>();
  const tellNews = (libraryId: string) => {
    for (const listener of listeners) listener(libraryId);
  };
  const base =
    options.erasures ??
    (database.engine === 'sqlite' && typeof options.database === 'string'
      ? `${options.database}.erasures`
      : undefined);
  const ledger = base === undefined ? NO_LEDGER : createErasureLedger(base);
  const onFailure = options.onScrubFailure ?? (() => undefined);
  const erasures = createErasureKeeper({ database, ledger, clock, tellNews, onFailure });
  const { onRuleFailure = () => undefined } = options;
  const apply = holdOnFailure(options.applyAct ?? applyAct, onRuleFailure);
  const applying = { apply, hashCard: ledger.hashCard };
  try {
    await migrate(database);
    await erasures.replay();
    await reapplyHeld({ database, nowMs: clock(), applying, noted: erasures.noted });
  } catch (error) {
    await reports.close();
    await database.close();
    throw error;
  }
  const inChunks = async <T>(
    libraryId: string,
    chunks: T[][],
    work: (chunk: T[]) => Promise<ImportOutcome[]>,
  ): Promise<ImportOutcome[]> => {
    const outcomes: ImportOutcome[] = [];
    for (const chunk of chunks) outcomes.push(...(await work(chunk)));
    tellNews(libraryId);
    return outcomes;
  };

  return {
    ensureLibrary: (siteId, libraryNumber, facts) =>
      ensureLibrary(database, siteId, libraryNumber, facts),
    addStation: (libraryId, station) => addStation(database, libraryId, station, clock()),
    findStation: (token) => findStation(database, token),
    stations: (libraryId) => listStations(database, libraryId),
    push: async (station, request) => {
      if (request.version !== SYNC_VERSION) throw new CentralError('version-unsupported');
      if (request.station !== station.station) throw new CentralError('station-mismatch');
      const nowMs = clock();
      const result = await database.transaction((sql) =>
        push(sql, station, request, nowMs, applying),
      );
      erasures.noted(station.libraryId, result.erasures);
      if (result.news) tellNews(station.libraryId);
      if (result.forked) throw new CentralError('chain-fork');
      const { epoch, applied } = result;
      return { version: SYNC_VERSION, epoch, applied, nowMs: clock() };
    },
    pull: async (station, cursor, limit, also) => {
      const answer = await database.reading(async (sql) => ({
        epoch: await readEpoch(sql),
        ...(await pull(sql, station, cursor, limit, also)),
      }));
      await noteContact(database, station, clock());
      return { version: SYNC_VERSION, nowMs: clock(), ...answer };
    },
    rowsSince: (libraryId, cursor) =>
      database.reading(async (sql) => {
        const counter = await readCounter(sql, libraryId);
        return rowsUpTo(sql, libraryId, cursor, counter, ROWS_PER_PULL_MAX, []);
      }),
    feedCounter: (libraryId) => readCounter(database, libraryId),
    onNews: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    importTitles: (libraryId, records) =>
      inChunks(
        libraryId,
        chunksByKey(records, (record) => record.key),
        (chunk) => database.transaction((sql) => importTitles(sql, libraryId, chunk, clock())),
      ),
    importPatrons: (libraryId, records) =>
      inChunks(
        libraryId,
        chunksByKey(records, (record) => record.card),
        (chunk) =>
          database.transaction((sql) =>
            importPatrons(sql, libraryId, chunk, clock(), ledger.hashCard),
          ),
      ),
    counts: (libraryId) => readCounts(reports, libraryId),
    entries: (station, afterSeq = 0) => readEntries(reports, station, afterSeq),
    ...createStaffSide(database, clock, tellNews),
    reviewQueue: (libraryId, state = 'open') => listReviews(database, libraryId, state),
    stick: createStickStore(database),
    erasePatron: erasures.erase,
    scrub: erasures.scrub,
    erasedPatrons: (libraryId, after) => listErased(database, libraryId, after),
    replicaLag: reports.lagMs,
    epoch: () => readEpoch(database),
    raiseEpoch: (atLeast) => raiseEpoch(database, atLeast),
    close: async () => {
      await erasures.close();
      await reports.close();
      await database.close();
    },
  };
};
