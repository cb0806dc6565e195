// Reads the rows that only few acts need. A batch of ordinary acts costs one statement here, which
// asks whether the library has blocks or holds at all; the rest is asked only where it matters.
import type { LibraryRules, LoanRow, Target } from '../apply/act.ts';
import { selectIn } from './bulk.ts';
import { loadHolds } from './hold-rows.ts';
import { MERGES_FOLLOWED_MAX, mergedInto } from './merged-records.ts';
import type { RareSet } from './rare-set.ts';
import type { Sql, SqlRow } from './sql.ts';
import { loanOf, patronOf } from './tables.ts';
import { keepLoan, type ReadyAct, type WorkingSet } from './working-set.ts';

/** Acts whose outcome hangs on rows that other batches read without a lock: each batch with one is counted. */
const COUNTED = new Set(['block', 'merge', 'storno', 'hold', 'hold-cancelled']);

/**
 * A batch with such an act takes the feed counter before it reads, so that it sees every lending before it; a batch that
 * read while one was written sees a new count when it takes the counter itself, and starts again. Resolves to the count, or
 * to null where there is no such act.
 */
export const lockIfRare = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
): Promise<number | null> => {
  if (!acts.some(({ type }) => COUNTED.has(type))) return null;
  const [row] = await sql.all(`SELECT rare FROM feed WHERE library_id = $1${sql.forUpdate}`, [
    libraryId,
  ]);
  return Number(row?.rare);
};

const textsOf = (acts: readonly ReadyAct[], types: readonly string[], field: string): string[] =>
  acts.flatMap(({ type, act }) => {
    const value = act.body[field];
    return types.includes(type) && typeof value === 'string' ? [value] : [];
  });

export const readEntry = async (
  sql: Sql,
  libraryId: string,
  name: string,
): Promise<SqlRow | undefined> => {
  const [, station, seq] = /^(\d{1,6})-(\d{1,10})$/.exec(name) ?? [];
  if (station === undefined || seq === undefined) return undefined;
  const [row] = await sql.all(
    'SELECT * FROM entry WHERE library_id = $1 AND station = $2 AND seq = $3',
    [libraryId, Number(station), Number(seq)],
  );
  return row;
};

const targetOf = (row: SqlRow): Target => ({
  atMs: Number(row.at_ms),
  station: Number(row.station),
  seq: Number(row.seq),
  type: String(row.type),
  body: JSON.parse(String(row.body)) as Record<string, unknown>,
  wallMs: Number(row.wall_ms),
  held: row.outcome === 'held',
});

/** The entries that stornos name, and where one of them is a storno, the entry that it names. */
const loadTargets = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  rare: RareSet,
): Promise<void> => {
  const inBatch = new Map(acts.map(({ type, act }) => [act.name, { type, act }]));
  const names = textsOf(acts, ['storno'], 'entry');
  for (const name of names) {
    rare.wanted.add(name);
    const row = await readEntry(sql, libraryId, name);
    if (row !== undefined) rare.targets.set(name, targetOf(row));
    const found = rare.targets.get(name);
    const known = found ?? inBatch.get(name);
    const body = found?.body ?? inBatch.get(name)?.act.body;
    if (known?.type !== 'storno' || typeof body?.entry !== 'string') continue;
    if (rare.wanted.has(body.entry)) continue;
    rare.wanted.add(body.entry);
    const inner = await readEntry(sql, libraryId, body.entry);
    if (inner !== undefined) rare.targets.set(body.entry, targetOf(inner));
  }
  const select = { columns: '*', from: 'storno', column: 'target', lock: true };
  for (const row of await selectIn(sql, select, libraryId, rare.wanted)) {
    const target = String(row.target);
    const storno = { target, by: String(row.by_entry), active: row.active === 1 };
    rare.stornos.set(target, [...(rare.stornos.get(target) ?? []), storno]);
  }
};

/** Merges of these patrons, and of those into whom they were merged. */
const loadMerges = async (
  sql: Sql,
  libraryId: string,
  patronIds: Iterable<string>,
  rare: RareSet,
): Promise<void> => {
  let next = new Set([...patronIds].filter((id) => !rare.merges.has(id)));
  for (let steps = 0; next.size > 0 && steps < MERGES_FOLLOWED_MAX; steps += 1) {
    const select = { columns: '*', from: 'merged_patron', column: 'patron_id' };
    const rows = await selectIn(sql, select, libraryId, next);
    next = new Set();
    for (const row of rows) {
      const [patronId, intoId] = [String(row.patron_id), String(row.into_id)];
      const stamp = { atMs: Number(row.at_ms), station: Number(row.station), seq: Number(row.seq) };
      rare.merges.set(patronId, { ...stamp, patronId, intoId, by: String(row.by_entry) });
      if (!rare.merges.has(intoId)) next.add(intoId);
    }
  }
};

/** Locked, also where the set has them already: a lending reads its reader without a lock. */
const loadPatrons = async (sql: Sql, libraryId: string, ids: Iterable<string>, set: WorkingSet) => {
  const select = { columns: '*', from: 'patron', column: 'patron_id', lock: true };
  for (const row of await selectIn(sql, select, libraryId, ids))
    set.patrons.set(String(row.patron_id), patronOf(row));
};

