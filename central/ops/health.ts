// How central is, for an operator: one look at the database with a time limit, by statements that walk
// an index and count no large table.
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HealthReport } from '../api-types.ts';
import { MIGRATIONS } from '../store/schema.ts';
import type { Sql, SqlRow } from '../store/sql.ts';
import type { HealthProblem } from './health-problems.ts';
import { BACKUP_AT } from './standings.ts';

export type HealthLimits = {
  answerMsMax: number;
  backupAgeMsMax: number;
  diskFreeBytesMin: number;
};
export type HealthDeps = {
  sql: Pick<Sql, 'all'> & { readonly engine: 'sqlite' | 'postgres' };
  /** Path of the database file; null where it is a server's. */
  file: string | null;
  clock: () => number;
  limits?: Partial<HealthLimits>;
  /** Where a read replica is given: how far it is behind, null when it is away or too far. */
  replicaLag?: () => Promise<number | null>;
};

export const HEALTH_LIMITS: HealthLimits = {
  answerMsMax: 5_000,
  /** A daily backup may come two hours late. */
  backupAgeMsMax: 26 * 3_600_000,
  diskFreeBytesMin: 1_073_741_824,
};

/** Undefined when it takes longer, or fails: either way nobody is served. */
const withinMs = async <T>(work: Promise<T>, limitMs: number): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
};

const libraryOf = async (
  sql: Pick<Sql, 'all'>,
  { library_id: libraryId, ver }: SqlRow,
  nowMs: number,
): Promise<HealthReport['libraries'][number]> => {
  const key = [libraryId ?? null];
  const [standing] = await sql.all(
    `SELECT COUNT(*) AS stations, COALESCE(SUM(quarantined), 0) AS quarantined,
       MAX(last_contact_ms) AS contact FROM station WHERE library_id = $1`,
    key,
  );
  const [reviews] = await sql.all(
    `SELECT COUNT(*) AS open, COUNT(CASE WHEN kind = 'held' THEN 1 END) AS held FROM review
     WHERE library_id = $1 AND state = 'open'`,
    key,
  );
  const contact = standing?.contact ?? null;
  return {
    library: String(libraryId),
    feed: Number(ver),
    stations: Number(standing?.stations),
    quarantined: Number(standing?.quarantined),
    lastContactAgeMs: contact === null ? null : Math.max(0, nowMs - Number(contact)),
    heldEntries: Number(reviews?.held),
    openReviews: Number(reviews?.open),
  };
};

type Looked = {
  schema: number;
  epoch: number;
  backupAtMs: number | null;
  libraries: HealthReport['libraries'];
};

const look = async (sql: Pick<Sql, 'all'>, nowMs: number): Promise<Looked> => {
  const meta = new Map(
    (await sql.all('SELECT name, value FROM meta')).map((row) => [row.name, Number(row.value)]),
  );
  const schema = meta.get('schema') ?? 0;
  const libraries: HealthReport['libraries'] = [];
  if (schema === MIGRATIONS.length)
    for (const row of await sql.all('SELECT library_id, ver FROM feed ORDER BY library_id'))
      libraries.push(await libraryOf(sql, row, nowMs));
  const backupAtMs = meta.get(BACKUP_AT) ?? null;
  return { schema, epoch: meta.get('epoch') ?? 0, backupAtMs, libraries };
};

const diskFree = async (file: string | null): Promise<number | null> => {
  if (file === null) return null;
  const { bavail, bsize } = await statfs(dirname(file));
  return bavail * bsize;
};

export const readHealth = async (deps: HealthDeps): Promise<HealthReport> => {
  const { sql, file, clock } = deps;
  const limits = { ...HEALTH_LIMITS, ...deps.limits };
  const problems: HealthProblem[] = [];
  const [startedMs, nowMs] = [performance.now(), clock()];
  const found = await withinMs(look(sql, nowMs), limits.answerMsMax);
  const answeredMs = Math.round(performance.now() - startedMs);
  if (found === undefined) problems.push('database-away');
  else {
    if (found.schema < MIGRATIONS.length) problems.push('schema-old');
    if (found.schema > MIGRATIONS.length) problems.push('schema-too-new');
    if (found.backupAtMs === null) problems.push('backup-missing');
    else if (nowMs - found.backupAtMs > limits.backupAgeMsMax) problems.push('backup-old');
  }
  const diskFreeBytes = await diskFree(file);
  if (diskFreeBytes !== null && diskFreeBytes < limits.diskFreeBytesMin) problems.push('disk-low');
  const replicaLagMs = deps.replicaLag === undefined ? null : await deps.replicaLag();
  if (deps.replicaLag !== undefined && replicaLagMs === null) problems.push('replica-behind');
  const { schema = null, epoch = null, libraries = [], backupAtMs = null } = found ?? {};
  return {
    ok: problems.length === 0,
    problems,
    engine: sql.engine,
    answeredMs: found === undefined ? null : answeredMs,
    ...{ schema, schemaKnown: MIGRATIONS.length, epoch, libraries, diskFreeBytes },
    backupAgeMs: backupAtMs === null ? null : Math.max(0, nowMs - backupAtMs),
    replicaLagMs,
  };
};
