// Entries that an older program could not read are tried again when central starts: after an
// upgrade they are applied as if they had just come. In bounded pages, each a transaction; what is
// applied is held no more, so that a crash or a second start repeats nothing.
import type { Saw } from '../apply/act.ts';
import { clockDoubt, rightAct } from '../apply/right-days.ts';
import { holdReason, readPersonal } from '../apply/rules.ts';
import { applyToBatch, newBatch, raise, raiseHeld, writeBatch } from './apply-batch.ts';
import type { Erasure } from './erasures.ts';
import { applyWaiting, heldActOf, readWaiting } from './held.ts';
import { rulesOf } from './library-rules.ts';
import type { Applying } from './push.ts';
import { loadRare, lockIfRare } from './rare-rows.ts';
import { settleErasures } from './settle-erasures.ts';
import type { Sql, SqlDatabase, SqlRow } from './sql.ts';
import { loadRows, newWorkingSet, type ReadyAct, rightTimelines } from './working-set.ts';

export const HELD_PAGE = 200;

export type ReapplyDeps = {
  database: SqlDatabase;
  nowMs: number;
  applying: Applying;
  /** After the commit: what was erased. */
  noted(libraryId: string, erasures: readonly Erasure[]): void;
};

type Place = { station: number; seq: number };

const readPage = async (sql: Sql, libraryId: string, after: Place, limit: number) => {
  const rows = await sql.all(
    `SELECT * FROM entry WHERE library_id = $1 AND outcome = 'held'
       AND (station > $2 OR (station = $2 AND seq > $3))
     ORDER BY station, seq LIMIT $4${sql.forUpdate}`,
    [libraryId, after.station, after.seq, limit],
  );
  return rows;
};

/** Null where this program cannot read it either. */
const readyOf = async (sql: Sql, libraryId: string, row: SqlRow): Promise<ReadyAct | null> => {
  const [person] = await sql.all(
    'SELECT personal FROM entry_person WHERE library_id = $1 AND station = $2 AND seq = $3',
    [libraryId, row.station ?? null, row.seq ?? null],
  );
  const personal = person === undefined ? null : String(person.personal);
  const type = String(row.type);
  const act = heldActOf(row);
  if (holdReason(type, Number(row.v), act.body, personal) !== null) return null;
  return { type, act: { ...act, personal: personal === null ? null : readPersonal(personal) } };
};

type Applied = { applied: number; erasures: Erasure[] };

/** What can be applied: behind an entry for which it waits, or by itself. */
const readAll = async (sql: Sql, libraryId: string, ready: readonly ReadyAct[]) => {
  const [known] = await sql.all(
    `SELECT rules, (SELECT rare FROM feed WHERE feed.library_id = library.library_id) AS seen
     FROM library WHERE library_id = $1`,
    [libraryId],
  );
  const rules = rulesOf(libraryId, known);
  const waiting = await readWaiting(sql, libraryId, ready);
  const woken = [...waiting.values()].flat();
  const names = new Set(woken.map(({ act }) => act.name));
  const first = ready.filter(({ act }) => !names.has(act.name));
  const acts = [...first, ...woken];
  const seen = (await lockIfRare(sql, libraryId, acts)) ?? Number(known?.seen);
  const doubts = new Map<string, Saw>();
  for (const one of acts) {
    const { act, behind } = rightAct(one.type, one.act, rules);
    one.act = act;
    const doubt = clockDoubt(one.type, act, behind);
    if (doubt !== null) doubts.set(act.name, doubt);
  }
  const items = acts.flatMap(({ act }) => act.body.itemId ?? []).map(String);
  const set = newWorkingSet();
  await loadRows(sql, libraryId, acts, set, items);
  rightTimelines(set, rules);
  await loadRare(sql, libraryId, acts, set, { rules, seen });
  return { first, waiting, set, doubts };
};

const applyRows = async (
  sql: Sql,
  libraryId: string,
  rows: readonly SqlRow[],
  nowMs: number,
  { apply, hashCard }: Applying,
): Promise<Applied> => {
  const ready: ReadyAct[] = [];
  const boots = new Map<string, string>();
  for (const row of rows) {
    const one = await readyOf(sql, libraryId, row);
    if (one === null) continue;
    ready.push(one);
    boots.set(one.act.name, String(row.boot_id));
  }
  if (ready.length === 0) return { applied: 0, erasures: [] };
  const { first, waiting, set, doubts } = await readAll(sql, libraryId, ready);
  const batch = newBatch(libraryId, set, apply);
  let applied = 0;
  for (const one of first) {
    const { station, seq, name } = one.act;
    const fate = applyToBatch(batch, one);
    await sql.run(
      `UPDATE entry SET outcome = $4, held_for = $5, waits_for = $6, item_id = $7
       WHERE library_id = $1 AND station = $2 AND seq = $3`,
      [libraryId, station, seq, fate.outcome, fate.heldFor, fate.waitsFor, fate.itemId],
    );
    if (fate.error !== undefined) raiseHeld(batch, one.act, { type: one.type }, fate);
    if (fate.outcome === 'held') continue;
    applied += 1;
    raise(batch, { station, seq }, 'held', name, null);
    const doubt = doubts.get(name);
    if (doubt !== undefined)
      raise(batch, { station, seq }, 'clock-wrong', `${station} ${boots.get(name)}`, doubt);
    await applyWaiting(sql, batch, waiting, name);
  }
  await writeBatch(sql, batch, nowMs, () => Promise.resolve());
  return { applied, erasures: await settleErasures(sql, batch, [], hashCard) };
};

const onePage = async (
  deps: ReapplyDeps,
  libraryId: string,
  after: Place,
  limit: number,
): Promise<{ applied: number; next: Place | undefined }> => {
  const { database, nowMs, applying } = deps;
  const { next, applied, erasures } = await database.transaction(async (sql) => {
    const rows = await readPage(sql, libraryId, after, limit);
    const last = rows[rows.length - 1];
    const next = last && { station: Number(last.station), seq: Number(last.seq) };
    return { next, ...(await applyRows(sql, libraryId, rows, nowMs, applying)) };
  });
  deps.noted(libraryId, erasures);
  return { applied, next };
};

/** One entry that cannot be applied must keep neither central from starting nor the others waiting. */
const oneByOne = async (
  deps: ReapplyDeps,
  libraryId: string,
  after: Place,
): Promise<{ applied: number; next: Place | undefined }> => {
  let applied = 0;
  let at: Place = after;
  for (let count = 0; count < HELD_PAGE; count += 1) {
    const [row] = await readPage(deps.database, libraryId, at, 1);
    if (row === undefined) return { applied, next: undefined };
    try {
      applied += (await onePage(deps, libraryId, at, 1)).applied;
    } catch {
      // It stays held, and in the review queue.
    }
    at = { station: Number(row.station), seq: Number(row.seq) };
  }
  return { applied, next: at };
};

/** Resolves to how many were applied. */
export const reapplyHeld = async (deps: ReapplyDeps): Promise<number> => {
  let applied = 0;
  for (const row of await deps.database.all('SELECT library_id FROM library ORDER BY library_id')) {
    const libraryId = String(row.library_id);
    for (let at: Place | undefined = { station: -1, seq: 0 }; at !== undefined; ) {
      const from: Place = at;
      const page = await onePage(deps, libraryId, from, HELD_PAGE).catch(() =>
        oneByOne(deps, libraryId, from),
      );
      applied += page.applied;
      at = page.next;
    }
  }
  return applied;
};