const loadBlocks = async (sql: Sql, libraryId: string, ids: Iterable<string>, rare: RareSet) => {
  const select = { columns: '*', from: 'patron_block', column: 'patron_id' };
  for (const row of await selectIn(sql, select, libraryId, ids)) {
    const patronId = String(row.patron_id);
    const stamp = { atMs: Number(row.at_ms), station: Number(row.station), seq: Number(row.seq) };
    const block = { ...stamp, blocked: row.blocked === 1, by: `${row.station}-${row.seq}` };
    rare.blocks.set(patronId, [...(rare.blocks.get(patronId) ?? []), block]);
  }
};

/** Every loan of these patrons, and who is named as the reader by the entry that made it. */
const loadLoans = async (
  sql: Sql,
  libraryId: string,
  patronIds: Iterable<string>,
  set: WorkingSet,
  withReaders: boolean,
): Promise<void> => {
  const select = { columns: '*', from: 'loan', column: 'patron_id', lock: true };
  const loans: LoanRow[] = (await selectIn(sql, select, libraryId, patronIds)).map(loanOf);
  for (const loan of loans) {
    keepLoan(set, loan);
    const entry = withReaders ? await readEntry(sql, libraryId, loan.loanId) : undefined;
    if (entry === undefined) continue;
    const { patronId } = JSON.parse(String(entry.body)) as { patronId?: unknown };
    if (typeof patronId === 'string') set.rare.lentTo.set(loan.loanId, patronId);
  }
};

const loadHomeLoans = async (sql: Sql, libraryId: string, ids: Iterable<string>, rare: RareSet) => {
  const select = {
    columns: 'loan_id, patron_id',
    from: 'loan',
    column: 'patron_id',
    and: `AND returned_on IS NULL AND kind = 'home'`,
  };
  for (const row of await selectIn(sql, select, libraryId, ids)) {
    const open = rare.homeOpen.get(String(row.patron_id)) ?? new Set();
    rare.homeOpen.set(String(row.patron_id), open.add(String(row.loan_id)));
  }
};

/** Records that were merged into those that are erased: they are of the same persons. */
const loadMergedInto = async (
  sql: Sql,
  libraryId: string,
  patronIds: Iterable<string>,
  set: WorkingSet,
): Promise<void> => {
  const found = await mergedInto(sql, libraryId, patronIds);
  await loadMerges(sql, libraryId, found, set.rare);
  await loadPatrons(sql, libraryId, found, set);
};

const readPresence = async (sql: Sql, libraryId: string) => {
  const any = (from: string, and = '') =>
    `(SELECT 1 FROM ${from} WHERE library_id = $1 ${and} LIMIT 1)`;
  const [row] = await sql.all(
    `SELECT ${any('patron_block')} AS blocks, ${any('hold', `AND state = 'waiting'`)} AS holds`,
    [libraryId],
  );
  return { blocks: row?.blocks === 1, holds: row?.holds === 1 };
};

const PATRON_FIELDS = ['patronId', 'intoPatronId'];

/**
 * `seen` is the count of rare batches from before anything was read. To be called behind `loadRows`, when the other rows of
 * the batch are in the set.
 */
export const loadRare = async (
  sql: Sql,
  libraryId: string,
  acts: readonly ReadyAct[],
  set: WorkingSet,
  { rules, seen }: { rules: LibraryRules | null; seen: number },
): Promise<void> => {
  const { rare } = set;
  rare.rules = rules;
  rare.counts = acts.some(({ type }) => COUNTED.has(type));
  const borrowing = textsOf(acts, ['check-out'], 'patronId');
  const counting = rules?.lending != null;
  const [present] = await Promise.all([
    readPresence(sql, libraryId),
    loadHomeLoans(sql, libraryId, counting ? borrowing : [], rare),
  ]);
  rare.seen = seen;
  await loadTargets(sql, libraryId, acts, rare);
  const undoneMerges = [...rare.targets.values()].filter(({ type }) => type === 'merge');
  const merging = [
    ...PATRON_FIELDS.flatMap((field) => textsOf(acts, ['merge'], field)),
    ...undoneMerges.flatMap(({ body }) => PATRON_FIELDS.map((field) => String(body[field]))),
  ];
  // A reader whose record is active was merged into nobody.
  const odd = [...borrowing, ...textsOf(acts, ['hold'], 'patronId')].filter((id) => {
    const status = set.patrons.get(id)?.status;
    return status === undefined || status === 'merged';
  });
  const registered = acts.filter(({ type }) => type === 'registration').map(({ act }) => act.name);
  await loadMerges(sql, libraryId, [...merging, ...odd, ...registered], rare);
  const stayed = [...rare.merges.values()].map(({ intoId }) => intoId);
  const holders = [...set.holders.values()].flat();
  await loadPatrons(sql, libraryId, [...merging, ...stayed, ...holders], set);

  const barred = [...textsOf(acts, ['block'], 'patronId'), ...merging];
  if (present.blocks) await loadBlocks(sql, libraryId, [...borrowing, ...barred, ...stayed], rare);
  const waiting = textsOf(acts, ['hold'], 'patronId');
  const whole = [...barred, ...waiting, ...(merging.length > 0 ? stayed : [])];
  await loadLoans(sql, libraryId, whole, set, merging.length > 0);
  await loadMergedInto(sql, libraryId, textsOf(acts, ['erasure'], 'patronId'), set);
  await loadMerges(sql, libraryId, rare.lentTo.values(), rare);
  if (counting) await loadHomeLoans(sql, libraryId, stayed, rare);
  const about = [...acts, ...rare.targets.values()];
  if (present.holds || about.some(({ type }) => type.startsWith('hold')))
    await loadHolds(sql, libraryId, acts, set);
};
